// A test that goes on without a link: the questions are on this device, answers are kept here and go out later. With a link each form is sent as it is.
import { openBox } from "../common/outbox.ts";
import { isReached } from "../common/reached.ts";
import { t } from "../common/text.ts";
import { h } from "../live/dom.ts";
import { CHANGED, keepDone, sendNow } from "./desk.ts";
import { keepPacket, packetOf, type Packet } from "./packets.ts";
import type { Sent } from "./send.ts";
import { firstOpen, givenIn, openNumbers, pendingOf, type Answer } from "./test-state.ts";

export class OfflineTest extends HTMLElement {
  private packet: Packet | null = null;
  private given: Record<string, Answer> = {};
  private ready!: Promise<void>;
  private isLoose = false;

  connectedCallback(): void {
    this.ready = this.hasAttribute("module") ? this.prepare() : Promise.resolve();
    this.addEventListener("submit", event => {
      if (event.defaultPrevented) return; // an impatient second tap
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      void this.take(form).finally(() => delete form.dataset["sent"]);
    });
    addEventListener(CHANGED, event => this.hear((event as CustomEvent<Sent[]>).detail));
  }

  /** Begins or goes on without a form of the hub's: on the page of what waits. */
  async begin(packet: Packet): Promise<void> {
    await this.ready;
    this.packet = packet;
    if (!packet.begun && !(await this.pending()).begun) await this.keep("test-begin", { occasion: packet.occasion }, t("{0}: begun", packet.title));
    await this.goOn();
  }

  private get who(): string { return this.getAttribute("who")!; }

  private async prepare(): Promise<void> {
    const [module, occasion] = [this.getAttribute("module")!, this.getAttribute("occasion")!];
    const kept = await packetOf(this.who, module, occasion);
    if (kept && await this.waits(kept)) {
      // Begun or answered here before: it goes on from there, whatever the page says.
      this.packet = kept;
      if (await isReached()) {
        const sent = await sendNow(true);
        if (sent.some(({ item, verdict }) => this.isOf(item.body) && verdict.status !== "refused")) return location.reload();
      }
      return this.goOn();
    }
    this.packet = (navigator.onLine ? await keepPacket(this.who, module, occasion) : null) ?? kept;
  }

  private async pending() { return pendingOf(await (await openBox()).all(), this.packet!.attempt); }

  private async waits(packet: Packet): Promise<boolean> {
    const pending = pendingOf(await (await openBox()).all(), packet.attempt);
    return pending.begun || pending.finished || Object.keys(pending.given).length > 0;
  }

  private isOf(body: unknown): boolean { return (body as Record<string, string>)["attempt"] === this.packet?.attempt; }

  private async take(form: HTMLFormElement): Promise<void> {
    if (await isReached()) return HTMLFormElement.prototype.submit.call(form);
    await this.ready;
    if (!this.packet) return this.say(t("There is no link now, and the questions of this test are not on this phone. Begin when the link is back."));
    const field = (name: string): string => String(new FormData(form).get(name) ?? "");
    if (!this.hasAttribute("attempt")) await this.keep("test-begin", { occasion: this.packet.occasion }, t("{0}: begun", this.packet.title));
    if (field("Asked")) await this.answer(field("Asked"), { option: field("Option"), sure: field("Guess") !== "true" });
    await this.goOn();
  }

  private async keep(kind: string, body: Record<string, string>, label: string): Promise<void> {
    const { loose } = await keepDone({ kind, stream: this.packet!.module, who: this.who, label, body: { ...body, module: this.packet!.module, attempt: this.packet!.attempt } });
    this.isLoose ||= loose === true;
  }

  /** What may be believed about the answers: on the disk, or on this page alone. */
  private standing(kept: string): HTMLElement {
    return this.isLoose ? h("p", { role: "alert", tabindex: "-1" }, t("Not kept: this phone has no room left. Your answers stand on this page alone. Leave it open until they have gone out."))
      : h("p", { class: "kept", role: "status", tabindex: "-1" }, kept);
  }

  private async answer(item: string, answer: Answer): Promise<void> {
    const number = this.packet!.questions.findIndex(question => question.id === item), chosen = this.packet!.questions[number]?.options.find(option => option.id === answer.option);
    await this.keep("test-answer", { item, option: answer.option, sure: String(answer.sure) }, t("{0}, question {1}: {2}", this.packet!.title, number + 1, plain(chosen?.text ?? answer.option)));
  }

  private async goOn(): Promise<void> {
    const pending = await this.pending();
    this.given = givenIn(this.packet!, pending);
    if (pending.finished) this.finished();
    else this.show(firstOpen(this.packet!, this.given));
  }

