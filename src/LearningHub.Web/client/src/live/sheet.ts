// One activity on the page. A form that somebody has begun stays where it is, whatever the room does meanwhile.
import { ask, legend, options, type Field } from "./ask.ts";
import { t } from "../common/text.ts";
import { h } from "./dom.ts";
import type { Draft, Drafts } from "./drafts.ts";
import type { More } from "./more.ts";
import { plainResult } from "./results.ts";
import { card } from "./tools.ts";
import { mine, type View } from "./view.ts";
import { isCard, isQuestion, type Activity, type Phase, type Response, type Result } from "./wire.ts";
import { partnerLine } from "./words.ts";

export interface SheetActs {
  drafts: Drafts;
  answer(activity: Activity, response: Response): void;
  /** The script for rarer kinds; undefined while it is on its way, and the page draws itself again when it is here. */
  more(): More | undefined;
  hasMore(): boolean;
}

const choosing = new Set(["single", "poll", "trueFalse", "multiple", "takeaways", "priorities"]);
const plainly = new Set(["single", "poll", "trueFalse"]);

export function field(activity: Activity, draft: Draft | null, touched: () => void, acts: SheetActs): Field | null | undefined {
  if (choosing.has(activity.kind)) return options(activity, draft);
  const more = acts.more();
  return more && more.field(activity, draft, touched);
}

/** A question's form, or a line in its place while the script for its kind is on its way. */
export function form(activity: Activity, button: string, acts: SheetActs): HTMLElement {
  const draft = acts.drafts.of(activity.activityId);
  let made: HTMLFormElement | null = null;
  const part = field(activity, draft, () => made?.dispatchEvent(new Event("change")), acts);
  if (!part) return h("div", {}, legend(activity, "h2"), part === undefined && aMoment());
  made = ask(activity, part, { button, draft, keep: begun => acts.drafts.put(activity.activityId, begun), send: response => acts.answer(activity, response) });
  return made;
}

const aMoment = (): HTMLElement => h("p", { class: "meta" }, t("A moment, please."));

/** @param answers mine, by question: a second vote shows the first one too */
export function results(activity: Activity, result: Result, answers: Record<string, Response>, acts: SheetActs): Node[] {
  const answer = answers[activity.activityId] ?? null;
  if (plainly.has(activity.kind) && !result.detail?.shift) return plainResult(activity, result, answer);
  return acts.more()?.result(activity, result, answer, (activity.firstVote && answers[activity.firstVote]) || null) ?? [aMoment()];
}

export class Sheet {
  readonly element = h("div", { class: "sheet" });
  private readonly note = h("p", { class: "kept", hidden: true });
  private readonly body = h("div");
  private readonly tail = h("div");
  private drawn = "";
  private result: unknown = null;
  private form: HTMLElement | null = null;

  constructor(private readonly activity: Activity, private readonly acts: SheetActs) {
    this.element.append(this.note, this.body, this.tail);
  }

  /** Somebody has begun an answer here that was not sent. */
  isBegun(view: View): boolean {
    return this.form !== null && this.acts.drafts.of(this.activity.activityId) !== null && !mine(view, this.activity);
  }

  /** @returns Whether something else stands here now, so that a reader should be taken to it. */
  draw(view: View, phase: Phase, result: Result | null, isCurrent: boolean): boolean {
    const { activity } = this;
    const begun = this.isBegun(view);
    const asks = isQuestion(activity) && !mine(view, activity) && (begun || (isCurrent && (phase === "open" || phase === "closed")));
    const over = !isCurrent || phase === "revealed" || phase === "talking";
    this.note.hidden = !(asks && over);
    this.note.textContent = this.note.hidden ? "" : t("You have begun this answer. It is kept here, and you can still send it, marked as late.");
    const ready = this.acts.hasMore();
    const key = asks ? `asks${ready}` : "told";
    const changed = key !== this.drawn;
    if (changed) {
      this.drawn = key;
      this.form = asks ? form(activity, t("Send my answer"), this.acts) : null;
      this.body.replaceChildren(...(this.form ? [this.form] : isCard(activity) ? card(activity) : [legend(activity, "h2")]));
    }
    if (this.form && over) for (const button of this.form.querySelectorAll(".big")) button.textContent = t("Send, marked as late");
    return this.drawTail(view, phase, isCurrent ? result : null, isCurrent, ready) || changed;
  }

  private drawTail(view: View, phase: Phase, result: Result | null, isCurrent: boolean, ready: boolean): boolean {
    const talks = isCurrent && phase === "talking";
    const shown = talks ? `talk${view.pair}` : result;
    const answers = { ...view.answers, ...Object.fromEntries(view.waiting.map(w => [w.activityId, w.response])) };
    const key = talks ? shown : result ? `${ready}${JSON.stringify([result, answers[this.activity.activityId]])}` : null;
    if (key === this.result) return false;
    const first = this.result === null;
    this.result = key;
    if (talks) this.tail.replaceChildren(...(typeof view.pair === "number" ? [h("p", { class: "pair" }, String(view.pair))] : []), h("p", { role: "status" }, partnerLine(view.pair)));
    else this.tail.replaceChildren(...(result ? results(this.activity, result, answers, this.acts) : []));
    return first && !talks;
  }
}
