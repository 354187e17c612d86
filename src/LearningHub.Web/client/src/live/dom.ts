// Small tools for building pages without markup in strings.

type Child = Node | string | null | false;

/** An element with attributes and children; `on*` functions become listeners. */
export function h(tag: string, attributes: Record<string, string | boolean | EventListener | null> = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (typeof value === "string") element.setAttribute(name, value); // an empty one too: an option may stand for nothing
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== false));
  return element;
}

/** A bar of an SVG: `share` is 0 to 1. Widths are attributes, since the page's policy forbids inline style. */
export function bar(share: number, right: boolean): SVGElement {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  for (const [name, value] of Object.entries({ class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" })) svg.setAttribute(name, value);
  const rect = document.createElementNS(ns, "rect");
  for (const [name, value] of Object.entries({ class: right ? "right" : "wrong", height: "10", width: (100 * share).toFixed(1) })) rect.setAttribute(name, value);
  svg.append(rect);
  return svg;
}

/** Reads and writes small things the browser may refuse to keep. */
export const keep = {
  get(key: string): string | null {
    try { return localStorage.getItem(key); } catch { return null; }
  },
  set(key: string, value: string | null): void {
    try { if (value === null) localStorage.removeItem(key); else localStorage.setItem(key, value); } catch { /* a private window: the sign-in cookie does it */ }
  },
};

/** A UUID, also on an address without TLS, where browsers offer no crypto.randomUUID. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Puts a text where it is heard, once: the same text again is no news. */
export function say(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = text === "";
}
