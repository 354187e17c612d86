// Forms that wait: with a link each is sent as it is; without one, what was filled in is kept on this device and goes out later.
import { isReached } from "../common/reached.ts";
import { h } from "../live/dom.ts";
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
  const label = form.dataset["outboxLabel"] ?? t("What you sent");
  const id = body["pledge"] && form.dataset["outbox"] === "pledge" ? body["pledge"] : body["session"] && form.dataset["outbox"] === "session" ? body["session"] : undefined;
  const { loose } = await keepDone({ kind: form.dataset["outbox"]!, stream: body["module"] ?? form.dataset["outbox"]!, body, label, who: me(), ...(id ? { id } : {}) });
  const said = loose ? h("p", { role: "alert", tabindex: "-1" }, t("Not kept: “{0}”. This phone has no room left. Leave this page open: it goes out from here when the link is back.", label))
    : h("p", { class: "kept", role: "status", tabindex: "-1" }, t("Kept on this phone: “{0}”. It goes out when the link is back.", label));
  form.replaceWith(said);
  said.focus();
  if (kept) void sendNow(true);
}
