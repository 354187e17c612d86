// The facilitator's desk: marks without a reload, and people who confirm appear by themselves. Without this every button is a plain form.
import { t } from "./common/text.ts";
import { showLocalTimes } from "./common/times.ts";
import { Fragment } from "./live/refresh.ts";

const LOOK_EVERY = 5_000;

class AttendanceDesk extends HTMLElement {
  private readonly fragment = new Fragment(this);
  private busyUntil = 0;

  connectedCallback(): void {
    let pressed: HTMLButtonElement | null = null; // older Safari does not say which button sent the form
    this.addEventListener("click", event => (pressed = (event.target as Element).closest("button")));
    this.addEventListener("submit", event => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      void this.send(event.target as HTMLFormElement, (event.submitter ?? pressed) as HTMLButtonElement | null);
    });
    setInterval(() => {
      // A menu that is open or a sentence just said must not be taken away.
      if (!document.hidden && Date.now() > this.busyUntil && !this.querySelector("select:focus")) void this.keepChoices(() => this.fragment.load());
    }, LOOK_EVERY);
  }

  private async send(form: HTMLFormElement, button: HTMLButtonElement | null): Promise<void> {
    this.busyUntil = Date.now() + 2 * LOOK_EVERY;
    const sent = await this.keepChoices(() => this.fragment.send(form, button));
    if (sent) return;
    const line = this.querySelector(".state-line");
    if (line) line.textContent = t("The hub was not reached, so nothing was marked. Press the button again when the link is back.");
  }

  /** A reason that was chosen stays chosen when the page is drawn anew. */
  private async keepChoices<T>(draw: () => Promise<T>): Promise<T> {
    const chosen = [...this.querySelectorAll("select")].map(select => [select.id, select.value] as const);
    const drawn = await draw();
    for (const [id, value] of chosen) {
      const select = document.getElementById(id);
      if (select instanceof HTMLSelectElement) select.value = value;
    }
    showLocalTimes(this);
    return drawn;
  }
}

customElements.define("attendance-desk", AttendanceDesk);
