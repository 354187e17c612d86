// The host's page: buttons work without this; with it, nothing reloads and the counts move by themselves.
import { t } from "./common/text.ts";
import { hubAddress, RoomLink } from "./live/link.ts";
import { Fragment } from "./live/refresh.ts";
import { WallNews } from "./live/wall-news.ts";
import type { RoomMessage } from "./live/wire.ts";

const POLL_EVERY = 4_000;
const ROSTER_EVERY = 3_000;

class LiveHost extends HTMLElement {
  private readonly fragment = new Fragment(this);
  private readonly wall = new WallNews(this, () => void this.fragment.load(), true);
  private rosterDue = false;
  private polling = false;

  connectedCallback(): void {
    if (!this.hasAttribute("session")) return;
    let pressed: HTMLButtonElement | null = null; // older Safari does not say which button sent the form
    this.addEventListener("click", event => (pressed = (event.target as Element).closest("button")));
    this.addEventListener("submit", event => {
      event.preventDefault();
      const button = (event.submitter ?? pressed) as HTMLButtonElement | null;
      void this.fragment.send(event.target as HTMLFormElement, button).then(sent => this.say(sent ? "" : t("The hub was not reached. Press the button again.")));
    });
    new RoomLink(hubAddress(), {
      attach: async link => {
        await link.invoke("Host", this.getAttribute("session"), this.getAttribute("claim"));
        this.polling = false;
        await this.fragment.load();
      },
      message: message => this.hear(message),
      state: state => {
        this.say(state === "off" ? t("No link to the hub now. This page tries again by itself; the room goes on.") : "");
        if (state === "blocked" && !this.polling) this.poll();
      },
    }).start();
  }

  private hear(message: RoomMessage): void {
    if (message.name === "reconnecting") return this.say(t("Reconnecting: the room is being reached again. Nothing is lost."));
    if (message.name === "postsChanged") return this.wall.hear(message);
    if (message.name !== "tally") return void this.fragment.load();
    this.count("answered", message.answered);
    this.count("joined", message.joined);
    this.count("connected", message.connected);
    this.count("late", message.late);
    for (const [option, count] of Object.entries(message.counts ?? {})) this.count(`count-${option}`, count);
    const shown = this.querySelector<HTMLElement>("[data-roster]")?.dataset["roster"];
    if (shown !== undefined && shown !== `${message.joined}/${message.connected}`) this.refreshRoster();
  }

  private count(name: string, value: number): void {
    for (const place of this.querySelectorAll(`[data-${name}]`)) if (place.textContent !== String(value)) place.textContent = String(value);
  }

  private refreshRoster(): void {
    if (this.rosterDue) return;
    this.rosterDue = true;
    setTimeout(() => {
      this.rosterDue = false;
      void this.fragment.load();
    }, ROSTER_EVERY);
  }

  private poll(): void {
    this.polling = true;
    const timer = setInterval(() => (this.polling ? void this.fragment.load() : clearInterval(timer)), POLL_EVERY);
  }

  private say(text: string): void {
    const place = this.parentElement?.querySelector<HTMLElement>("[data-link]");
    if (!place) return;
    place.textContent = text;
    place.hidden = text === "";
  }
}

customElements.define("live-host", LiveHost);
