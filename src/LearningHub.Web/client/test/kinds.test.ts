import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts, isEmpty } from "../src/live/drafts.ts";
import { moved, readNumber, readWords } from "../src/live/more-fields.ts";
import { caption, rows, sentences } from "../src/live/more-results.ts";
import { many, t } from "../src/common/text.ts";
import { inTime, modes, people, share } from "../src/live/results.ts";
import { hint, isRight, left, plain, said, textOf } from "../src/live/words.ts";
import type { Activity, Detail, Result } from "../src/live/wire.ts";

const tools = { t, many, people, share, plain, textOf, inTime, modes };
const abc = [{ id: "a", text: "Contract" }, { id: "b", text: "Visa" }, { id: "c", text: "Ticket" }];
const activity = (kind: string, more: Partial<Activity> = {}): Activity => ({ activityId: "x", kind, prompt: "?", options: abc, judged: true, ...more });
const result = (tally: Record<string, number>, right: string[] = [], detail: Partial<Detail> = {}): Result =>
  ({ activityId: "x", right, tally, feedback: {}, detail: { people: 10, ...detail } });

test("a number is read with a comma or a point", () => {
  assert.equal(readNumber(" 2,5 "), 2.5);
  assert.equal(readNumber("-3"), -3);
  for (const none of ["", "two", "1e9", "1,2,3", "0x10"]) assert.equal(readNumber(none), null);
});

test("words are trimmed, counted without empty ones, and never too long", () => {
  assert.deepEqual(readWords(tools, [" fair  pay ", "", "contract"]), ["fair pay", "contract"]);
  assert.match(readWords(tools, ["", " "]) as string, /at least one/);
  assert.match(readWords(tools, ["x".repeat(31)]) as string, /too long/);
});

test("an entry moves by one place and stops at the ends", () => {
  assert.deepEqual(moved(["a", "b", "c"], 2, -1), ["a", "c", "b"]);
  assert.deepEqual(moved(["a", "b", "c"], 0, -1), ["a", "b", "c"]);
});

test("my answer is said in the words of its kind", () => {
  assert.equal(said(activity("multiple"), { options: ["a", "c"], sure: false }), "Contract, Ticket (not sure)");
  assert.equal(said(activity("number", { range: { min: 0, max: 90, unit: "days" } }), { number: 28 }), "28 days");
  assert.equal(said(activity("words"), { text: "fair\npay" }), "fair, pay");
  assert.equal(said(activity("ranking"), { order: ["b", "a", "c"] }), "1. Visa, 2. Contract, 3. Ticket");
  assert.equal(said(activity("matching", { choices: [{ id: "1", text: "One" }, { id: "2", text: "Two" }, { id: "3", text: "Three" }] }), { order: ["2", "1", "3"] }), "Contract → Two; Visa → One; Ticket → Three");
});

test("what is right follows from the result, kind by kind", () => {
  assert.equal(isRight(activity("multiple"), result({}, ["a", "b"]), { options: ["a"] }), false);
  assert.equal(isRight(activity("multiple"), result({}, ["a", "b"]), { options: ["b", "a"] }), true);
  assert.equal(isRight(activity("number"), result({}, [], { number: { value: 28, within: 2 } }), { number: 30 }), true);
  assert.equal(isRight(activity("text"), result({}, [], { accepted: ["The employer"] }), { text: "the  employer." }), true);
  assert.equal(isRight(activity("ordering"), result({}, ["b", "a", "c"]), { order: ["b", "a", "c"] }), true);
  assert.equal(isRight(activity("matching"), result({}, [], { matches: { a: "2", b: "1", c: "3" } }), { order: ["1", "2", "3"] }), false);
  assert.equal(isRight(activity("ranking", { judged: false }), result({}), { order: ["a", "b", "c"] }), null);
});

test("a scale names both ends and stands in the order of its numbers", () => {
  const lines = rows(tools, activity("scale", { range: { min: 1, max: 3, low: "never", high: "always" } }), result({ "3": 1, "1": 4, "2": 5 }), { number: 2 }, null);
  assert.deepEqual(lines.map(row => row.label), ["1: never", "2", "3: always"]);
  assert.equal(lines[1]?.mine, "Your answer");
});

test("an ordering stands in the right order and says where I put each", () => {
  const lines = rows(tools, activity("ordering"), result({ a: 4, b: 9, c: 5 }, ["b", "a", "c"]), { order: ["b", "c", "a"] }, null);
  assert.deepEqual(lines.map(row => [row.place, row.label, row.mine]), [[1, "Visa", "Your place too"], [2, "Contract", "Your place: 3"], [3, "Ticket", "Your place: 2"]]);
  assert.equal(caption(tools, activity("ordering"), result({})), "How many of 10 people put each one in its right place");
});

test("two votes stand side by side, and the gain in a sentence", () => {
  const shift = { first: { a: 4, b: 6, c: 0 }, stayedRight: 4, wrongToRight: 2, rightToWrong: 0, stayedWrong: 3, gain: 0.52 };
  const lines = rows(tools, activity("single"), result({ a: 6, b: 3, c: 0 }, ["a"], { shift }), { options: ["a"] }, { options: ["b"] });
  assert.deepEqual(lines[0]?.before, { count: 4, share: 0.4 });
  assert.deepEqual(lines.map(row => row.mine), ["Your second answer", "Your first answer", undefined]);
  assert.deepEqual(sentences(tools, activity("single"), result({}, [], { shift })), ["Of the 5 who were wrong before the talk, 2 (40 %) were right after it. Normalised gain: 0.52."]);
});

test("how answers were given stands beside their number", () => {
  assert.equal(inTime(10) + modes(result({}, [], { modes: { hands: 7, paper: 1 } })), "10 answers in time (7 by hands, 1 on paper)");
});

test("the largest words come first and what is not named by itself last", () => {
  const lines = rows(tools, activity("words"), result({ "…": 9, pay: 2, contract: 5 }), { text: "Pay" }, null);
  assert.deepEqual(lines.map(row => row.label), ["contract", "pay", "All others"]);
  assert.equal(lines[1]?.mine, "Your answer");
});

test("a time hint is as exact as a person needs it, and its end closes nothing", () => {
  assert.deepEqual([170, 60, 30, 9, 0].map(left), ["About 3 minutes left.", "About 1 minute left.", "About half a minute left.", "A few seconds left.", "The time is up. You can still answer."]);
});

test("what an answer looks like is said where it is not plain", () => {
  assert.equal(hint(activity("single")), "");
  assert.equal(hint(activity("takeaways", { most: 3 })), "Choose up to 3.");
  assert.equal(hint(activity("multiple", { most: 3 })), "Several can be right.");
});

test("what was begun outlives a reload, and goes when it was answered", () => {
  const store = new Map<string, string>();
  const storage = { getItem: (key: string) => store.get(key) ?? null, setItem: (key: string, value: string) => void store.set(key, value) };
  new Drafts("K7P2QM", storage).put("x", { text: "half a sen" });
  const again = new Drafts("K7P2QM", storage);
  assert.equal(again.of("x")?.text, "half a sen");
  again.settle({ x: { text: "half a sentence" } });
  assert.equal(new Drafts("K7P2QM", storage).of("x"), null);
  assert.ok(isEmpty({ options: [], text: "\n" }) && isEmpty({ order: ["", ""] }) && !isEmpty({ sure: false }));
});
