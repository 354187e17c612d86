// Sends what waits: in order by stream, each thing once, one tab at a time. Pure but for what it is given, so that its tests need no browser.
import type { Box, Item } from "../common/outbox.ts";
import { t } from "../common/text.ts";

export interface Verdict {
  id: string;
  status: "kept" | "repeated" | "refused" | "waits";
  message?: string;
  link?: string;
}

export interface Receipt {
  at: string;
  who?: string;
  outcomes: Verdict[];
}

export interface Sent {
  item: Item;
  verdict: Verdict;
}

export type Post = (body: string) => Promise<{ status: number; json(): Promise<unknown> }>;

const MOST_ITEMS = 40;
const MOST_CHARACTERS = 60_000;
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 600_000;

/** Milliseconds until the next try, after so many without a decision. */
export const pauseAfter = (attempts: number): number => Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.max(0, attempts - 1));

/** What may go out now as this person: in order, and nothing of a stream whose first thing is not due yet. */
export function due(items: Item[], me: string, now: number): Item[] {
  const held = new Set<string>();
  return items.filter(item => {
    if (item.refused !== undefined || (item.who && item.who !== me) || held.has(item.stream)) return false;
    if ((item.nextAt ?? 0) <= now) return true;
    held.add(item.stream);
    return false;
  });
}

/** So much of it as one batch carries. */
function batchOf(items: Item[]): Item[] {
  let size = 0;
  return items.slice(0, MOST_ITEMS).filter((item, i) => (size += JSON.stringify(item.body).length) < MOST_CHARACTERS || i === 0);
}

export interface Sending {
  box: Box;
  /** Who is signed in here, or empty. */
  me: string;
  post: Post;
  now(): number;
  /** Its owner asked for it: what waits for its next try goes too. */
  atOnce?: boolean;
  /** A page that sends these itself, with more words. */
  leave?(item: Item): boolean;
}

/** Sends until nothing is due. @returns what was decided, and whether the hub was reached at all. */
export async function sendDue(sending: Sending): Promise<{ sent: Sent[]; reached: boolean; who: string | undefined; at: string | undefined }> {
  const { box, me, post, now } = sending;
  const sent: Sent[] = [], stopped = new Set<string>();
  let reached = true, who: string | undefined, at: string | undefined;
  for (;;) {
    const mine = (await box.all()).filter(item => !sending.leave?.(item));
    const batch = batchOf(due(mine, me, sending.atOnce ? Infinity : now()).filter(item => !stopped.has(item.stream)));
    if (batch.length === 0) return { sent, reached, who, at };
    const waiting = mine.filter(item => item.refused === undefined && (!item.who || item.who === me)).length;
    const receipt = await ask(post, batch, waiting);
    if (!receipt) {
      for (const item of firsts(batch)) await put(box, { ...item, attempts: (item.attempts ?? 0) + 1, nextAt: now() + pauseAfter((item.attempts ?? 0) + 1) });
      return { sent, reached: false, who, at };
    }
    ({ who, at } = receipt);
    for (const item of batch) {
      const verdict = receipt.outcomes.find(outcome => outcome.id === item.id) ?? { id: item.id, status: "waits" };
      if (verdict.status === "waits") {
        if (stopped.has(item.stream)) continue; // it only stands behind another
        stopped.add(item.stream);
        const attempts = (item.attempts ?? 0) + 1;
        await put(box, { ...item, attempts, nextAt: now() + pauseAfter(attempts), ...(verdict.message ? { lastProblem: verdict.message } : {}) });
      } else {
        if (verdict.status === "refused") await put(box, { ...item, refused: verdict.message ?? t("The hub did not take it.") });
        else await box.drop(item.id);
        sent.push({ item, verdict });
      }
    }
  }
}

/** A thing that its owner removed while it was on its way must not come back. */
async function put(box: Box, item: Item): Promise<void> {
  const known = (await box.all()).find(it => it.id === item.id);
  if (known) await box.put({ ...item, body: known.body, at: known.at });
}

/** The first of each stream: the one that holds up the others. */
const firsts = (items: Item[]): Item[] => items.filter((item, i) => items.findIndex(other => other.stream === item.stream) === i);

async function ask(post: Post, batch: Item[], waiting: number): Promise<Receipt | null> {
  try {
    const items = batch.map(({ id, kind, stream, who, at, body }) => ({ id, kind, stream, who, at, body }));
    const response = await post(JSON.stringify({ items, waiting }));
    return response.status === 200 ? await response.json() as Receipt : null;
  } catch {
    return null; // no link: everything waits
  }
}

/** Milliseconds until a try that hangs is given up: while it lasts, no other tab sends. */
const PATIENCE = 60_000;

export const overHttp: Post = async body => {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const response = await fetch("/outbox", { method: "POST", headers: { "content-type": "application/json", accept: "application/json" }, body, redirect: "error", signal: patience.signal });
    const answer = await response.text();
    return { status: response.status, json: async () => JSON.parse(answer) as unknown };
  } finally {
    clearTimeout(timer);
  }
};

/** Lets one tab at a time do it: by the browser's locks, or where the address has no TLS by a lease. @returns null when another tab is at it. */
export async function alone<T>(act: () => Promise<T>, store: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null, now: () => number, locks?: LockManager): Promise<T | null> {
  if (locks) return await locks.request("hub-outbox", { ifAvailable: true }, lock => (lock ? act() : null));
  const LEASE = "hub-outbox-lease", LONGEST = 30_000;
  const taken = (): number => Number(store?.getItem(LEASE)?.split(" ")[1] ?? 0);
  if (taken() > now()) return null;
  const mine = `${Math.random()} ${now() + LONGEST}`;
  store?.setItem(LEASE, mine);
  if (store && store.getItem(LEASE) !== mine) return null;
  try {
    return await act();
  } finally {
    if (store?.getItem(LEASE) === mine) store.removeItem(LEASE);
  }
}
