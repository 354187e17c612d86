// Draws by attributes and classes alone: the content security policy forbids inline style.
import { create, type Selection } from "d3-selection";
import type { Stroke } from "./sheet.ts";

export type Group = Selection<SVGGElement, undefined, null, undefined>;
export type Picture = Selection<SVGSVGElement, undefined, null, undefined>;

let patterns = 0;

/** An empty picture that says what it shows. */
export function picture(label: string, width: number, height: number): { svg: Picture; hatch: string } {
  const hatch = `hatch-${++patterns}`;
  const svg = create("svg").attr("role", "img").attr("aria-label", label).attr("viewBox", `0 0 ${width} ${Math.ceil(height)}`).attr("width", width).attr("height", Math.ceil(height));
  const pattern = svg.append("defs").append("pattern").attr("id", hatch).attr("width", 6).attr("height", 6).attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
  pattern.append("rect").attr("width", 6).attr("height", 6).attr("class", "hatch-ground");
  pattern.append("line").attr("y2", 6).attr("class", "hatch-line");
  return { svg: svg as unknown as Picture, hatch };
}

/** A shape of a stroke: a claimed one is hatched, a contested one crossed. */
export function box(group: Group, x: number, y: number, width: number, height: number, stroke: Stroke, hatch: string): void {
  const rect = group.append("rect").attr("x", x).attr("y", y).attr("width", width).attr("height", height);
  if (stroke === "claimed") rect.attr("class", "hatched").attr("fill", `url(#${hatch})`);
  else rect.attr("class", stroke);
  if (stroke !== "contested") return;
  group.append("line").attr("class", "contested").attr("x1", x).attr("y1", y).attr("x2", x + width).attr("y2", y + height);
  group.append("line").attr("class", "contested").attr("x1", x).attr("y1", y + height).attr("x2", x + width).attr("y2", y);
}

export const says = (group: Group, x: number, y: number, text: string, anchor = "start"): void => {
  group.append("text").attr("x", x).attr("y", y).attr("font-size", 14).attr("text-anchor", anchor).text(text);
};
