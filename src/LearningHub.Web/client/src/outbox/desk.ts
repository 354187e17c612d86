// The outbox of this page: keeps what is done without a link, sends it, and says on every page how it stands.
import { openBox, type Item } from "../common/outbox.ts";
import { clockTime } from "../common/times.ts";
import { keep, newId, say } from "../live/dom.ts";
import { FLAG } from "./flag.ts";
import { received } from "./packets.ts";
import { alone, overHttp, sendDue, type Sent } from "./send.ts";

/** When the hub last received something from this device, in milliseconds. */
const LAST_SENT = "hub-last-sent";
const LOOK_EVERY = 15_000;
const PATIENCE = 5_000;
/** For pages that show what waits: something has changed. */
export const CHANGED = "hub-outbox-changed";

const line = document.querySelector<HTMLElement>("[data-online-status]");

/** Who is signed in on this page, or empty. */
export const me = (): string => line?.dataset["who"] ?? "";

export interface Doing {
  kind: string;
  /** A module's id with version, or anything that keeps its order by itself. */
  stream: string;
  body: unknown;
  label: string;
  id?: string;
  who?: string;
}

/** Keeps it on this device before anything else happens to it. */
export async function keepDone(doing: Doing): Promise<Item> {
  const who = doing.who ?? me();
  const item: Item = { id: doing.id ?? newId(), kind: doing.kind, stream: `${who}/${doing.stream}`, who, at: new Date().toISOString(), body: doing.body, label: doing.label };
  await (await openBox()).put(item);
  await show();
  return item;
}

/** Whether the hub itself answers; a phone that says it is online may have no way to it. */
export async function isReached(): Promise<boolean> {
  if (!navigator.onLine) return false;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    return (await fetch("/healthz/live", { cache: "no-store", signal: patience.signal })).ok;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** A room and a half day send their own while they are open, with more words; posts on a wall and answers without a claim only ever go out there. */
const leave = (item: Item): boolean =>
  item.kind === "wall" || (item.kind === "live" && (!(item.body as { claim?: string }).claim || document.querySelector("live-session") !== null))
  || (item.kind === "attendance" && document.querySelector("attendance-here") !== null);

/** @param atOnce its owner asked for it. */
export async function sendNow(atOnce = false): Promise<Sent[]> {
  if (keep.get(FLAG) === "") return [];
  const storage = ((): Storage | null => { try { return localStorage; } catch { return null; } })();
  const box = await openBox();
  const outcome = await alone(() => sendDue({ box, me: me(), post: overHttp, now: Date.now, atOnce, leave }), storage, Date.now, navigator.locks);
  const sent = outcome?.sent ?? [];
  const taken = sent.filter(it => it.verdict.status !== "refused");
  if (taken.length > 0) keep.set(LAST_SENT, String(Date.now()));
  await received(taken.map(it => it.item));
  await show(sent);
  if (sent.length > 0) dispatchEvent(new CustomEvent<Sent[]>(CHANGED, { detail: sent }));
  return sent;
}

const count = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`);

/** "2 waiting, last sent 10:42." */
async function show(sent: Sent[] = []): Promise<void> {
  if (!line) return;
  const items = keep.get(FLAG) === "" ? [] : await (await openBox()).all();
  const waiting = items.filter(item => item.refused === undefined).length, refused = items.length - waiting;
  if (items.length === 0) keep.set(FLAG, "");
  const last = Number(keep.get(LAST_SENT));
  const said = [
    navigator.onLine ? "" : "This phone is offline.",
    ...sent.map(({ item, verdict }) => verdict.status === "refused" ? `Not taken: ${item.label ?? "something you sent"}. ${verdict.message ?? ""}` : verdict.message ?? "").filter((text, i, all) => text && all.indexOf(text) === i),
    waiting > 0 || sent.length > 0 ? `${waiting > 0 ? `${waiting} waiting` : "Nothing waits"}${last ? `, last sent ${clockTime(new Date(last))}` : ""}.` : "",
    refused > 0 ? `${count(refused, "thing was", "things were")} not taken.` : "",
  ].filter(text => text).join(" ");
  say(line, said);
  if (items.length > 0 && location.pathname !== "/waiting") {
    const link = document.createElement("a");
    link.href = "/waiting";
    link.textContent = "See what waits";
    line.append(" ", link);
  }
}

/** Sends at every chance: a page opens, the link comes back, somebody looks at the page again, and now and then while something waits. */
export function begin(): void {
  if (!line) return;
  const look = (): void => { void sendNow(); };
  addEventListener("online", () => void sendNow(true));
  addEventListener("offline", () => void show());
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  setInterval(() => { if (keep.get(FLAG) !== "") look(); }, LOOK_EVERY);
  void show().then(() => sendNow(true));
}
