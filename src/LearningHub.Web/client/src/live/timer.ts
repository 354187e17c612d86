// The time hint. It closes nothing, can be hidden, and is said aloud at half and at the end only (WCAG 2.2.1).
import { t } from "../common/text.ts";
import { h, keep, say } from "./dom.ts";
import type { View } from "./view.ts";
import { left } from "./words.ts";

const HIDDEN = "live-timer-hidden";

export class Timer {
  private readonly text = h("p", {});
  private readonly aloud = h("p", { class: "visually-hidden", role: "status" });
  private readonly toggle = h("button", { type: "button", class: "link", onclick: () => this.turn() });
  readonly element = h("div", { class: "timer", hidden: true }, this.text, this.toggle, this.aloud);
  private timer: View["timer"] = null;
  private before = Infinity;
  private ticking: ReturnType<typeof setInterval> | undefined;

  draw(timer: View["timer"]): void {
    if (timer === this.timer) return;
    this.timer = timer;
    this.before = timer ? timer.seconds : Infinity;
    clearInterval(this.ticking);
    if (timer) this.ticking = setInterval(() => this.tick(), 1000);
    say(this.aloud, "");
    this.aloud.hidden = false;
    this.tick();
  }

  private turn(): void {
    keep.set(HIDDEN, keep.get(HIDDEN) ? null : "yes");
    this.tick();
  }

  private tick(): void {
    const { timer } = this;
    this.element.hidden = timer === null;
    if (!timer) return;
    const seconds = Math.max(0, Math.ceil((timer.endsAt - Date.now()) / 1000));
    const hidden = keep.get(HIDDEN) !== null;
    say(this.text, hidden ? "" : left(seconds));
    say(this.toggle, hidden ? t("Show the time") : t("Hide the time"));
    const half = timer.seconds / 2;
    if (!hidden && ((this.before > half && seconds <= half) || (this.before > 0 && seconds === 0))) this.aloud.textContent = left(seconds);
    this.before = seconds;
    if (seconds === 0) clearInterval(this.ticking);
  }
}
