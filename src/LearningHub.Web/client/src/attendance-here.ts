// "I am here" without a link: the code is kept on the phone with its time and goes out later. Without this the form is sent as it is.
import { overHttp, readDigits, send, type Outcome, type WaitingCode } from "./attendance/waiting.ts";
import { openOutbox, type Outbox } from "./common/outbox.ts";
import { t } from "./common/text.ts";
import { clockTime } from "./common/times.ts";
import { h, newId } from "./live/dom.ts";

const AGAIN_EVERY = 10_000;

class AttendanceHere extends HTMLElement {
  private outbox!: Outbox<WaitingCode>;
  /** What to add to this phone's clock to have the hub's; a cheap phone may be hours wrong. */
  private offset = 0;
  private busy = false;

  async connectedCallback(): Promise<void> {
    this.offset = Number(this.getAttribute("now")) - Date.now();
    this.addEventListener("submit", event => {
      if (event.defaultPrevented) return; // an impatient second tap
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      // site.ts swallows a second tap for some seconds; who mends a wrong code must not wait for that.
      void this.confirm(form).finally(() => delete form.dataset["sent"]);
    });
    this.outbox = await openOutbox<WaitingCode>("attendance");
    await this.sendWaiting();
    addEventListener("online", () => void this.sendWaiting());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) void this.sendWaiting(); });
    setInterval(() => void this.sendWaiting(), AGAIN_EVERY);
  }

  private get code(): string { return this.getAttribute("code")!; }
  private get who(): string { return this.getAttribute("who")!; }

  private async confirm(form: HTMLFormElement): Promise<void> {
    const field = (name: string) => form.querySelector<HTMLInputElement>(`input[name="Here.${name}"]`);
    const digits = readDigits(field("Code")?.value ?? "");
    if (!digits) return this.alert(t("A code has six digits. Look at the screen and type the newest code."));
    const scanned = Number(field("TypedAt")?.value ?? 0) * 1000;
    const item: WaitingCode = { id: newId(), code: this.code, digits, typedAt: scanned || Date.now() + this.offset, who: this.who };
    await this.outbox?.add(item); // kept before it is sent
    this.alert("");
    const outcome = await send(item, overHttp);
    if (outcome.kind !== "waits") await this.outbox.remove(item.id);
    if (outcome.kind === "refused") this.alert(outcome.message);
    else if (outcome.kind === "waits" && field("Code")!.type !== "hidden") field("Code")!.value = "";
    else if (outcome.kind === "waits") form.remove(); // the scanned code is kept; there is nothing left to press
    await this.show(outcome);
  }

  private async sendWaiting(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      for (const item of await this.mine()) {
        const outcome: Outcome = item.refused === undefined ? await send(item, overHttp) : { kind: "refused", message: item.refused };
        if (outcome.kind === "waits") break;
        await this.outbox.remove(item.id);
        if (outcome.kind === "refused") this.alert(t("Your code of {0}: {1}", clockTime(new Date(item.typedAt)), outcome.message));
        await this.show(outcome);
      }
      await this.show({ kind: "waits" });
    } finally {
      this.busy = false;
    }
  }

  private async mine(): Promise<WaitingCode[]> {
    return (await this.outbox.of(this.code)).filter(item => item.who === this.who).sort((a, b) => a.typedAt - b.typedAt);
  }

  private async show(outcome: Outcome): Promise<void> {
    const waiting = await this.mine();
    if (outcome.kind === "recorded") {
      this.replaceChildren(h("p", { role: "status", class: "said lead", tabindex: "-1" }, h("b", {}, outcome.sentence), " " + t("Recorded {0}.", clockTime(new Date(outcome.at)))));
      (this.firstElementChild as HTMLElement).focus();
      return;
    }
    this.querySelector("[data-waiting]")?.replaceChildren(...waiting.map(item => item.loose
      ? h("p", { role: "alert" }, t("Not kept: the code {0}, since this phone has no room left. Leave this page open: it goes out from here when the link is back. You are not recorded yet.", item.digits))
      : h("p", { class: "kept" }, t("Kept on this phone: the code {0}, typed {1}. It goes out when the link is back. You are not recorded yet.", item.digits, clockTime(new Date(item.typedAt))))));
  }

  private alert(text: string): void {
    let place = this.querySelector<HTMLElement>("[role=alert]");
    if (!place && text) this.prepend(place = h("p", { role: "alert" }));
    if (text) place!.textContent = text;
    else place?.remove();
  }
}

customElements.define("attendance-here", AttendanceHere);
