// What an open room shows, kept on this phone for the person who sees it: opened again without a link, the page goes on from there.
// Part of outbox-page.js, which every phone has: the room's own script counts its bytes.
import { keepFirstPage, ownCacheOf } from "../offline/first-page.ts";
import { memoryOf } from "../offline/rules.ts";
import { UNKEPT } from "../common/outbox.ts";
import { t } from "../common/text.ts";
import type { Happening, View } from "./view.ts";

/** As much of the room's element as this needs. */
export interface Room extends HTMLElement {
  readonly code: string;
  /** It knows what waits, and looks for its link; until then "begun" is to be heard. */
  readonly begun: boolean;
  view: View;
  /** Hears of every change. */
  told?: (view: View) => void;
  happen(it: Happening): void;
}

/** For site.ts: every other page shows the way back to this room. */
const BACK = "live-room";
/** Milliseconds in which changes that follow one another are written once. */
const CALM = 400;

/** @param page the element, whether its own script is here yet or not. */
export async function kept(page: Element): Promise<void> {
  await customElements.whenDefined(page.localName);
  const room = page as Room;
  if (!room.begun) await new Promise(begun => room.addEventListener("begun", begun, { once: true }));
  let written = "", isLoose = false, timer: ReturnType<typeof setTimeout> | undefined;
  room.told = view => {
    const { version, phase, link, shown, gaps } = view;
    const isLinked = link === "on" || link === "polling";
    showTheWayBack(phase === "ended" ? null : room.code);
    if (isLinked) document.querySelector(".from-phone")?.remove(); // it is the hub's again
    warning(room, isLoose && !isLinked && view.waiting.length > 0);
    const key = JSON.stringify([version, Object.keys(view.answers), shown.length, gaps]);
    if (version === 0 || key === written) return;
    written = key;
    clearTimeout(timer);
    timer = setTimeout(() => void remember(room).catch(() => undefined), CALM); // a full phone: the page as the hub drew it remains
  };
  addEventListener(UNKEPT, () => {
    isLoose = true;
    room.told!(room.view);
  });
  void restore(room).catch(() => undefined).then(() => room.told!(room.view));
  void keepFirstPage(pageOf(room.code)).catch(() => undefined);
}

/** The phone's disk refused an answer: nobody may believe that it is safe. */
function warning(room: Room, isDue: boolean): void {
  const known = room.parentElement?.querySelector(".unkept");
  if (!isDue) return known?.remove();
  if (known) return;
  const said = document.createElement("p");
  said.className = "unkept";
  said.setAttribute("role", "alert");
  said.textContent = t("This phone has no room left, so what waits is not kept: it stands on this page alone. Leave the page open until it has gone out.");
  room.before(said);
}

function showTheWayBack(code: string | null): void {
  try {
    if (code) sessionStorage.setItem(BACK, code);
    else sessionStorage.removeItem(BACK);
  } catch {
    // no way back then but the browser's own
  }
}

const pageOf = (code: string): string => `/live/${code}`;

async function remember({ code, view }: Room): Promise<void> {
  const memory: View = { ...view, waiting: [], link: "connecting", timer: null, refusal: null, needsPicture: false };
  await (await ownCacheOf(pageOf(code)))?.put(memoryOf(pageOf(code)), new Response(JSON.stringify(memory), { headers: { "Content-Type": "application/json" } }));
}

/** On a page from this phone, before the hub has said anything. */
async function restore(room: Room): Promise<void> {
  if (!document.querySelector("meta[name='hub-from-phone']")) return;
  const memory = await (await (await ownCacheOf(pageOf(room.code)))?.match(memoryOf(pageOf(room.code))))?.json() as View | undefined;
  if (!memory?.version || memory.version <= room.view.version) return;
  if (memory.phase === "ended") room.removeAttribute("known"); // the page may be older than the end: it is drawn here
  const { waiting, sentAt, link } = room.view;
  room.view = { ...memory, waiting, sentAt, link };
  room.happen({ name: "link", link });
}
