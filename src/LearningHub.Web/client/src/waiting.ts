// The page of what waits on this phone: what it is, why it waits or was not taken, and the way out when no link ever comes.
import { openBox, type Item } from "./common/outbox.ts";
import { many, t } from "./common/text.ts";
import { clockTime } from "./common/times.ts";
import { h, keep } from "./live/dom.ts";
import { CHANGED, me, sendNow } from "./outbox/desk.ts";
import { FLAG } from "./outbox/flag.ts";
import { handOver } from "./outbox/hand-over.ts";
import { allPackets, type Packet } from "./outbox/packets.ts";
import { type OfflineTest } from "./outbox/test-island.ts";
import "./outbox/test-island.ts";
import { pendingOf } from "./outbox/test-state.ts";
import { textOf, titleOf } from "./outbox/words.ts";

class WaitingList extends HTMLElement {
  private readonly list = h("div", { "aria-live": "polite" });
  private readonly out = h("section", { hidden: true });
  private readonly tests = h("section");

  connectedCallback(): void {
    this.replaceChildren(this.list, this.out, this.tests);
    addEventListener(CHANGED, () => void this.show());
    addEventListener("online", () => void this.show());
    void this.show();
    void this.offerTests();
    if (navigator.onLine) void import(this.script).catch(() => undefined); // here while there is a link: it is needed when there is none
  }

  private async show(): Promise<void> {
    const items = await (await openBox()).all();
    if (items.length > 0) keep.set(FLAG, "1"); // a killed browser may have lost this note, and nothing would be sent
    const refused = items.filter(item => item.refused !== undefined && this.isMine(item));
    const waiting = items.filter(item => item.refused === undefined && this.isMine(item));
    const others = items.length - refused.length - waiting.length;
    this.list.replaceChildren(
      ...(waiting.length > 0 ? [
        h("h2", {}, many("{0} thing waits", "{0} things wait", waiting.length)),
        h("ul", { class: "rows" }, ...waiting.map(item => this.row(item))),
        h("div", { class: "actions" }, h("button", { type: "button", onclick: () => void this.send() }, t("Send it now")),
          h("button", { type: "button", class: "quiet", onclick: () => void this.handOver(waiting) }, t("Hand it over"))),
      ] : [h("p", { class: "empty" }, t("Nothing of yours waits on this phone."))]),
      ...(refused.length > 0 ? [h("h2", {}, t("Not taken")), h("p", {}, t("The hub did not take these. Your work stays here until you remove it.")), h("ul", { class: "rows" }, ...refused.map(item => this.row(item)))] : []),
      ...(others > 0 ? [h("p", { class: "meta" }, many("{0} thing of another person waits on this phone. It goes out when that person signs in here again.",
        "{0} things of other people wait on this phone. They go out when those people sign in here again.", others))] : []));
    if (waiting.length === 0) this.out.hidden = true;
  }

  /** Its address stands here without the first stroke: the service worker keeps what a page names, and this is too heavy to be kept by everybody. */
  private get script(): string { return `/${this.getAttribute("codes") ?? ""}`; }

  private isMine(item: Item): boolean { return !item.who || item.who === me(); }

  private row(item: Item): HTMLElement {
    const text = textOf(item);
    return h("li", {},
      h("b", {}, titleOf(item)), h("div", {}, h("small", {}, t("Kept at {0}.", clockTime(new Date(item.at))), item.lastProblem && item.refused === undefined ? ` ${item.lastProblem}` : "")),
      item.refused !== undefined && h("p", { class: "alert" }, item.refused),
      text.length > 0 && h("div", { class: "typed" }, ...text.map(line => h("p", { class: "meta" }, line))),
      item.refused !== undefined && h("div", { class: "actions" }, h("button", { type: "button", class: "quiet", onclick: event => void this.discard(item, event.currentTarget as HTMLElement) }, t("Remove it"))));
  }

  /** Asks once more: it is the only copy. */
  private async discard(item: Item, button: HTMLElement): Promise<void> {
    if (!button.dataset["asked"]) {
      button.dataset["asked"] = "yes";
      button.textContent = t("It is the only copy. Remove it");
      return;
    }
    await (await openBox()).drop(item.id);
    await this.show();
  }

  private async send(): Promise<void> {
    await sendNow(true);
    await this.show();
  }

  private async handOver(items: Item[]): Promise<void> {
    this.out.hidden = false;
    this.out.replaceChildren(h("h2", { tabindex: "-1" }, t("Hand it over")));
    const place = this.out.appendChild(h("div"));
    (this.out.firstElementChild as HTMLElement).focus();
    try {
      await handOver(place, me(), items.filter(item => item.kind !== "wall" && item.kind !== "attendance"), this.script);
    } catch {
      place.replaceChildren(h("p", { role: "alert" }, t("This browser can't pack what waits. Open the hub once with a link: then it goes out by itself.")));
    }
  }

  /** Tests that were handed out ahead: without a link their own pages can't be opened. */
  private async offerTests(): Promise<void> {
    const items = await (await openBox()).all();
    const packets = (await allPackets(me())).filter(packet => !pendingOf(items, packet.attempt).finished);
    if (packets.length === 0 || navigator.onLine) return;
    this.tests.replaceChildren(h("h2", {}, t("Tests on this phone")), h("ul", { class: "rows" }, ...packets.map(packet => h("li", { lang: "en" },
      h("button", { type: "button", class: "quiet", onclick: () => void this.take(packet) }, `${packet.module.split("@")[0]}: ${packet.title}`)))));
  }

  private async take(packet: Packet): Promise<void> {
    const test = h("offline-test", { who: me(), attempt: packet.attempt }) as OfflineTest;
    this.tests.replaceChildren(h("h2", {}, packet.title), test);
    await test.begin(packet);
  }
}

customElements.define("waiting-list", WaitingList);
