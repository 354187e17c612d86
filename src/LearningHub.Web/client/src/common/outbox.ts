// What a person does is kept on this device before it is sent, and until the hub says that it is on its disk. One store for every kind of action.
import { keep } from "../live/dom.ts";
import { FLAG } from "../outbox/flag.ts";

/** One thing that waits. */
export interface Item {
  /** Its place in the order of this device; given by the store. */
  seq?: number;
  /** Made here: sent twice, it counts once. */
  id: string;
  kind: string;
  /** Things of one stream keep their order; one that can't be sent holds up its own stream alone. */
  stream: string;
  /** Who was signed in; empty for what carries its own proof. Never sent under another person's sign-in. */
  who: string;
  /** This device's clock: a hint. */
  at: string;
  body: unknown;
  /** What it is, in words for its owner. */
  label?: string;
  /** Tries that brought no decision, and when the next may come, in milliseconds. */
  attempts?: number;
  nextAt?: number;
  /** What the hub said about it while it waits. */
  lastProblem?: string;
  /** Why the hub did not take it. It is not sent again; it stays until its owner removes it. */
  refused?: string;
  /** It is not on the disk, which had no room: it goes when this page closes. */
  loose?: boolean;
}

export interface Box {
  /** Keeps it; the same id again takes the earlier one's place in the order. Where the disk refuses, this page holds it: then the item is `loose`. */
  put(item: Item): Promise<void>;
  /** In order. */
  all(): Promise<Item[]>;
  drop(id: string): Promise<void>;
}

/** What a page sees of one kind of thing; `code` says which room or workshop it is for. */
export interface Outbox<T extends { code: string }> {
  add(item: T): Promise<void>;
  all(): Promise<T[]>;
  of(code: string): Promise<T[]>;
  remove(id: string): Promise<void>;
}

const DATABASE = "learning-hub-live";
const VERSION = 5;
const STORE = "items";
/** What earlier versions called their stores, one for each kind. */
const EARLIER: Record<string, string> = { answers: "live", walls: "wall", coupons: "coupon", attendance: "attendance" };

/** The islands of a room and of a coupon keep records of their own; this says where each stands in the one store. */
export function itemOf(kind: string, record: object): Item {
  const { answerId, id, code, who, at, typedAt, refused } = record as Record<string, string | undefined>;
  return { id: (answerId ?? id)!, kind, stream: `${kind}/${code}`, who: who ?? "", at: at ?? new Date(Number(typedAt ?? Date.now())).toISOString(), body: record, ...(refused ? { refused } : {}) };
}

/** Heard by whoever can say that something is not on the disk. */
export const UNKEPT = "hub-unkept";

class MemoryBox implements Box {
  constructor(private readonly items: Map<string, Item>) {} // a map keeps the place of what is set again
  async put(item: Item): Promise<void> {
    keep.set(FLAG, "1");
    this.items.set(item.id, { ...item, loose: true });
    globalThis.dispatchEvent?.(new Event(UNKEPT));
  }
  async all(): Promise<Item[]> { return [...this.items.values()]; }
  async drop(id: string): Promise<void> { this.items.delete(id); }
}

/** In IndexedDB, and what does not fit there in memory. */
export class StoredBox implements Box {
  constructor(private readonly database: IDBDatabase, private readonly rest: Box) {}

  async put(item: Item): Promise<void> {
    keep.set(FLAG, "1");
    try {
      await this.at(item.id, (store, seq) => store.put({ ...item, loose: false, ...(seq && { seq }) }));
    } catch {
      return this.rest.put(item);
    }
    await this.rest.drop(item.id);
  }

  async drop(id: string): Promise<void> {
    await this.rest.drop(id);
    await this.at(id, (store, seq) => seq && store.delete(seq));
  }

  async all(): Promise<Item[]> {
    const rest = await this.rest.all();
    return [...(await this.run<Item[]>("readonly", store => store.getAll())).filter(item => !rest.some(it => it.id === item.id)), ...rest];
  }

  /** Acts on what has this id; without a place where there is none. */
  private at(id: string, act: (store: IDBObjectStore, seq: number | undefined) => unknown): Promise<void> {
    return this.run("readwrite", store => {
      const found = store.index("id").getKey(id);
      found.onsuccess = () => act(store, found.result as number | undefined);
      return found;
    }) as Promise<unknown> as Promise<void>;
  }

  private run<R>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<R> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(STORE, mode, { durability: "strict" }); // on the disk, for a battery that gives out
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result as R);
      transaction.onabort = transaction.onerror = reject;
    });
  }
}

let opened: Promise<Box> | undefined;

/** What no disk holds: one for all scripts of a page, so that the one that sends finds what another took. */
const page = globalThis as { hubLoose?: Map<string, Item> };

/** In IndexedDB; in memory where the browser keeps nothing, as in some private windows. */
export const openBox = (): Promise<Box> => {
  const memory = new MemoryBox(page.hubLoose ??= new Map());
  return opened ??= openDatabase().then(database => new StoredBox(database, memory), () => memory);
};

/** One kind of thing in a box. */
export function partOf<T extends { code: string }>(box: Box, kind: string): Outbox<T> {
  const all = async (): Promise<T[]> => (await box.all()).filter(item => item.kind === kind)
    .map(item => ({ ...(item.body as T), ...(item.refused && { refused: item.refused }), ...(item.loose && { loose: true }) }));
  return {
    add: item => box.put(itemOf(kind, item)),
    all,
    of: async code => (await all()).filter(item => item.code === code),
    remove: id => box.drop(id),
  };
}

export const openOutbox = async <T extends { code: string }>(kind: string): Promise<Outbox<T>> => partOf<T>(await openBox(), kind);

export const memoryBox = (): Box => new MemoryBox(new Map());

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = () => migrate(request.result, request.transaction!);
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close(); // a newer page in another tab must not wait for this one
      resolve(request.result);
    };
    request.onblocked = request.onerror = reject; // another tab holds an older one, or there is none
  });
}

/** What waits in the stores of earlier versions moves over; in one transaction, so that it is in the old place or in the new one. */
export function migrate(database: IDBDatabase, transaction: IDBTransaction): void {
  if (database.objectStoreNames.contains(STORE)) return;
  const items = database.createObjectStore(STORE, { keyPath: "seq", autoIncrement: true });
  items.createIndex("id", "id", { unique: true });
  for (const [store, kind] of Object.entries(EARLIER)) {
    if (!database.objectStoreNames.contains(store)) continue;
    transaction.objectStore(store).getAll().onsuccess = event => {
      for (const record of (event.target as IDBRequest<object[]>).result) {
        items.put(itemOf(kind, record));
        keep.set(FLAG, "1");
      }
      database.deleteObjectStore(store);
    };
  }
}
