// What a chart draws is read from the table in the page: the table is the truth, the picture repeats it.

/** Evidence has a stroke: verified solid, waiting dashed, claimed hatched, contested crossed. */
export type Stroke = "verified" | "waiting" | "claimed" | "contested";

export interface Cell {
  /** The number drawn; null where the table shows none (too early, or too few people). */
  readonly value: number | null;
  /** Ends of its 95 % interval, where it has one. */
  readonly low: number | null;
  readonly high: number | null;
  /** What the table says in this cell. */
  readonly text: string;
  readonly stroke: Stroke;
  /** Something to look at: it stands out by its stroke too. */
  readonly alarm: boolean;
}

export interface Row {
  readonly name: string;
  /** A day, as YYYY-MM-DD, where the rows follow time. */
  readonly at: string | null;
  readonly cells: readonly Cell[];
}

export interface Sheet {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

const strokes: readonly string[] = ["verified", "waiting", "claimed", "contested"];

export function strokeOf(text: string | undefined): Stroke {
  return strokes.includes(text ?? "") ? text as Stroke : "verified";
}

/** A number as an attribute holds it; null where there is none. */
export function numberOf(text: string | undefined): number | null {
  if (text === undefined || text.trim() === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Reads the cells marked with data-value; a column's stroke holds for its cells unless a cell names its own. */
export function read(table: HTMLTableElement): Sheet {
  const heads = [...table.tHead?.rows[0]?.cells ?? []];
  const drawn = heads.filter(head => head.dataset["draw"] !== undefined);
  return {
    columns: drawn.map(head => head.textContent?.trim() ?? ""),
    rows: [...table.tBodies[0]?.rows ?? []].filter(row => row.cells.length > 1).map(row => ({
      name: row.dataset["name"] ?? row.cells[0]?.textContent?.trim() ?? "",
      at: row.dataset["at"] ?? null,
      cells: drawn.map(head => {
        const cell = row.cells[head.cellIndex];
        return {
          value: numberOf(cell?.dataset["value"]),
          low: numberOf(cell?.dataset["low"]),
          high: numberOf(cell?.dataset["high"]),
          text: cell?.dataset["text"] ?? cell?.textContent?.trim() ?? "",
          stroke: strokeOf(cell?.dataset["stroke"] ?? head.dataset["draw"]),
          alarm: cell?.dataset["alarm"] !== undefined,
        };
      }),
    })),
  };
}
