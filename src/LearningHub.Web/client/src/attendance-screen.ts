// The projector's code by the clock. It fetches the codes of the next hours once; after that the network may go.
import { endOf, pathOf, shownAt, type Codes } from "./attendance/codes.ts";
import { t } from "./common/text.ts";
import { clockTime } from "./common/times.ts";

const TICK = 500;
const AGAIN_AFTER_FAILURE = 5_000;
/** More hours are fetched while there is a link; nothing depends on it. */
const MORE_EVERY = 600_000;

class AttendanceScreen extends HTMLElement {
  private codes: Codes | null = null;
  private offset = 0;
  private shown = "";

  connectedCallback(): void {
    void this.fetch();
    setInterval(() => this.draw(), TICK);
  }

  private async fetch(): Promise<void> {
    try {
      const before = Date.now();
      const response = await fetch(this.getAttribute("src")!, { headers: { accept: "application/json" }, cache: "no-store" });
      if (response.status === 409) return location.reload(); // closed: the server's page says so
      if (!response.ok) throw new Error(`The hub answered ${response.status}.`);
      const codes = await response.json() as Codes;
      this.offset = codes.now - (before + Date.now()) / 2;
      this.codes = codes;
      this.say(t("This page holds the codes until {0}. It needs no network until then.", clockTime(new Date(endOf(codes)))));
      setTimeout(() => void this.fetch(), MORE_EVERY);
    } catch {
      if (!this.codes) this.say(t("The codes of the next hours are not on this page yet. It tries again by itself."));
      setTimeout(() => void this.fetch(), AGAIN_AFTER_FAILURE);
    }
  }

  private draw(): void {
    if (!this.codes) return;
    const shown = shownAt(this.codes, Date.now() + this.offset);
    if (!shown) return this.say(t("The codes on this page have ended. Load it again."));
    this.querySelector("[data-left]")!.textContent = t("A new code comes in {0} s. The one before still counts.", shown.left);
    if (shown.digits === this.shown) return;
    this.shown = shown.digits;
    this.querySelector("[data-code]")!.textContent = shown.digits;
    const picture = document.querySelector("[data-qr] svg");
    picture?.setAttribute("viewBox", `0 0 ${this.codes.size} ${this.codes.size}`);
    picture?.querySelector("path")?.setAttribute("d", pathOf(this.codes.size, shown.qr));
  }

  private say(text: string): void {
    const place = this.querySelector("[data-said]")!;
    if (place.textContent !== text) place.textContent = text;
  }
}

customElements.define("attendance-screen", AttendanceScreen);
