// Tests that the hub handed out ahead, kept on this device: every question, and which option is right of none.

export interface Packet {
  attempt: string;
  /** With its version. */
  module: string;
  /** As the hub names it: Pre, Post, Month1, … */
  occasion: string;
  title: string;
  begun: boolean;
  questions: { id: string; prompt: string; options: { id: string; text: string }[] }[];
  given: Record<string, { option: string; sure?: boolean }>;
}

const DATABASE = "learning-hub-packets", STORE = "packets";

const keyOf = (who: string, module: string, occasion: string): string => `${who}/${module}/${occasion.toLowerCase()}`;

/** Fetches a test for whoever is signed in and keeps it here; for a page that keeps a module for later, too.
 * @param module with or without its version. @param unkept told when this device has no room for it. @returns null when the hub has none to give now, or was not reached. */
export async function keepPacket(who: string, module: string, occasion: string, unkept = (): void => {}): Promise<Packet | null> {
  try {
    const response = await fetch(`/modules/${module.split("@")[0]}/test/${occasion.toLowerCase()}/packet`, { headers: { accept: "application/json" }, cache: "no-store" });
    if (!response.ok) return null;
    const packet = await response.json() as Packet;
    await run("readwrite", store => store.put(packet, keyOf(who, packet.module, occasion))).catch(unkept); // the page that asked can go on with it
    return packet;
  } catch {
    return null;
  }
}

/** The test that is kept here, or null. */
export async function packetOf(who: string, module: string, occasion: string): Promise<Packet | null> {
  try {
    return await run<Packet | undefined>("readonly", store => store.get(keyOf(who, module, occasion))) ?? null;
  } catch {
    return null; // a browser that keeps nothing
  }
}

/** Every test kept here for a person. */
export async function allPackets(who: string): Promise<Packet[]> {
  try { return who ? await run<Packet[]>("readonly", store => store.getAll(IDBKeyRange.bound(`${who}/`, `${who}/\uffff`))) : []; } catch { return []; }
}

/** Lays what the hub has received over the tests kept here, so that they stand as the hub's do. */
export async function received(bodies: { kind: string; who: string; body: unknown }[]): Promise<void> {
  for (const { kind, who, body } of bodies) {
    const { attempt, module, item, option, sure } = body as Record<string, string>;
    if (!kind.startsWith("test-") || !attempt || !module) continue;
    const packet = (await allPackets(who)).find(known => known.attempt === attempt);
    if (!packet) continue;
    packet.begun = true;
    if (kind === "test-answer") packet.given[item!] = { option: option!, sure: sure === "true" };
    const key = keyOf(who, module, packet.occasion);
    await run("readwrite", store => (kind === "test-finish" ? store.delete(key) : store.put(packet, key))).catch(() => undefined);
  }
}

function run<R>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<R> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(opening.error ?? new Error("No database."));
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => { opening.result.close(); resolve(request.result as R); };
      transaction.onabort = transaction.onerror = () => { opening.result.close(); reject(transaction.error ?? new Error("The browser kept nothing.")); };
    };
  });
}