  private show(number: number): void {
    const question = this.packet!.questions[number];
    this.replaceChildren(this.standing(t("Your answers are kept on this phone. They go out when there is a link.")), ...(question ? this.question(question, number) : this.review()));
    this.querySelector<HTMLElement>(".state-line")?.focus();
  }

  private question(question: Packet["questions"][number], number: number): HTMLElement[] {
    const { questions } = this.packet!, before = this.given[question.id];
    const legend = h("legend");
    legend.innerHTML = question.prompt;
    const choices = question.options.map(option => {
      const text = h("span");
      text.innerHTML = option.text;
      return h("label", { class: "choice" }, h("input", { type: "radio", name: "Option", value: option.id, required: true, checked: before?.option === option.id }), " ", text);
    });
    const form = h("form", {}, h("fieldset", {}, legend, ...choices),
      h("label", { class: "choice" }, h("input", { type: "checkbox", name: "Guess", value: "true", checked: before?.sure === false }), " ", h("span", {}, t("This is a guess"))),
      h("div", { class: "actions" }, h("button", {}, t("Keep and go on")),
        number > 0 && h("button", { type: "button", class: "quiet", onclick: () => this.show(number - 1) }, t("Back"))));
    form.addEventListener("submit", event => {
      event.preventDefault();
      event.stopPropagation();
      const fields = new FormData(form as HTMLFormElement);
      void this.answer(question.id, { option: String(fields.get("Option")), sure: fields.get("Guess") !== "true" }).then(() => this.goOn());
    });
    return [h("p", { class: "state-line", tabindex: "-1" }, t("Question {0} of {1}. {2} answered.", number + 1, questions.length, Object.keys(this.given).length)), form];
  }

  private review(): HTMLElement[] {
    const { questions } = this.packet!;
    const rows = questions.map((question, number) => {
      const prompt = h("p"), chosen = h("b"), answer = this.given[question.id];
      prompt.innerHTML = question.prompt;
      chosen.innerHTML = question.options.find(option => option.id === answer?.option)?.text ?? t("No answer yet.");
      return h("li", {}, prompt, h("p", {}, chosen, answer?.sure === false ? ` ${t("(a guess)")} ` : " ",
        h("button", { type: "button", class: "link", onclick: () => this.show(number) }, t("Change the answer to question {0}", number + 1))));
    });
    return [
      h("p", { class: "state-line", tabindex: "-1" }, t("{0} of {1} answered. Look through your answers, then finish.", Object.keys(this.given).length, questions.length)),
      h("ol", { class: "rows" }, ...rows),
      h("div", { class: "actions" }, h("button", { type: "button", class: "big", onclick: () => void this.finish() }, t("Finish"))),
    ];
  }

  private async finish(): Promise<void> {
    const open = openNumbers(this.packet!, this.given);
    if (open.length > 0) return this.say(t("Still without an answer: {0}. Choose what seems best, and mark it as a guess if it is one.", open.join(", ")));
    await this.keep("test-finish", {}, t("{0}: finished", this.packet!.title));
    this.finished();
    void sendNow(true);
  }

  private finished(): void {
    const said = this.standing(t("Your test is finished and kept on this phone. The result comes when it has been sent: open the hub once with a link."));
    this.replaceChildren(said);
    said.focus();
  }

  /** The link came back while this page was open. */
  private hear(sent: Sent[]): void {
    for (const { item: { kind, body }, verdict } of sent) {
      const { item, option, sure } = body as Record<string, string>;
      if (kind === "test-answer" && this.isOf(body) && verdict.status !== "refused") this.packet!.given[item!] = { option: option!, sure: sure === "true" };
    }
    const mine = sent.filter(({ item }) => this.isOf(item.body));
    const refused = mine.find(({ verdict }) => verdict.status === "refused"), finish = mine.find(({ item }) => item.kind === "test-finish");
    if (refused) this.replaceChildren(h("p", { role: "alert" }, refused.verdict.message ?? t("The hub did not take your test.")), h("p", {}, t("Your answers are still on this phone."), " ", h("a", { href: "/waiting" }, t("See what was not taken"))));
    else if (finish) this.replaceChildren(h("p", { class: "said", role: "status" }, t("Your test has gone out.")), h("div", { class: "actions" }, h("a", { class: "button", href: finish.verdict.link ?? `/modules/${this.packet!.module.split("@")[0]}` }, t("See the result"))));
  }

  private say(text: string): void {
    let place = this.querySelector<HTMLElement>("[role=alert]");
    if (!place) this.prepend(place = h("p", { role: "alert" }));
    place.textContent = text;
  }
}

/** The text of HTML that the hub wrote. */
const plain = (html: string): string => new DOMParser().parseFromString(html, "text/html").body.textContent?.trim() ?? "";

customElements.get("offline-test") ?? customElements.define("offline-test", OfflineTest);
