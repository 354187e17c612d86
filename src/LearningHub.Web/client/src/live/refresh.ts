// Host and screen: the server draws their pages, and draws them anew when the room changes. Few look at them, so that is cheap.
import { keepTyped } from "./typed.ts";

const TRIES = 6;
/** Milliseconds before the second try; each later one waits longer by as much. */
const PAUSE = 500;
/** Milliseconds until a request that hangs is given up. */
const PATIENCE = 8_000;

/** Puts the server's newest drawing of this page in place of ours, and leaves the reader where she was. */
export class Fragment {
  private busy = false;
  private again = false;

  constructor(private readonly root: HTMLElement) {}

  async load(): Promise<void> {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    try {
      do {
        this.again = false;
        await this.draw();
      } while (this.again);
    } finally {
      this.busy = false;
    }
  }

  /** Draws once; an old picture must not stand because one request failed, so it asks again for a while. */
  private async draw(): Promise<void> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      if (attempt > 0) await new Promise(resolve => setTimeout(resolve, PAUSE * attempt));
      const patience = new AbortController();
      const timer = setTimeout(() => patience.abort(), PATIENCE);
      try {
        const response = await fetch(location.href, { headers: { accept: "text/html" }, cache: "no-store", signal: patience.signal });
        if (response.ok) return this.put(await response.text());
      } catch {
        // the link is down or the answer hangs: the old drawing stands meanwhile, and the state line says so
      } finally {
        clearTimeout(timer);
      }
    }
  }

  /** Sends a form of the page and shows what came of it. */
  async send(form: HTMLFormElement, button: HTMLButtonElement | null): Promise<boolean> {
    const body = new FormData(form);
    if (button) body.append(button.name, button.value);
    const focused = this.focused(); // a button that is switched off loses the focus, and the keyboard would begin again at the top
    const buttons = [...form.querySelectorAll("button")];
    for (const button of buttons) button.disabled = true;
    try {
      const response = await fetch(form.action, { method: "POST", body, headers: { accept: "text/html" } });
      this.put(await response.text(), response.redirected ? form : null, focused); // refused: what was typed is still to be mended
      return response.ok;
    } catch {
      for (const button of buttons) button.disabled = false;
      return false;
    }
  }

  private focused(): string {
    return (this.root.contains(document.activeElement) && document.activeElement?.id) || "";
  }

  private put(html: string, sent: HTMLFormElement | null = null, focused = this.focused()): void {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(this.root.localName);
    if (!fresh) return;
    const open = new Set([...this.root.querySelectorAll("details[open]")].map(details => details.id));
    const writeBack = keepTyped(this.root, sent);
    this.root.replaceChildren(...fresh.childNodes);
    writeBack();
    for (const details of this.root.querySelectorAll("details")) if (open.has(details.id)) details.open = true;
    // A reader hears where the room stands, and not every answer that is counted.
    const said = this.root.parentElement?.querySelector("[data-said]");
    const line = this.root.querySelector(".state-line")?.textContent?.replace(/\s+/g, " ").trim() ?? "";
    if (said && said.textContent !== line) said.textContent = line;
    if (focused) document.getElementById(focused)?.focus();
  }
}
