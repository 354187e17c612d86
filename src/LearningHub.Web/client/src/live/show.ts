// Draws a participant's page. Only what changed is drawn anew, so that a choice half made is never lost.
import { many, t } from "../common/text.ts";
import { asked } from "./ask.ts";
import { h, say } from "./dom.ts";
import { past } from "./past.ts";
import { form, Sheet, type SheetActs } from "./sheet.ts";
import { Timer } from "./timer.ts";
import { isElsewhere, mine, sight, type View } from "./view.ts";
import { isCard, type Activity } from "./wire.ts";
import { answerLine, linkLine, resultLine, stateLine } from "./words.ts";

/** Whether the page speaks another language than English. Set by the build. */
declare const IS_FOREIGN: boolean;

export interface Acts extends SheetActs {
  /** Questions that were missed. */
  catchUp(): Promise<Activity[]>;
  /** Makes sure that the view holds all that was shown. */
  fillIn(): void;
  follow(on: boolean): void;
}

export class Page {
  private readonly state = h("p", { class: "state-line", role: "status" });
  private readonly link = h("p", { class: "kept", role: "status", hidden: true });
  private readonly refusal = h("p", { role: "alert", hidden: true });
  private readonly timer = new Timer();
  private readonly answer = h("p", { class: "said", role: "status", hidden: true });
  private readonly main = h("div");
  /** For what the room looks at and this page does not draw itself. */
  readonly slot = h("div");
  private readonly elsewhere = h("p", { class: "kept", role: "status", hidden: true });
  private readonly follow = h("input", { type: "checkbox", id: "follow", checked: true, onchange: () => this.acts.follow(this.follow.checked) }) as HTMLInputElement;
  private readonly following = h("p", { hidden: true }, h("label", { class: "follow" }, this.follow, t("Follow the facilitator")));
  private readonly missed = h("div");
  private readonly shown = h("details", { hidden: true, ontoggle: () => this.acts.fillIn() }, h("summary", {}, t("What was shown so far"))) as HTMLDetailsElement;
  private readonly past = h("div");
  /** The server's own form, which says how many share this phone. */
  private readonly team: HTMLElement | null;
  private readonly rest = h("div");
  private readonly sheets = new Map<string, Sheet>();
  private missedDrawn = 0;
  private pastDrawn = "";
  private restDrawn = "";

  constructor(private readonly root: HTMLElement, private readonly acts: Acts) {
    this.shown.append(this.past);
    this.team = root.querySelector("form.share");
    this.team?.querySelector(".big")?.remove(); // who sees this page has joined
    root.replaceChildren(this.state, this.link, this.refusal, this.timer.element, this.answer, this.elsewhere, this.main, this.slot, this.missed, this.following, this.shown, this.rest);
  }

  draw(view: View): void {
    say(this.state, isElsewhere(view) ? t("You are reading at your own pace.") : stateLine(view));
    say(this.link, linkLine(view));
    say(this.refusal, view.refusal ?? "");
    say(this.answer, [resultLine(view), answerLine(view)].filter(line => line).join(" "));
    this.timer.draw(mine(view) || isElsewhere(view) ? null : view.timer);
    this.drawElsewhere(view);
    this.drawSheets(view);
    this.drawMissed(view);
    this.drawPast(view);
    this.drawRest(view);
  }

  private drawElsewhere(view: View): void {
    const { activity } = view;
    this.following.hidden = !activity || view.phase === "ended";
    this.follow.checked = view.at === null;
    const there = activity && isElsewhere(view) ? t("The facilitator is at: {0}", IS_FOREIGN ? asked(activity) : activity.prompt) + " " : "";
    if (this.elsewhere.dataset["there"] === there) return;
    this.elsewhere.dataset["there"] = there;
    this.elsewhere.hidden = !there;
    this.elsewhere.replaceChildren(...(there ? [there, h("button", { type: "button", class: "link", onclick: () => this.acts.follow(true) }, t("Go there"))] : []));
  }

  private drawSheets(view: View): void {
    const { activity, result, phase } = sight(view);
    const active = document.activeElement;
    const wasHere = active === document.body || this.root.contains(active);
    const wasDrawn = this.restDrawn !== "";
    const current = phase === "ended" ? undefined : activity?.activityId;
    for (const [id, sheet] of this.sheets) {
      if (id === current) continue;
      if (sheet.isBegun(view)) sheet.draw(view, "closed", null, false);
      else {
        sheet.element.remove();
        this.sheets.delete(id);
      }
    }
    if (!activity || current === undefined) return;
    let sheet = this.sheets.get(current);
    if (!sheet) {
      this.sheets.set(current, sheet = new Sheet(activity, this.acts));
      this.main.prepend(sheet.element); // before a form that is being filled in, which does not move
    }
    const changed = sheet.draw(view, phase, result, true);
    // A reader of the page is taken to the new question; somebody who works elsewhere on it, or is typing, is not pulled away.
    const typing = this.root.contains(active) && !!active?.matches("input, select, .order button"); // what was drawn away is contained no longer
    if (wasDrawn && changed && wasHere && !typing) sheet.element.querySelector<HTMLElement>("[tabindex='-1']")?.focus();
  }

  private drawMissed(view: View): void {
    if (view.missed === this.missedDrawn) return;
    this.missedDrawn = view.missed;
    const summary = many("You missed {0} question. Answer it now", "You missed {0} questions. Answer them now", view.missed);
    const known = this.missed.querySelector("summary");
    if (view.missed === 0) this.missed.replaceChildren();
    else if (known) known.textContent = summary; // a form below may be half filled in
    else {
      const list = h("div");
      this.missed.replaceChildren(h("details", {
        ontoggle: () => void this.acts.catchUp().then(missed => list.replaceChildren(...missed.filter(activity => !this.sheets.get(activity.activityId)?.isBegun(view)).map(activity => {
          const section = h("section", { class: "check" }, form(activity, t("Send, marked as late"), {
            ...this.acts, answer: (of, response) => {
              section.remove();
              this.acts.answer(of, response);
            },
          }));
          return section;
        }))),
      }, h("summary", {}, summary), list));
    }
  }

  /** Everything shown so far: on request, and for good once the session has ended. */
  private drawPast(view: View): void {
    const ended = view.phase === "ended";
    const shown = ended ? view.shown : view.shown.filter(it => it.activity.activityId !== sight(view).activity?.activityId);
    this.shown.hidden = (shown.length === 0 && !view.gaps) || view.activity === null;
    if (ended && !this.shown.open) this.shown.open = true; // its toggle asks for what is missing
    if (!this.shown.open) return;
    const key = JSON.stringify([ended, this.acts.hasMore(), shown, Object.keys(view.answers).length]);
    if (key === this.pastDrawn) return;
    this.pastDrawn = key;
    this.past.replaceChildren(...past(shown, view.answers, ended, this.acts));
  }

  private drawRest(view: View): void {
    const alone = view.phase !== "ended" && Object.keys(view.answers).length === 0 && view.waiting.length === 0 && !(view.activity && !isCard(view.activity));
    const key = `${view.phase === "ended"}|${alone}`;
    if (key === this.restDrawn) return;
    this.restDrawn = key;
    this.rest.replaceChildren(...(view.phase === "ended" ? [h("p", {}, h("a", { class: "button", href: "/modules" }, t("Go on to the lessons")))] : alone && this.team ? [this.team] : []));
  }
}
