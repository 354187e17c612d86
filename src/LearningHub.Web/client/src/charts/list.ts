import { numberOf, strokeOf } from "./sheet.ts";
import type { Entry } from "./layout.ts";

/** A nested list as a tree: each <li data-id> is a knot, its nested lists hold what came of it. */
export function entryOf(list: HTMLElement): Entry {
  return { id: "", label: "", href: null, month: "", people: 0, stroke: "verified", children: childrenOf(list) };
}

function childrenOf(element: Element): readonly Entry[] {
  return [...element.querySelectorAll<HTMLLIElement>("li[data-id]")]
    .filter(item => item.parentElement?.closest("li[data-id]") === (element instanceof HTMLLIElement ? element : element.closest("li[data-id]")))
    .map(item => ({
      id: item.dataset["id"] ?? "",
      label: item.dataset["label"] ?? item.dataset["id"] ?? "",
      href: item.querySelector("a")?.getAttribute("href") ?? null,
      month: item.dataset["month"] ?? "",
      people: numberOf(item.dataset["people"]) ?? 0,
      stroke: strokeOf(item.dataset["stroke"]),
      children: childrenOf(item),
    }));
}
