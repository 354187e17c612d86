// A coupon confirmed without a link: kept on the phone with the answers, and sent later. With a link the form is sent as it is.
import { openOutbox } from "./common/outbox.ts";
import { t } from "./common/text.ts";
import type { WaitingConfirmation } from "./confirm/waiting.ts";
import { h, newId } from "./live/dom.ts";

const PATIENCE = 5000;

class ConfirmCoupon extends HTMLElement {
  private item: WaitingConfirmation | null = null;

  connectedCallback(): void {
    this.addEventListener("submit", event => {
      if (event.defaultPrevented) return; // an impatient second tap
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      void this.take(form).finally(() => delete form.dataset["sent"]);
    });
  }

  private async take(form: HTMLFormElement): Promise<void> {
    if (this.item) return this.answer(form);
    if (await isReached()) return form.submit();
    const name = form.querySelector<HTMLInputElement>("input[name=Name]")?.value.trim() ?? "";
    this.item = { id: newId(), code: this.getAttribute("coupon")!, who: this.getAttribute("who") ?? "", token: this.getAttribute("token")!, name, at: new Date().toISOString() };
    await this.save();
    const check = this.querySelector("template")?.content.cloneNode(true);
    this.replaceChildren(this.said(t("Kept on this phone: you were there. It goes out when the link is back.")), ...(check ? [check] : []));
    this.querySelector<HTMLElement>(".kept")?.focus();
  }

  private async answer(form: HTMLFormElement): Promise<void> {
    const answers = [...new FormData(form)].filter(([field]) => field.startsWith("item-")).map(([field, option]) => ({ item: field.slice("item-".length), option: String(option) }));
    this.item = { ...this.item!, answers, answeredAt: new Date().toISOString() };
    await this.save();
    this.replaceChildren(this.said(t("Your answers are kept on this phone. They go out when the link is back: open the hub once on this phone.")));
    this.querySelector<HTMLElement>(".kept")?.focus();
  }

  private async save(): Promise<void> {
    await (await openOutbox<WaitingConfirmation>("coupon")).add(this.item!);
  }

  private said(text: string): HTMLElement {
    return h("p", { class: "kept", role: "status", tabindex: "-1" }, text);
  }
}

/** Whether the hub itself answers; a phone that says it is online may have no way to it. */
async function isReached(): Promise<boolean> {
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

customElements.define("confirm-coupon", ConfirmCoupon);
