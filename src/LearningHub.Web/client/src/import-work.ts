// A facilitator's camera opened a code of somebody's waiting work: its text stands behind the # of the address and never reaches a log.
import { t } from "./common/text.ts";
import { h } from "./live/dom.ts";
import { joined } from "./outbox/parts.ts";

const STORE = "hub-import-parts";

class ImportWork extends HTMLElement {
  connectedCallback(): void {
    this.take();
    addEventListener("hashchange", () => this.take());
  }

  private take(): void {
    const scanned = decodeURIComponent(location.hash.slice(1));
    if (!scanned.startsWith("LH1")) return;
    history.replaceState(null, "", location.pathname);
    const { parts, missing } = joined(this.held, scanned);
    this.held = missing.length > 0 ? parts : [];
    this.querySelector<HTMLTextAreaElement>("textarea")!.value = parts.join("\n");
    this.querySelector("[role=status]")?.remove();
    this.prepend(h("p", { class: "said", role: "status" }, missing.length > 0 ? t("This code is here. Scan the others too: {0}.", missing.join(", ")) : t("All codes are here. Go on.")));
  }

  private get held(): string[] {
    try { return JSON.parse(localStorage.getItem(STORE) ?? "[]") as string[]; } catch { return []; }
  }

  private set held(parts: string[]) {
    try { localStorage.setItem(STORE, JSON.stringify(parts)); } catch { /* one code at a time then */ }
  }
}

customElements.define("import-work", ImportWork);
