import assert from "node:assert/strict";
import { test } from "node:test";
import { bars, lines, series, treeByMonth, type Entry } from "../src/charts/layout.ts";
import { numberOf, strokeOf, type Cell, type Row } from "../src/charts/sheet.ts";

const cell = (value: number | null, stroke: Cell["stroke"] = "verified"): Cell => ({ value, low: null, high: null, text: String(value), stroke, alarm: false });
const row = (name: string, ...cells: Cell[]): Row => ({ name, at: null, cells });

test("bars of all rows share one scale, and their parts stand side by side", () => {
  const [first, second] = bars([row("a", cell(6), cell(2, "waiting")), row("b", cell(4))], 800);
  assert.deepEqual(first!.map(part => [part.x, part.width, part.stroke]), [[0, 600, "verified"], [600, 200, "waiting"]]);
  assert.deepEqual(second!.map(part => part.width), [400]);
});

test("a cell without a number is not drawn, and a small number is still seen", () => {
  const [none, small] = bars([row("a", cell(null)), row("b", cell(1), cell(9999))], 100);
  assert.equal(none!.length, 0);
  assert.equal(small![0]!.width, 2);
});

test("text breaks at spaces, and a long word stays whole", () =>
  assert.deepEqual(lines("The employer pays the recruitmentfee", 12), ["The employer", "pays the", "recruitmentfee"]));

test("a day without a number makes no point", () => {
  const sheet = { columns: ["Verified"], rows: [{ name: "", at: "2026-01-01", cells: [cell(3)] }, { name: "", at: "2026-02-01", cells: [cell(null)] }] };
  assert.deepEqual(series(sheet)[0]!.points.map(point => point.value), [3]);
});

const entry = (id: string, month: string, ...children: Entry[]): Entry => ({ id, label: id, href: null, month, people: 4, stroke: "verified", children });

test("a tree stands by month: later is further right, no two knots share a place, and a chain is a straight line", () => {
  const tree = treeByMonth(entry("", "", entry("a", "2026-01", entry("b", "2026-03", entry("c", "2026-05")), entry("d", "2026-03")), entry("e", "2026-01")), 900, 30);
  const at = new Map(tree.knots.map(knot => [knot.entry.id, knot]));
  assert.deepEqual(tree.months.map(month => month.month), ["2026-01", "2026-03", "2026-05"]);
  assert.ok(at.get("a")!.x < at.get("b")!.x && at.get("b")!.x < at.get("c")!.x);
  assert.equal(at.get("a")!.x, at.get("e")!.x);
  assert.deepEqual([at.get("b")!.y, at.get("c")!.y], [at.get("a")!.y, at.get("a")!.y]);
  assert.equal(new Set(tree.knots.map(knot => `${knot.x} ${knot.y}`)).size, tree.knots.length);
  assert.ok(tree.knots.every(knot => knot.x <= 900 && knot.y <= tree.height));
});

test("ten thousand knots are laid out in a blink", () => {
  const many = entry("", "", ...Array.from({ length: 100 }, (_, i) => entry(`s${i}`, "2026-01", ...Array.from({ length: 100 }, (_, k) => entry(`s${i}-${k}`, "2026-02")))));
  const begun = performance.now();
  assert.equal(treeByMonth(many, 900, 30).knots.length, 10_101);
  assert.ok(performance.now() - begun < 1500);
});

test("what is no number is none, and an unknown stroke is the plain one", () => {
  assert.deepEqual([numberOf(""), numberOf("x"), numberOf("0.5"), numberOf(undefined)], [null, null, 0.5, null]);
  assert.deepEqual([strokeOf("claimed"), strokeOf("other")], ["claimed", "verified"]);
});
