// Forms that wait: with a link each is sent as it is; without one, what was filled in is kept on this device and goes out later.
import { isReached } from "../common/reached.ts";
import { h, newId } from "../live/dom.ts";
import { bodyOf } from "./fields.ts";
import { t } from "../common/text.ts";
import { keepDone, me, sendNow } from "./desk.ts";

/** Takes a form that is being sent. Its submission has been stopped. */
export async function take(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  const kept = "fromPhone" in form.dataset; // it has no token of anybody's: it goes by the outbox alone
  if (!kept && await isReached()) {
    if (button instanceof HTMLButtonElement && button.name) form.append(h("input", { type: "hidden", name: button.name, value: button.value }));
    return HTMLFormElement.prototype.submit.call(form);
  }
  const body = bodyOf(new FormData(form), { ...form.dataset });
  const again = "again" in form.dataset;
  const label = (form.dataset["outboxLabel"] ?? t("What you sent")) + (again && body["Name"] ? `: ${body["Name"]}` : "");
  const id = body["pledge"] && form.dataset["outbox"] === "pledge" ? body["pledge"] : body["session"] && form.dataset["outbox"] === "session" ? body["session"] : undefined;
  const who = "provesItself" in form.dataset ? "" : me();
  const { loose } = await keepDone({ kind: form.dataset["outbox"]!, stream: body["module"] ?? body["code"] ?? form.dataset["outbox"]!, body, label, who, ...(id ? { id } : {}) });
  const said = loose ? h("p", { role: "alert", tabindex: "-1" }, t("Not kept: “{0}”. This phone has no room left. Leave this page open: it goes out from here when the link is back.", label))
    : h("p", { class: "kept", role: "status", tabindex: "-1" }, t("Kept on this phone: “{0}”. It goes out when the link is back.", label));
  if (form.dataset["after"]) said.append(" ", form.dataset["after"]);
  if (again) offerAgain(form, said);
  else form.replaceWith(said);
  said.focus();
  if (kept) void sendNow(true);
}

/** One phone for several people: the form is empty for the next, and makes another person of her. */
function offerAgain(form: HTMLFormElement, said: HTMLElement): void {
  if (form.previousElementSibling?.matches("[tabindex='-1']")) form.previousElementSibling.remove(); // what was said to the one before
  for (const field of form.querySelectorAll<HTMLInputElement>("input:not([type=hidden])")) field.value = "";
  const token = form.querySelector<HTMLInputElement>("input[name=token]");
  if (token) token.value = newId();
  delete form.dataset["sent"];
  form.before(said);
}
