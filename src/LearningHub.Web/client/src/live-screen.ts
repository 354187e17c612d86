// The projector follows the room by itself. Without this the page asks the server every few seconds.
import { hubAddress, RoomLink } from "./live/link.ts";
import { Fragment } from "./live/refresh.ts";
import { WallNews } from "./live/wall-news.ts";

const POLL_EVERY = 4_000;

class LiveScreen extends HTMLElement {
  private readonly fragment = new Fragment(this);
  private readonly wall = new WallNews(this, () => void this.fragment.load(), false);
  private polling = false;

  connectedCallback(): void {
    new RoomLink(hubAddress(), {
      attach: async link => {
        await link.invoke("Watch", this.getAttribute("code"));
        this.polling = false;
        await this.fragment.load();
      },
      message: message => {
        if (message.name === "postsChanged") return this.wall.hear(message);
        if (message.name !== "tally") return void this.fragment.load();
        for (const name of ["answered", "joined"] as const) {
          for (const place of this.querySelectorAll(`[data-${name}]`)) place.textContent = String(message[name]);
        }
      },
      state: state => {
        if (state !== "blocked" || this.polling) return;
        this.polling = true;
        const timer = setInterval(() => (this.polling ? void this.fragment.load() : clearInterval(timer)), POLL_EVERY);
      },
    }).start();
  }
}

customElements.define("live-screen", LiveScreen);
