// A page that came from this phone says so, and since when it is as it is. The service worker left a mark in it.
import { whenReached } from "../common/reached.ts";
import { t } from "../common/text.ts";
import { h, keep } from "../live/dom.ts";
import { isCoupon, isRoom, WHO } from "./rules.ts";
import { moment } from "./words.ts";

export function sayFromPhone(): void {
  const mark = document.querySelector<HTMLMetaElement>("meta[name='hub-from-phone'], meta[name='hub-missing']");
  const line = document.querySelector<HTMLElement>("[data-online-status]");
  if (!mark) return line ? keep.set(WHO, line.dataset["who"] ?? null) : undefined;
  const who = keep.get(WHO);
  if (line && who) line.dataset["who"] = who; // the outbox asks whose it is
  void showPlaces();
  if (mark.name === "hub-missing" || mark.dataset["kind"] === "site") return;
  const at = moment(mark.content);
  const path = location.pathname.replace(/^.*(?=\/(live|confirm)\/)/, "");
  if (isRoom(path) || isCoupon(path)) return comeBack(t("This page is from this phone, as of {0}. It goes on by itself when the link is back.", at));
  const words = mark.dataset["kind"] === "personal"
    ? t("This page is from this phone: as of {0}, not newer.", at)
    : t("This page is from this phone, as of {0}. Your own progress is not on it.", at);
  const said = sayAbove(words);
  addEventListener("online", () => said.append(" ", h("a", { href: location.href }, t("The link is back: load the page again."))), { once: true });
}

function sayAbove(words: string): HTMLElement {
  const said = h("p", { class: "said from-phone no-print", role: "status" });
  document.querySelector("main")?.prepend(said);
  setTimeout(() => said.append(words), 100); // a live region is heard when its text comes after it
  return said;
}

/** A room that is drawn here finds its own way back. Any other page is loaded anew, except under the hands of somebody who has begun to fill it in. */
function comeBack(words: string): void {
  const said = sayAbove(words);
  whenReached(() => {
    if (document.querySelector("live-session .state-line + .kept")) return;
    if (!isTouched()) return location.reload();
    said.append(" ", h("a", { href: location.href }, t("The link is back: load the page again.")));
  });
}

const isTouched = (): boolean => [...document.querySelectorAll("main input")].some(input =>
  input instanceof HTMLInputElement && input.type !== "hidden" && (input.checked !== input.defaultChecked || input.value !== input.defaultValue));

/** The bar of places of a page made for visitors leads where there is something without a link. */
async function showPlaces(): Promise<void> {
  const bar = document.querySelector("nav.places");
  if (!bar || !("caches" in window)) return;
  const link = (href: string, text: string): HTMLElement => h("a", { href, "aria-current": location.pathname === href ? "page" : null }, text);
  const hasTree = await caches.match("/cascade", { ignoreVary: true }); // only a person's own cache has it
  bar.replaceChildren(link("/kept", t("Kept here")), ...(hasTree ? [link("/cascade", t("Pass it on"))] : []));
}
