// Modules on this phone, in caches that the service worker reads. A module is shown whole or not at all.
import { type Entry, type KeptModule, missing, type ModuleList, weight } from "./list.ts";
import { HASH, isFull, KEPT, KEPT_AT, MARK, PERSON, surplus } from "./rules.ts";

/** At once, on a slow line: enough to fill it, few enough to leave room for the page that is being read. */
const TOGETHER = 4;

export type Get = (entry: Entry, list: ModuleList) => Promise<Response>;

/** Something of the module changed while it was being fetched: ask for its list again. */
export class ChangedMeanwhile extends Error {}

const isOf = (module: string) => (name: string): boolean => name.startsWith(`${KEPT}${module}:`);

/** Whether this browser can keep anything: not without a secure address, nor in some private windows. */
export const canKeep = (): boolean => "caches" in globalThis && "serviceWorker" in navigator;

/** Every module that is whole on this phone, the newest first. */
export async function keptModules(store: CacheStorage = caches): Promise<KeptModule[]> {
  const found: KeptModule[] = [];
  for (const name of await store.keys()) {
    if (!name.startsWith(KEPT)) continue;
    const kept = await markIn(await store.open(name));
    if (kept) found.push(kept);
  }
  return found.sort((a, b) => b.checked.localeCompare(a.checked)).filter((it, i, all) => all.findIndex(other => other.module === it.module) === i);
}

/** What a cache says that it holds; null for half a module, and for one that an earlier version of this site wrote otherwise. */
async function markIn(cache: Cache): Promise<KeptModule | null> {
  const kept = await (await cache.match(MARK))?.json().catch(() => null) as Partial<KeptModule> | null | undefined;
  return kept?.module && kept.checked && Array.isArray(kept.entries) ? kept as KeptModule : null;
}

export const isKept = async (module: string, store: CacheStorage = caches): Promise<boolean> => (await keptModules(store)).some(it => it.module === module);

/** What lies at an address of a kept module, or null. For pages and JSON alike. */
export async function fromKept(address: string, store: CacheStorage = caches): Promise<{ response: Response; module: KeptModule } | null> {
  for (const module of await keptModules(store)) {
    if (!module.entries.some(entry => entry.address === address)) continue;
    const response = await (await store.open(nameOf(module))).match(address, { ignoreVary: true });
    if (response) return { response, module };
  }
  return null;
}

/** As a visitor gets it, in the list's language: nothing of the person who is signed in comes into a cache that others can open. */
export const asVisitor: Get = (entry, list) =>
  fetch(entry.address, { credentials: "omit", cache: "no-cache", headers: { Accept: entry.kind === "text" ? "text/html" : "*/*", "Accept-Language": list.language } });

/**
 * Brings a module to this phone, or up to date: fetches what is missing, and then shows the new in place of the old in one step.
 * What a break leaves behind is found again by the next try; where the browser gives no more room, nothing is left behind.
 * @throws ChangedMeanwhile, or what the network or a full phone threw.
 */
export async function keepModule(list: ModuleList, told: (bytes: number) => void, { store = caches, ...how }: Keeping = {}): Promise<KeptModule> {
  const cache = await store.open(nameOf(list));
  const isWhole = await markIn(cache) !== null;
  try {
    return await fill(cache, list, told, { store, ...how });
  } catch (reason) {
    if (isFull(reason) && !isWhole) await store.delete(nameOf(list)); // half a module would only take the room from others
    throw reason;
  }
}

export interface Keeping { store?: CacheStorage; get?: Get; now?: () => Date; until?: AbortSignal }

