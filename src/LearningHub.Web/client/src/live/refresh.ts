// Host and screen: the server draws their pages, and draws them anew when the room changes. Few look at them, so that is cheap.

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
        const response = await fetch(location.href, { headers: { accept: "text/html" } });
        if (response.ok) this.put(await response.text());
      } while (this.again);
    } catch {
      // the link is down: the old drawing stands, and the state line says so
    } finally {
      this.busy = false;
    }
  }

  /** Sends a form of the page and shows what came of it. */
  async send(form: HTMLFormElement, button: HTMLButtonElement | null): Promise<boolean> {
    const body = new FormData(form);
    if (button) body.append(button.name, button.value);
    const buttons = [...form.querySelectorAll("button")];
    for (const button of buttons) button.disabled = true;
    try {
      const response = await fetch(form.action, { method: "POST", body, headers: { accept: "text/html" } });
      this.put(await response.text());
      return response.ok;
    } catch {
      for (const button of buttons) button.disabled = false;
      return false;
    }
  }

  private put(html: string): void {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(this.root.localName);
    if (!fresh) return;
    const open = new Set([...this.root.querySelectorAll("details[open]")].map(details => details.id));
    const focused = this.root.contains(document.activeElement) ? document.activeElement?.id : null;
    this.root.replaceChildren(...fresh.childNodes);
    for (const details of this.root.querySelectorAll("details")) if (open.has(details.id)) details.open = true;
    // A reader hears where the room stands, and not every answer that is counted.
    const said = this.root.parentElement?.querySelector("[data-said]");
    const line = this.root.querySelector(".state-line")?.textContent?.replace(/\s+/g, " ").trim() ?? "";
    if (said && said.textContent !== line) said.textContent = line;
    if (focused) document.getElementById(focused)?.focus();
  }
}
