// Where everything stands: numbers in, numbers out, so that tests need no browser.
import { hierarchy } from "d3-hierarchy";
import { scaleLinear } from "d3-scale";
import type { Row, Sheet, Stroke } from "./sheet.ts";

export interface Part { readonly x: number; readonly width: number; readonly stroke: Stroke; readonly value: number }

/** The parts of each row side by side, all rows on one scale from 0. */
export function bars(rows: readonly Row[], width: number): readonly (readonly Part[])[] {
  const sums = rows.map(row => row.cells.reduce((sum, cell) => sum + Math.max(0, cell.value ?? 0), 0));
  const scale = scaleLinear([0, Math.max(1, ...sums)], [0, width]);
  return rows.map(row => {
    let from = 0;
    return row.cells.filter(cell => (cell.value ?? 0) > 0).map(cell => {
      const part = { x: scale(from), width: Math.max(2, scale(cell.value!)), stroke: cell.stroke, value: cell.value! };
      from += cell.value!;
      return part;
    });
  });
}

/** Text broken into lines of at most so many letters, at spaces where it can be. */
export function lines(text: string, letters: number): readonly string[] {
  const found: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = found[found.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= letters) found[found.length - 1] = `${last} ${word}`;
    else found.push(word);
  }
  return found;
}

export interface Line { readonly name: string; readonly stroke: Stroke; readonly points: readonly { readonly at: Date; readonly value: number }[] }

/** One line for each column of a table whose rows are days. */
export function series(sheet: Sheet): readonly Line[] {
  return sheet.columns.map((name, column) => ({
    name,
    stroke: sheet.rows.find(row => row.cells[column])?.cells[column]?.stroke ?? "verified",
    points: sheet.rows.flatMap(row => {
      const value = row.cells[column]?.value;
      return row.at !== null && value !== null && value !== undefined ? [{ at: new Date(`${row.at}T00:00:00Z`), value }] : [];
    }),
  })).filter(line => line.points.length > 0);
}

/** One entry of the list that a tree is drawn from. */
export interface Entry {
  readonly id: string;
  readonly label: string;
  readonly href: string | null;
  /** The month it belongs to, as YYYY-MM; empty for the root. */
  readonly month: string;
  readonly people: number;
  readonly stroke: Stroke;
  readonly children: readonly Entry[];
}

export interface Knot { readonly entry: Entry; readonly x: number; readonly y: number; readonly radius: number; readonly from: { readonly x: number; readonly y: number } | null }

/** A tree by date: a column for each month, a line for each leaf; what was taught later stands further right, and nothing ever moves. */
export function treeByMonth(root: Entry, width: number, lineHeight: number): { readonly months: readonly { readonly month: string; readonly x: number }[]; readonly knots: readonly Knot[]; readonly height: number } {
  const all = hierarchy<Entry>(root, entry => entry.children as Entry[]);
  const months = [...new Set(all.descendants().map(node => node.data.month).filter(month => month !== ""))].sort();
  const left = 16;
  const column = scaleLinear([0, Math.max(1, months.length)], [left, width]);
  const xOf = (month: string): number => month === "" ? left : column(months.indexOf(month) + 0.5);
  let line = 0;
  const yOf = new Map<Entry, number>();
  // The first child goes on on its parent's line, the others below: a chain of people is a straight line.
  all.eachBefore(node => {
    const parent = node.parent;
    if (parent && parent.children?.[0] === node && xOf(node.data.month) > xOf(parent.data.month)) yOf.set(node.data, yOf.get(parent.data)!);
    else yOf.set(node.data, node.parent ? ++line : line);
  });
  const most = Math.max(1, ...all.descendants().map(node => node.data.people));
  const knots = all.descendants().map(node => ({
    entry: node.data,
    x: xOf(node.data.month),
    y: (yOf.get(node.data)! + 1) * lineHeight,
    radius: 3 + 8 * Math.sqrt(node.data.people / most),
    from: node.parent ? { x: xOf(node.parent.data.month), y: (yOf.get(node.parent.data)! + 1) * lineHeight } : null,
  }));
  return { months: months.map(month => ({ month, x: xOf(month) })), knots, height: (line + 2) * lineHeight };
}
