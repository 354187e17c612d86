import { axisBottom, axisLeft } from "d3-axis";
import { scaleLinear, scaleUtc } from "d3-scale";
import { curveStepAfter, line as path } from "d3-shape";
import { language } from "../common/times.ts";
import { picture, says, type Group } from "./frame.ts";
import { series } from "./layout.ts";
import type { Sheet } from "./sheet.ts";

/** A day on the axis: the month where one begins, the year where that begins. */
const dayName = (at: Date): string => at.toLocaleDateString(language(), {
  ...(at.getUTCDate() > 1 ? { day: "numeric", month: "short" } : at.getUTCMonth() > 0 ? { month: "long" } : { year: "numeric" }), timeZone: "UTC",
});

/** Lines over time, as steps: between two dates nothing is known to have changed. */
export function drawTime(sheet: Sheet, label: string, width: number): SVGSVGElement {
  const all = series(sheet);
  const points = all.flatMap(one => one.points);
  const [left, bottom, height] = [44, 26, 220];
  const { svg } = picture(label, width, height + 4 + all.length * 22);
  const x = scaleUtc([Math.min(...points.map(p => +p.at)), Math.max(...points.map(p => +p.at))], [left, width - 12]);
  const y = scaleLinear([0, Math.max(1, ...points.map(p => p.value))], [height - bottom, 10]).nice();
  svg.append("g").attr("class", "axes").attr("transform", `translate(0 ${height - bottom})`).call(axisBottom(x).ticks(Math.max(2, Math.floor(width / 110))).tickFormat(at => dayName(at as Date)) as never);
  svg.append("g").attr("class", "axes").attr("transform", `translate(${left} 0)`).call(axisLeft(y).ticks(4).tickFormat(value => value.toLocaleString(language())) as never);
  all.forEach((one, index) => {
    const d = path<{ at: Date; value: number }>().x(p => x(p.at)).y(p => y(p.value)).curve(curveStepAfter)([...one.points]);
    svg.append("path").attr("class", `line ${one.stroke}`).attr("d", d);
    const key = svg.append("g").attr("transform", `translate(0 ${height + 10 + index * 22})`) as unknown as Group;
    key.append("path").attr("class", `line ${one.stroke}`).attr("d", "M2 4H34");
    says(key, 42, 9, one.name);
  });
  return svg.node()!;
}
