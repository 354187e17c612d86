// What a person sends is kept on this device before it is sent, and until the hub says that it is on its disk.

/** The kinds of things that may wait, and the field that tells one from another. */
const STORES = { answers: "answerId", attendance: "id", walls: "id", coupons: "id" } as const;
const DATABASE = "learning-hub-live";
/** One more whenever a kind is added above. */
const VERSION = 4;

export type Store = keyof typeof STORES;

/** @typeParam T What waits; `code` says which room or workshop it is for. */
export interface Outbox<T extends { code: string }> {
  add(item: T): Promise<void>;
  all(): Promise<T[]>;
  of(code: string): Promise<T[]>;
  remove(id: string): Promise<void>;
}

/** In IndexedDB; in memory where the browser keeps nothing, as in some private windows. */
export async function openOutbox<T extends { code: string }>(store: Store): Promise<Outbox<T>> {
  try {
    return new StoredOutbox<T>(await openDatabase(), store);
  } catch {
    return new MemoryOutbox<T>(store);
  }
}

export class MemoryOutbox<T extends { code: string }> implements Outbox<T> {
  private readonly items = new Map<string, T>();
  constructor(private readonly store: Store) {}
  async add(item: T): Promise<void> { this.items.set((item as Record<string, unknown>)[STORES[this.store]] as string, item); }
  async all(): Promise<T[]> { return [...this.items.values()]; }
  async of(code: string): Promise<T[]> { return (await this.all()).filter(item => item.code === code); }
  async remove(id: string): Promise<void> { this.items.delete(id); }
}

class StoredOutbox<T extends { code: string }> implements Outbox<T> {
  constructor(private readonly database: IDBDatabase, private readonly store: Store) {}

  async add(item: T): Promise<void> {
    await this.run("readwrite", store => store.put(item));
  }

  all(): Promise<T[]> {
    return this.run<T[]>("readonly", store => store.getAll());
  }

  async of(code: string): Promise<T[]> {
    return (await this.all()).filter(item => item.code === code);
  }

  async remove(id: string): Promise<void> {
    await this.run("readwrite", store => store.delete(id));
  }

  private run<R>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<R> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(this.store, mode);
      const request = act(transaction.objectStore(this.store));
      transaction.oncomplete = () => resolve(request.result as R);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("The browser kept nothing."));
    });
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(STORES))
        if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store, { keyPath });
    };
    request.onblocked = () => reject(new Error("Another tab holds an older outbox."));
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close(); // a newer page in another tab must not wait for this one
      resolve(request.result);
    };
    request.onerror = () => reject(request.error ?? new Error("No database."));
  });
}
