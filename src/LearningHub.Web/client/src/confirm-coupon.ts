// A coupon confirmed without a link: kept on the phone with the answers, and sent later. With a link the form is sent as it is.
import { openOutbox } from "./common/outbox.ts";
import { isReached } from "./common/reached.ts";
import { t } from "./common/text.ts";
import type { WaitingConfirmation } from "./confirm/waiting.ts";
import { h, newId } from "./live/dom.ts";
import { keepFirstPage } from "./offline/first-page.ts";

/** As outbox/desk.ts says it: something of what waits has gone out, or was not taken. */
const CHANGED = "hub-outbox-changed";

type Kept = WaitingConfirmation & { refused?: string; loose?: boolean };

class ConfirmCoupon extends HTMLElement {
  private item: Kept | null = null;
  private readonly template = this.querySelector("template");

  connectedCallback(): void {
    this.addEventListener("submit", event => {
      if (event.defaultPrevented) return; // an impatient second tap
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      void this.take(form).finally(() => delete form.dataset["sent"]);
    });
    addEventListener(CHANGED, event => {
      if ((event as CustomEvent<{ item: { id: string } }[]>).detail.some(({ item }) => item.id === this.item?.id)) location.reload(); // the hub says what became of it
    });
    void this.goOn();
    void keepFirstPage(location.pathname).catch(() => undefined); // a full phone, or no link any more
  }

  /** What was confirmed here without a link and waits still: the page goes on after it, also when it was closed meanwhile. */
  private async goOn(): Promise<void> {
    const known = await this.read();
    if (!known || known.refused !== undefined || this.item) return;
    this.item = known;
    this.show();
  }

  private async take(form: HTMLFormElement): Promise<void> {
    const answers = [...new FormData(form)].filter(([field]) => field.startsWith("item-")).map(([field, option]) => ({ item: field.slice("item-".length), option: String(option) }));
    if (!this.item && await isReached()) return form.submit();
    const name = form.querySelector<HTMLInputElement>("input[name=Name]")?.value.trim() ?? "", at = new Date().toISOString();
    this.item ??= { id: newId(), code: this.getAttribute("coupon")!, who: this.getAttribute("who") ?? "", token: this.getAttribute("token") ?? "", name, at };
    if (answers.length > 0) this.item = { ...this.item, answers, answeredAt: at };
    await (await openOutbox<WaitingConfirmation>("coupon")).add(this.item);
    this.item = await this.read() ?? this.item;
    this.show();
    this.querySelector<HTMLElement>("p")?.focus();
  }

  private async read(): Promise<Kept | undefined> {
    return (await (await openOutbox<Kept>("coupon")).of(this.getAttribute("coupon")!)).pop();
  }

  private show(): void {
    const { answers, loose } = this.item!;
    if (loose) return this.replaceChildren(h("p", { role: "alert", tabindex: "-1" }, t("Not kept: this phone has no room left. Leave this page open: your confirmation goes out from here when the link is back.")), ...this.check());
    this.replaceChildren(h("p", { class: "kept", role: "status", tabindex: "-1" }, answers ? t("Your answers are kept on this phone. They go out when the link is back: open the hub once on this phone.")
      : t("Kept on this phone: you were there. It goes out when the link is back.")), ...this.check());
  }

  /** The questions, as long as they have no answers. */
  private check(): Node[] {
    const check = this.item!.answers ? null : this.template?.content.cloneNode(true);
    return check ? [check] : [];
  }
}

customElements.define("confirm-coupon", ConfirmCoupon);
