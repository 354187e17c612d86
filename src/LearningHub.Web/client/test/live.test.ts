import assert from "node:assert/strict";
import { test } from "node:test";
import { frames, pause } from "../src/live/link.ts";
import { memoryBox, partOf } from "../src/common/outbox.ts";
import type { Kept } from "../src/live/outbox.ts";
import { blank, mine, next, type Happening, type View } from "../src/live/view.ts";
import { answerLine, linkLine, resultLine, stateLine } from "../src/live/words.ts";

Object.assign(globalThis, { document: { documentElement: { lang: "en" } } });

const fees = { activityId: "LM-L01", kind: "single", judged: true, prompt: "Who pays?", options: [{ id: "a", text: "The employer" }, { id: "b", text: "The worker" }] };
const opened: Happening = { name: "activityOpened", version: 5, activity: fees };
const queued: Happening = { name: "queued", waiting: { answerId: "x1", activityId: "LM-L01", response: { options: ["a"] } } };
const after = (...happenings: Happening[]): View => happenings.reduce(next, { ...blank, link: "on" });

test("a question that opens is shown", () => {
  const view = after(opened);
  assert.equal(view.phase, "open");
  assert.equal(view.activity?.prompt, "Who pays?");
});

test("a message that was seen before changes nothing", () => {
  const view = after(opened, { name: "activityClosed", version: 6, activityId: "LM-L01", answered: 3 });
  assert.equal(next(view, opened), view);
});

test("the picture that comes with joining is never older than what we know", () => {
  const view = after(opened);
  assert.equal(next(view, { name: "joined", version: 4, snapshot: { phase: "lobby", answered: 0, answers: {} } }), view);
});

test("a close of a question we never saw asks for the whole picture", () => {
  const view = after({ name: "activityClosed", version: 6, activityId: "LM-L01", answered: 3 });
  assert.equal(view.needsPicture, true);
  assert.equal(next(view, { name: "joined", version: 6, snapshot: { phase: "closed", activity: fees, answered: 3, answers: {} } }).needsPicture, false);
});

test("an answer is waiting until the hub has kept it", () => {
  const waiting = after(opened, queued);
  assert.deepEqual(mine(waiting), { response: { options: ["a"] }, waiting: true });
  const kept = next(waiting, { name: "answered", answerId: "x1", answered: { status: "accepted" } });
  assert.deepEqual(mine(kept), { response: { options: ["a"] }, waiting: false });
  assert.match(answerLine(kept), /is kept: The employer/);
});

test("an answer given offline says where it is", () => {
  const view = after(opened, { name: "link", link: "off" }, queued);
  assert.match(answerLine(view), /Kept on this phone. It goes out when the link is back./);
  assert.match(linkLine(view), /1 answer is waiting/);
  assert.match(linkLine(next(view, { name: "link", link: "offline" })), /^You are offline: this phone has no network. 1 answer is waiting/);
  assert.match(linkLine(next(view, { name: "link", link: "silent" })), /^Your network works, but the hub does not answer/);
  assert.match(linkLine(next(view, { name: "sentAt", at: new Date(2026, 10, 22, 10, 42).getTime() })), /Last sent 10:42/);
});

test("a late answer says that it is late", () => {
  const view = after(opened, queued, { name: "activityClosed", version: 6, activityId: "LM-L01", answered: 3 }, { name: "answered", answerId: "x1", answered: { status: "late" } });
  assert.match(answerLine(view), /marked late/);
});

test("a refused answer says why and frees the question", () => {
  const view = after(opened, queued, { name: "answered", answerId: "x1", answered: { status: "refused", reason: "Choose one option.", code: "live.one-option" } });
  assert.equal(view.refusal, "Choose one option.");
  assert.equal(mine(view), null);
  assert.equal(view.needsPicture, false);
});

test("who has answered on another phone gets that answer", () => {
  const view = after(opened, queued, { name: "answered", answerId: "x1", answered: { status: "refused", code: "live.already-answered" } });
  assert.equal(view.needsPicture, true);
});

test("my result follows from what I hold", () => {
  const right = after(opened, queued, { name: "answered", answerId: "x1", answered: { status: "accepted" } },
    { name: "resultsRevealed", version: 9, activityId: "LM-L01", right: ["a"], tally: { a: 1, b: 0 }, feedback: {} });
  assert.equal(resultLine(right), "Your answer is right.");
  assert.equal(stateLine(right), "Here is the result.");
});

test("a changed room keeps my own answers", () => {
  const view = after(opened, queued, { name: "answered", answerId: "x1", answered: { status: "accepted" } },
    { name: "roomChanged", version: 20, snapshot: { phase: "closed", activity: fees, answered: 9, answers: {} } });
  assert.equal(view.phase, "closed");
  assert.equal(mine(view)?.waiting, false);
});

test("messages are cut where they end", () => {
  assert.deepEqual(frames("{}\x1e{\"type\":6}\x1e{\"ty"), { whole: ["{}", "{\"type\":6}"], rest: "{\"ty" });
});

test("coming back is tried for ever, with pauses that grow and stay bounded", () => {
  assert.ok(pause(0, 0) >= 250 && pause(0, 1) <= 750);
  assert.ok(pause(50, 1) <= 15_000);
});

test("the outbox keeps answers by room", async () => {
  const outbox = partOf<Kept>(memoryBox(), "live");
  await outbox.add({ code: "K7P2QM", answerId: "x1", activityId: "LM-L01", response: { options: ["a"] } });
  assert.equal((await outbox.of("K7P2QM")).length, 1);
  assert.equal((await outbox.of("OTHER1")).length, 0);
  await outbox.remove("x1");
  assert.equal((await outbox.of("K7P2QM")).length, 0);
});
