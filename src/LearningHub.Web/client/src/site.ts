// What every page may use. Each piece improves something that works without it.
import { overHttp, sendAll, WAITING_FLAG, type WaitingCode } from "./attendance/waiting.ts";
import { openOutbox } from "./common/outbox.ts";
import { sendAll as sendCoupons, WAITING_FLAG as COUPONS_FLAG, type WaitingConfirmation } from "./confirm/waiting.ts";
import { showLocalTimes } from "./common/times.ts";
import { keep } from "./live/dom.ts";
import { sayFromPhone } from "./offline/from-phone.ts";
import { registerWorker } from "./offline/register.ts";

showLocalTimes(document);
sayFromPhone();
registerWorker();

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
    if (form.dataset["sent"]) event.preventDefault();
    form.dataset["sent"] = "yes";
    setTimeout(() => delete form.dataset["sent"], 4000);
  });
}

/** Whether the phone is online is said in words on every page that can send something. */
const link = document.querySelector<HTMLElement>("[data-online-status]");
if (link) {
  const say = () => (link.textContent = navigator.onLine ? "" : "This phone is offline. Wait for the link before you send.");
  addEventListener("online", say);
  addEventListener("offline", say);
  say();
}

/** Codes of a half day that waited for a link go out from whichever page is open; the page of the half day itself does it with more words. */
async function sendWaitingCodes(): Promise<void> {
  if (!keep.get(WAITING_FLAG) || document.querySelector("attendance-here")) return;
  const outbox = await openOutbox<WaitingCode>("attendance");
  const outcomes = (await sendAll(outbox, overHttp)).map(it => it.outcome);
  if (outcomes.every(outcome => outcome.kind === "recorded")) keep.set(WAITING_FLAG, null);
  const said = outcomes.map(outcome => outcome.kind === "recorded" ? `Your code has gone out. ${outcome.sentence}`
    : outcome.kind === "refused" ? `Your code was not taken: ${outcome.message} Open the page /here to type a new one.` : "");
  if (link && said.some(sentence => sentence)) link.textContent = said.filter(sentence => sentence).join(" ");
}
addEventListener("online", () => void sendWaitingCodes());
void sendWaitingCodes();

/** Coupons that were confirmed without a link go out from whichever page is open. */
async function sendWaitingCoupons(): Promise<void> {
  if (!keep.get(COUPONS_FLAG)) return;
  const outbox = await openOutbox<WaitingConfirmation>("coupons");
  const outcomes = await sendCoupons(outbox, overHttp);
  if ((await outbox.all()).length === 0) keep.set(COUPONS_FLAG, null);
  const said = outcomes.map(outcome => outcome.kind === "kept" ? outcome.sentence : outcome.kind === "refused" ? `Your coupon was not taken: ${outcome.message}` : "");
  if (link && said.some(sentence => sentence)) link.textContent = said.filter(sentence => sentence).join(" ");
}
addEventListener("online", () => void sendWaitingCoupons());
void sendWaitingCoupons();

/** Somebody who opened a lesson from a live room finds one tap back. */
try {
  const room = sessionStorage.getItem("live-room");
  if (room && /^[0-9A-Z]{6}$/.test(room) && !/^\/(live|join)\//.test(location.pathname)) {
    const back = document.createElement("a");
    back.className = "back-to-room no-print";
    back.href = `/live/${room}`;
    back.textContent = "Back to the live session";
    document.querySelector("main")?.prepend(back);
  }
} catch {
  // a browser that keeps nothing: its own way back remains
}
