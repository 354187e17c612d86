// Pictures of tables, and the slider through time. Only pages that have them ask for this file.
import { entryOf } from "./charts/list.ts";
import { HubScrub } from "./charts/scrub.ts";
import { read } from "./charts/sheet.ts";

/** Draws the table (or, for a tree, the list) that stands in it. The table stays: it says the same to everybody. */
class HubChart extends HTMLElement {
  #drawn = 0;

  connectedCallback(): void {
    new ResizeObserver(() => void this.#draw()).observe(this); // and once at the start
  }

  async #draw(): Promise<void> {
    const width = Math.min(Math.floor(this.clientWidth), 940);
    if (width < 200 || Math.abs(width - this.#drawn) < 8) return; // a scroll bar that comes and goes is no reason to draw again
    this.#drawn = width;
    const drawing = await this.#picture(width);
    if (!drawing || this.#drawn !== width) return;
    this.querySelector(":scope > svg.chart")?.remove();
    drawing.classList.add("chart");
    this.prepend(drawing);
  }

  async #picture(width: number): Promise<SVGSVGElement | null> {
    const label = this.getAttribute("label") ?? "";
    if (this.getAttribute("kind") === "tree") {
      const list = this.querySelector<HTMLElement>("[data-tree]");
      return list && width >= 560 ? (await import("./charts/draw.ts")).drawTree(entryOf(list), label, width) : null; // on a phone the list is the better picture
    }
    const table = this.querySelector("table");
    if (!table) return null;
    const sheet = read(table);
    if (!sheet.rows.some(row => row.cells.some(cell => cell.value !== null))) return null;
    switch (this.getAttribute("kind")) {
      case "heat": return (await import("./charts/draw.ts")).drawHeat(sheet, label, width);
      case "time": return (await import("./charts/time.ts")).drawTime(sheet, label, width);
      default: return (await import("./charts/draw.ts")).drawBars(sheet, label, width);
    }
  }
}

customElements.define("hub-chart", HubChart);
customElements.define("hub-scrub", HubScrub);
