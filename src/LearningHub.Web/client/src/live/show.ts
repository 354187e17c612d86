// Draws a participant's page. Only what changed is drawn anew, so that a choice half made is never lost.
import { bar, h } from "./dom.ts";
import { mine, type View } from "./view.ts";
import type { Activity, Response, Result } from "./wire.ts";
import { answerLine, linkLine, resultLine, stateLine } from "./words.ts";

export interface Acts {
  answer(activity: Activity, response: Response): void;
  catchUp(): Promise<Activity[]>;
}

export class Page {
  private readonly state = h("p", { class: "state-line", role: "status", "aria-live": "polite" });
  private readonly link = h("p", { class: "kept", role: "status", "aria-live": "polite", hidden: true });
  private readonly refusal = h("p", { role: "alert", hidden: true });
  private readonly main = h("div");
  private readonly answer = h("p", { class: "said", role: "status", "aria-live": "polite", hidden: true });
  private readonly rest = h("div");
  private drawn = "";
  private rested = "";

  constructor(private readonly root: HTMLElement, private readonly acts: Acts) {
    root.replaceChildren(this.state, this.link, this.refusal, this.answer, this.main, this.rest);
  }

  draw(view: View): void {
    say(this.state, stateLine(view));
    say(this.link, linkLine(view));
    say(this.refusal, view.refusal ?? "");
    say(this.answer, [resultLine(view), answerLine(view)].filter(line => line).join(" "));
    this.drawQuestion(view);
    this.drawRest(view);
  }

  private drawQuestion(view: View): void {
    const asks = (view.phase === "open" || view.phase === "closed") && !mine(view);
    const key = `${view.phase === "revealed"}|${view.phase === "ended"}|${asks}|${view.activity?.activityId ?? ""}`;
    if (key === this.drawn) return;
    const wasHere = this.root.contains(document.activeElement) || document.activeElement === document.body;
    const first = this.drawn === "";
    this.drawn = key;
    const { activity } = view;
    if (!activity || view.phase === "ended") this.main.replaceChildren();
    else if (view.phase === "revealed" && view.result) this.main.replaceChildren(prompt(activity), results(activity, view.result, mine(view)?.response ?? null));
    else if (asks) this.main.replaceChildren(question(activity, "Send my answer", response => this.acts.answer(activity, response)));
    else this.main.replaceChildren(prompt(activity));
    // A reader of the page is taken to the new question; somebody who works elsewhere on it is not pulled away.
    if (!first && wasHere) this.main.querySelector<HTMLElement>("[tabindex]")?.focus();
  }

  private drawRest(view: View): void {
    const key = `${view.missed}|${view.phase === "ended"}`;
    if (key === this.rested) return;
    this.rested = key;
    const parts: Node[] = [];
    if (view.missed > 0) {
      const list = h("div");
      const details = h("details", {
        ontoggle: () => void this.acts.catchUp().then(missed => list.replaceChildren(...missed.map(activity =>
          h("section", { class: "check" }, question(activity, "Send, marked as late", response => this.acts.answer(activity, response)))))),
      }, h("summary", {}, view.missed === 1 ? "You missed 1 question. Answer it now" : `You missed ${view.missed} questions. Answer them now`), list);
      parts.push(details);
    }
    if (view.phase === "ended") parts.push(h("p", {}, h("a", { class: "button", href: "/modules" }, "Go on to the lessons")));
    this.rest.replaceChildren(...parts);
  }
}

function prompt(activity: Activity): HTMLElement {
  return h("h2", { class: "prompt", tabindex: "-1" }, activity.prompt);
}

function question(activity: Activity, send: string, answer: (response: Response) => void): HTMLElement {
  const name = `option-${activity.activityId}`;
  const alert = h("p", { role: "alert", hidden: true });
  const form = h("form", {
    onsubmit: event => {
      event.preventDefault();
      const chosen = form.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`);
      if (!chosen) return say(alert, "Choose one option, then send.");
      const sure = form.querySelector<HTMLInputElement>("input[name=sure]");
      answer(sure ? { options: [chosen.value], sure: sure.checked } : { options: [chosen.value] });
      for (const control of form.querySelectorAll<HTMLButtonElement>("button")) control.disabled = true;
    },
  },
    h("fieldset", {},
      h("legend", { class: "prompt", tabindex: "-1" }, activity.prompt),
      ...activity.options.map(option => h("label", { class: "choice" }, h("input", { type: "radio", name, value: option.id }), h("span", {}, option.text)))),
    activity.kind === "single" && h("label", { class: "choice" }, h("input", { type: "checkbox", name: "sure" }), h("span", {}, "I am sure of it")),
    alert,
    h("button", { class: "big" }, send)) as HTMLFormElement;
  return form;
}

/** The result as a table whose bars are drawn beside the numbers: the numbers carry it, for every reader. */
export function results(activity: Activity, result: Result, answer: Response | null): HTMLElement {
  const all = Object.values(result.tally).reduce((sum, count) => sum + count, 0);
  return h("div", {},
    h("div", { class: "scroll", role: "group", "aria-label": "Table", tabindex: "0" }, h("table", {},
      h("caption", {}, all === 1 ? "1 answer in time" : `${all} answers in time`),
      h("tbody", {}, ...activity.options.map(option => {
        const count = result.tally[option.id] ?? 0;
        const right = result.right.includes(option.id);
        return h("tr", {},
          h("th", { scope: "row" }, option.text, " ", right && h("b", { class: "tag right" }, "Right"), " ", !!answer?.options.includes(option.id) && h("b", { class: "tag" }, "Your answer")),
          h("td", { class: "bars" }, bar(all === 0 ? 0 : count / all, right) as unknown as Node),
          h("td", { class: "n" }, String(count)));
      })))),
    ...activity.options.filter(option => result.feedback[option.id]).map(option =>
      h("p", { class: `feedback ${result.right.includes(option.id) ? "right" : "wrong"}` }, h("b", {}, `${option.text}: `), result.feedback[option.id]!)));
}

function say(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = text === "";
}
