// Answers are kept on this device before they are sent, and until the hub says that they are on its disk.
import type { Waiting } from "./view.ts";

export interface Kept extends Waiting {
  code: string;
}

export interface Outbox {
  add(answer: Kept): Promise<void>;
  of(code: string): Promise<Kept[]>;
  remove(answerId: string): Promise<void>;
}

const STORE = "answers";

/** In IndexedDB; in memory where the browser keeps nothing, as in some private windows. */
export async function openOutbox(): Promise<Outbox> {
  try {
    return new StoredOutbox(await openDatabase());
  } catch {
    return new MemoryOutbox();
  }
}

export class MemoryOutbox implements Outbox {
  private readonly answers = new Map<string, Kept>();
  async add(answer: Kept): Promise<void> { this.answers.set(answer.answerId, answer); }
  async of(code: string): Promise<Kept[]> { return [...this.answers.values()].filter(answer => answer.code === code); }
  async remove(answerId: string): Promise<void> { this.answers.delete(answerId); }
}

class StoredOutbox implements Outbox {
  constructor(private readonly database: IDBDatabase) {}

  async add(answer: Kept): Promise<void> {
    await this.run("readwrite", store => store.put(answer));
  }

  async of(code: string): Promise<Kept[]> {
    const all = await this.run<Kept[]>("readonly", store => store.getAll());
    return all.filter(answer => answer.code === code);
  }

  async remove(answerId: string): Promise<void> {
    await this.run("readwrite", store => store.delete(answerId));
  }

  private run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<T> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result as T);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("The browser kept nothing."));
    });
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("learning-hub-live", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "answerId" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("No database."));
  });
}
