import { scaleLinear } from "d3-scale";
import { t } from "../common/text.ts";
import { language } from "../common/times.ts";
import { box, picture, says, type Group } from "./frame.ts";
import { bars, lines, treeByMonth, type Entry } from "./layout.ts";
import type { Cell, Sheet } from "./sheet.ts";

/** Bars of one scale, each with its name above it. */
export function drawBars(sheet: Sheet, label: string, width: number): SVGSVGElement {
  const room = 56; // for the number behind the longest bar
  const rows = sheet.rows.filter(row => row.cells.some(cell => cell.value !== null));
  const { svg, hatch } = picture(label, width, rows.length * 50 + 4);
  bars(rows, width - room).forEach((parts, index) => {
    const group = svg.append("g").attr("transform", `translate(0 ${index * 50})`) as unknown as Group;
    says(group, 0, 15, rows[index]!.name);
    for (const part of parts) box(group, part.x + 1, 22, Math.max(1, part.width - 2), 20, part.stroke, hatch);
    const last = parts[parts.length - 1];
    says(group, (last ? last.x + last.width : 0) + 8, 38, rows[index]!.cells.filter(cell => cell.value !== null).map(cell => cell.text).join(" + "));
  });
  return svg.node()!;
}

/** A heat map whose cells are also bars: the length repeats the shade, the whisker is the 95 % interval, an alarm has a thick dashed frame. */
export function drawHeat(sheet: Sheet, label: string, width: number): SVGSVGElement {
  const letters = Math.floor(width / 7.6);
  const names = sheet.rows.map(row => lines(row.name, letters));
  const step = width / Math.max(1, sheet.columns.length);
  let height = 26;
  const tops = names.map(name => {
    const top = height;
    height += name.length * 18 + 46;
    return top;
  });
  const { svg } = picture(label, width, height);
  const head = svg.append("g") as unknown as Group;
  sheet.columns.forEach((column, index) => says(head, index * step + 4, 15, step < 90 ? column.replace(t("Workshop"), t("Start")).replace(t("Gen. "), "G") : column));
  sheet.rows.forEach((row, index) => {
    const group = svg.append("g").attr("transform", `translate(0 ${tops[index]})`) as unknown as Group;
    names[index]!.forEach((text, number) => says(group, 0, 14 + number * 18, text));
    const top = names[index]!.length * 18 + 2;
    row.cells.forEach((cell, column) => heatCell(group, cell, column * step + 2, top, step - 6));
  });
  return svg.node()!;
}

function heatCell(group: Group, cell: Cell, x: number, y: number, width: number): void {
  const scale = scaleLinear([0, 1], [x, x + width]).clamp(true);
  group.append("rect").attr("class", cell.alarm ? "heat alarm" : "heat").attr("x", x).attr("y", y).attr("width", width).attr("height", 34);
  if (cell.value === null) {
    says(group, x + width / 2, y + 23, "–", "middle");
    return;
  }
  group.append("rect").attr("class", `heat-bar heat-${Math.min(4, Math.floor(cell.value * 5))}`).attr("x", x + 1).attr("y", y + 1).attr("width", Math.max(1, scale(cell.value) - x - 2)).attr("height", 20);
  if (cell.low !== null && cell.high !== null) {
    group.append("line").attr("class", "whisker").attr("x1", scale(cell.low)).attr("x2", scale(cell.high)).attr("y1", y + 28).attr("y2", y + 28);
    group.append("circle").attr("class", "whisker-end").attr("cx", scale(cell.value)).attr("cy", y + 28).attr("r", 3);
  }
  group.append("text").attr("class", "on-heat").attr("x", x + 6).attr("y", y + 16).attr("font-size", 13).text(`${Math.round(cell.value * 100)} %`);
}

/** A tree by month. A knot leads to its record; its area is the number of people. */
export function drawTree(root: Entry, label: string, width: number): SVGSVGElement {
  const laid = treeByMonth(root, width, 30);
  const { svg, hatch } = picture(label, width, laid.height + 24);
  svg.attr("role", "group"); // it holds links
  const months = svg.append("g") as unknown as Group;
  for (const { month, x } of laid.months) {
    months.append("line").attr("class", "axis").attr("x1", x).attr("x2", x).attr("y1", 20).attr("y2", laid.height + 20);
    says(months, x, 14, monthName(month), "middle");
  }
  const body = svg.append("g").attr("transform", "translate(0 16)") as unknown as Group;
  for (const knot of laid.knots) if (knot.from) body.append("path").attr("class", "branch").attr("d", `M${knot.from.x} ${knot.from.y}V${knot.y}H${knot.x}`);
  for (const knot of laid.knots) {
    const place = (knot.entry.href === null ? body.append("g") : body.append("a").attr("href", knot.entry.href).attr("aria-label", knot.entry.label)) as unknown as Group;
    const circle = place.append("circle").attr("cx", knot.x).attr("cy", knot.y).attr("r", knot.radius);
    if (knot.entry.stroke === "claimed") circle.attr("class", "hatched").attr("fill", `url(#${hatch})`);
    else circle.attr("class", knot.entry.stroke);
    if (knot.entry.stroke === "contested") {
      const r = knot.radius;
      place.append("path").attr("class", "contested").attr("d", `M${knot.x - r} ${knot.y - r}l${2 * r} ${2 * r}M${knot.x - r} ${knot.y + r}l${2 * r} ${-2 * r}`);
    }
    place.append("title").text(knot.entry.label);
    if (knot.entry.id !== "") place.append("text").attr("class", "on-heat").attr("x", knot.x + knot.radius + 4).attr("y", knot.y + 4).attr("font-size", 12).text(knot.entry.id);
  }
  return svg.node()!;
}

/** Jan 26, in the page's language. */
function monthName(month: string): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString(language(), { month: "short", year: "2-digit", timeZone: "UTC" });
}
