// What every page may use. Each piece improves something that works without it.
import { t } from "./common/text.ts";
import { showLocalTimes } from "./common/times.ts";
import { keep } from "./live/dom.ts";
import { registerWorker } from "./offline/register.ts";
import { mayWait, PERSON } from "./outbox/flag.ts";
import type * as page from "./outbox-page.ts";

type Outbox = typeof page;

showLocalTimes(document);

/** What was done without a link goes out from whichever page is open. Its script is fetched where something may wait or a form may have to. */
let fetched: Promise<Outbox> | undefined;
const status = document.querySelector<HTMLElement>("[data-online-status]");
const outbox = (): Promise<Outbox> => (fetched ??= import(status?.dataset["script"] ?? "") as Promise<Outbox>);
const isFromPhone = document.querySelector("meta[name='hub-from-phone'], meta[name='hub-missing']") !== null;
if (!isFromPhone) registerWorker(); // such a page came from one
if (status && !isFromPhone) keep.set(PERSON, status.dataset["who"] ?? "");
const look = (): void => {
  if (mayWait()) void outbox().catch(() => (fetched = undefined));
  else if (status && !fetched) status.textContent = navigator.onLine ? "" : t("This phone is offline.");
};
addEventListener("online", look);
addEventListener("offline", look);
look();
if (isFromPhone || document.querySelector("[data-outbox-module], [data-outbox], live-session")) void outbox().catch(() => (fetched = undefined)); // while there is a link

/** Buttons that only make sense with script are hidden in the HTML and shown here. */
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

/** Leaves the page at once and takes it out of the tab's history: somebody may be looking over the reader's shoulder. */
for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-quick-exit]")) {
  link.addEventListener("click", event => {
    event.preventDefault();
    location.replace(link.href);
  });
}

/** A form that is sent twice by an impatient thumb is sent once. */
for (const form of document.querySelectorAll<HTMLFormElement>("form[method='post']")) {
  form.addEventListener("submit", event => {
    if (form.dataset["sent"]) return event.preventDefault();
    form.dataset["sent"] = "yes";
    setTimeout(() => delete form.dataset["sent"], 4000);
    if (!form.dataset["outbox"]) return;
    event.preventDefault();
    void outbox().then(part => part.take(form, event.submitter), () => form.submit());
  });
}

/** Somebody who opened a lesson from a live room finds one tap back. */
try {
  const room = sessionStorage.getItem("live-room");
  if (room && /^[0-9A-Z]{6}$/.test(room) && !/^\/(live|join)\//.test(location.pathname)) {
    const back = document.createElement("a");
    back.className = "back-to-room no-print";
    back.href = `/live/${room}`;
    back.textContent = t("Back to the live session");
    document.querySelector("main")?.prepend(back);
  }
} catch {
  // a browser that keeps nothing: its own way back remains
}
