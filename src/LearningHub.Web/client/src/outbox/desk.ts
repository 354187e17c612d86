// The outbox of this page: keeps what is done without a link, sends it, and says on every page how it stands.
import { openBox, type Item, UNKEPT } from "../common/outbox.ts";
import { clockTime } from "../common/times.ts";
import { many, t } from "../common/text.ts";
import { keep, newId, say } from "../live/dom.ts";
import { FLAG, mayWait, PERSON } from "./flag.ts";
import { received } from "./packets.ts";
import { titleOf } from "./words.ts";
import { alone, overHttp, sendDue, type Sent } from "./send.ts";

/** When the hub last received something from this device, in milliseconds. */
const LAST_SENT = "hub-last-sent";
const LOOK_EVERY = 15_000;
/** For pages that show what waits: something has changed. */
export const CHANGED = "hub-outbox-changed";

const line = document.querySelector<HTMLElement>("[data-online-status]");

/** Who is signed in on this page, or empty. A page that this phone kept is nobody's: there it is who was here last with a link; the hub checks. */
export const me = (): string => line?.dataset["who"] ?? (isFromPhone() ? keep.get(PERSON) ?? "" : "");

const isFromPhone = (): boolean => document.querySelector("meta[name='hub-from-phone'], meta[name='hub-missing']") !== null;

/** Ids of one page look alike but for their end, so that many of them pack into few bytes. */
const prefix = newId().slice(0, -4);
let made = 0;
export const nextId = (): string => prefix + (made++ & 0xffff).toString(16).padStart(4, "0");

export interface Doing {
  kind: string;
  /** A module's id with version, or anything that keeps its order by itself. */
  stream: string;
  body: unknown;
  label: string;
  id?: string;
  who?: string;
}

/** Keeps it on this device before anything else happens to it. @returns it, `loose` where there was no room. */
export async function keepDone(doing: Doing): Promise<Item> {
  const who = doing.who ?? me();
  const item: Item = { id: doing.id ?? nextId(), kind: doing.kind, stream: `${who}/${doing.stream}`, who, at: new Date().toISOString(), body: doing.body, label: doing.label };
  const box = await openBox();
  await box.put(item);
  await show();
  return (await box.all()).find(it => it.id === item.id) ?? item;
}

/** A room and a half day send their own while they are open, with more words; what has no claim only ever goes out there, and so does a vote on a wall. */
const leave = (item: Item): boolean => {
  const { claim, vote } = item.body as { claim?: string; vote?: object };
  return ((item.kind === "live" || item.kind === "wall") && (!claim || vote !== undefined || document.querySelector("live-session") !== null))
    || (item.kind === "attendance" && document.querySelector("attendance-here") !== null);
};

/** @param atOnce its owner asked for it. */
export async function sendNow(atOnce = false): Promise<Sent[]> {
  if (!mayWait()) return [];
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

/** "2 waiting, last sent 10:42." */
async function show(sent: Sent[] = []): Promise<void> {
  if (!line) return;
  const items = !mayWait() ? [] : await (await openBox()).all();
  const waiting = items.filter(item => item.refused === undefined).length, refused = items.length - waiting;
  if (items.length === 0) keep.set(FLAG, String(Date.now()));
  const last = Number(keep.get(LAST_SENT));
  const told = sent.map(({ item, verdict }) => verdict.status === "refused" ? t("Not taken: {0}. {1}", titleOf(item), verdict.message ?? "") : verdict.message ?? "");
  const isLoose = items.some(item => item.loose && item.refused === undefined);
  const said = [isLoose ? t("This phone has no room left, so what waits is not kept: it stands on this page alone. Leave the page open until it has gone out.") : "", navigator.onLine ? "" : t("This phone is offline."), ...new Set(told), waiting > 0 || sent.length > 0 ? standing(waiting, last) : "",
    refused > 0 ? many("{0} thing was not taken.", "{0} things were not taken.", refused) : ""].filter(text => text).join(" ");
  say(line, said);
  if (items.length > 0 && location.pathname !== "/waiting") {
    const link = document.createElement("a");
    link.href = "/waiting";
    link.textContent = t("See what waits");
    line.append(" ", link);
  }
}

function standing(waiting: number, last: number): string {
  const at = clockTime(new Date(last));
  if (!last) return many("{0} waiting.", "{0} waiting.", waiting);
  return waiting > 0 ? many("{0} waiting, last sent {1}.", "{0} waiting, last sent {1}.", waiting, at) : t("Nothing waits, last sent {0}.", at);
}

/** Sends at every chance: a page opens, the link comes back, somebody looks at the page again, and now and then while something waits. */
export function begin(): void {
  if (!line) return;
  if (isFromPhone() && me()) offerOnKeptPages();
  const look = (): void => { void sendNow(); };
  addEventListener("online", () => void sendNow(true));
  addEventListener("offline", () => void show());
  addEventListener(UNKEPT, () => void show());
  addEventListener("storage", event => { if (event.key === LAST_SENT) void show().then(() => dispatchEvent(new CustomEvent<Sent[]>(CHANGED, { detail: [] }))); }); // another tab has sent
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  setInterval(() => { if (mayWait()) look(); }, LOOK_EVERY);
  void show().then(() => sendNow(true));
}

/** A lesson that this phone kept has no forms of anybody's own: who was here last can say there that she has read it. */
function offerOnKeptPages(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-from-phone]")) form.hidden = false;
}