async function fill(cache: Cache, list: ModuleList, told: (bytes: number) => void, { store = caches, get = asVisitor, now = () => new Date(), until }: Keeping): Promise<KeptModule> {
  const held = await everythingHeld(store);
  const wanted: Entry[] = [];
  let bytes = 0, isBroken = false;
  for (const entry of list.entries) {
    const there = held.get(entry.address)?.get(entry.hash);
    if (!there) wanted.push(entry);
    else {
      if (there !== cache) await cache.put(entry.address, (await there.match(entry.address, { ignoreVary: true }))!);
      bytes += entry.bytes;
    }
  }
  told(bytes);
  const next = async (): Promise<void> => {
    for (let entry = wanted.shift(); entry; entry = wanted.shift()) {
      if (until?.aborted) throw new Error("Stopped.");
      await cache.put(entry.address, await fetched(entry, list, get));
      bytes += entry.bytes;
      if (!isBroken) told(bytes);
    }
  };
  // Where one line breaks, the others stop, and say nothing any more.
  await Promise.all(Array.from({ length: TOGETHER }, () => next().catch(reason => {
    isBroken = true;
    wanted.length = 0;
    throw reason;
  })));

  const moment = now().toISOString();
  const before = (await keptModules(store)).find(it => it.module === list.module);
  const kept: KeptModule = { ...list, since: before?.since ?? moment, checked: moment };
  await cache.put(MARK, new Response(JSON.stringify(kept), { headers: { "Content-Type": "application/json" } })); // from here on it is the module
  for (const name of (await store.keys()).filter(isOf(list.module))) if (name !== nameOf(list)) await store.delete(name);
  return kept;
}

/** Notes that the hub was asked and nothing changed. */
export async function confirmModule(kept: KeptModule, store: CacheStorage = caches, now = new Date()): Promise<KeptModule> {
  const confirmed = { ...kept, checked: now.toISOString() };
  await (await store.open(nameOf(kept))).put(MARK, new Response(JSON.stringify(confirmed), { headers: { "Content-Type": "application/json" } }));
  return confirmed;
}

export async function removeModule(module: string, store: CacheStorage = caches): Promise<void> {
  for (const name of (await store.keys()).filter(isOf(module))) await store.delete(name);
}

/** Keeps a page of one person, for her alone. */
export async function keepOwn(path: string, person: string, page: Response, store: CacheStorage = caches): Promise<void> {
  const headers = new Headers(page.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Set-Cookie"]) headers.delete(name);
  headers.set(KEPT_AT, new Date().toISOString());
  const cache = await store.open(PERSON + person);
  await cache.put(path, new Response(await page.arrayBuffer(), { headers })); // what is put again stands last
  for (const old of surplus((await cache.keys()).map(({ url }) => new URL(url).pathname))) await cache.delete(old);
}

/** Bytes over the wire that a keep or an update would take now. */
export async function stillToFetch(list: ModuleList, store: CacheStorage = caches): Promise<number> {
  const held = await everythingHeld(store);
  const same = new Map([...held].flatMap(([address, hashes]) => list.entries.filter(entry => entry.address === address && hashes.has(entry.hash)).map(entry => [address, entry.hash] as const)));
  return weight(missing(list, same));
}

const nameOf = (list: { module: string; language: string; hash: string }): string => `${KEPT}${list.module}:${list.language}:${list.hash}`;

/** Address to hash to a cache that has it, over all modules and half-fetched ones: nothing is fetched twice. */
async function everythingHeld(store: CacheStorage): Promise<Map<string, Map<string, Cache>>> {
  const held = new Map<string, Map<string, Cache>>();
  for (const name of await store.keys()) {
    if (!name.startsWith(KEPT)) continue;
    const cache = await store.open(name);
    for (const request of await cache.keys()) {
      const hash = (await cache.match(request, { ignoreVary: true }))?.headers.get(HASH);
      const address = new URL(request.url).pathname;
      if (hash) held.set(address, (held.get(address) ?? new Map<string, Cache>()).set(hash, cache));
    }
  }
  return held;
}

async function fetched(entry: Entry, list: ModuleList, get: Get): Promise<Response> {
  const answer = await get(entry, list);
  if (!answer.ok || answer.redirected) throw new Error(`${entry.address} answered ${answer.status}.`);
  const edition = answer.headers.get("ETag");
  if (entry.kind === "text" && edition && !edition.includes(list.edition)) throw new ChangedMeanwhile(entry.address);
  const headers = new Headers();
  for (const name of ["Content-Type", "Content-Security-Policy", "Content-Language", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"]) {
    const value = answer.headers.get(name);
    if (value) headers.set(name, value);
  }
  headers.set(HASH, entry.hash);
  headers.set(KEPT_AT, new Date().toISOString());
  return new Response(await answer.arrayBuffer(), { headers }); // whole, or an error: half an answer throws here
}
