// A page that came from this phone says so, and since when it is as it is. The service worker left a mark in it.
import { t } from "../common/text.ts";
import { h, keep } from "../live/dom.ts";
import { PERSON, WHO } from "./rules.ts";
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
  const words = mark.dataset["kind"] === "personal"
    ? t("This page is from this phone: as of {0}, not newer.", at)
    : t("This page is from this phone, as of {0}. Your own progress is not on it.", at);
  const said = h("p", { class: "said from-phone no-print", role: "status" });
  document.querySelector("main")?.prepend(said);
  setTimeout(() => said.append(words), 100); // a live region is heard when its text comes after it
  addEventListener("online", () => said.append(" ", h("a", { href: location.href }, t("The link is back: load the page again."))), { once: true });
}

/** The bar of places of a page made for visitors leads where there is something without a link. */
async function showPlaces(): Promise<void> {
  const bar = document.querySelector("nav.places");
  if (!bar || !("caches" in window)) return;
  const links = [h("a", { href: "/kept", ...(location.pathname === "/kept" ? { "aria-current": "page" } : {}) }, t("Kept here"))];
  if (await hasTree()) links.push(h("a", { href: "/cascade", ...(location.pathname === "/cascade" ? { "aria-current": "page" } : {}) }, t("Pass it on")));
  bar.replaceChildren(...links);
}

async function hasTree(): Promise<boolean> {
  for (const name of await caches.keys()) if (name.startsWith(PERSON) && await (await caches.open(name)).match("/cascade", { ignoreVary: true })) return true;
  return false;
}
