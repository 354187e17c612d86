import assert from "node:assert/strict";
import { test } from "node:test";
import { blank, isElsewhere, next, sight, type Happening, type View } from "../src/live/view.ts";
import { answerLine, partnerLine, stateLine } from "../src/live/words.ts";
import type { Activity } from "../src/live/wire.ts";

const options = [{ id: "a", text: "The employer" }, { id: "b", text: "The worker" }];
const first: Activity = { activityId: "q1", kind: "single", judged: true, prompt: "Who pays?", options, vote: 1 };
const second: Activity = { ...first, activityId: "q1-2", vote: 2, firstVote: "q1" };
const other: Activity = { activityId: "q2", kind: "poll", prompt: "How is it?", options };
const opened = (activity: Activity, version: number): Happening => ({ name: "activityOpened", version, activity });
const revealed = (activityId: string, version: number): Happening => ({ name: "resultsRevealed", version, activityId, right: ["a"], tally: { a: 1, b: 0 }, feedback: {} });
const queued = (activityId: string): Happening => ({ name: "queued", waiting: { answerId: `of ${activityId}`, activityId, response: { options: ["a"] } } });
const kept = (activityId: string): Happening => ({ name: "answered", answerId: `of ${activityId}`, answered: { status: "accepted" } });
const inLobby: Happening = { name: "joined", version: 1, snapshot: { phase: "lobby", answered: 0, answers: {} } };
const after = (...happenings: Happening[]): View => happenings.reduce<View>((view, it) => next(view, it, 1_000_000), { ...blank, link: "on" });

test("a first vote stays hidden, and the talk asks for a partner at leisure", () => {
  const voted = after(inLobby, opened(first, 2), queued("q1"), kept("q1"));
  assert.match(answerLine(voted), /It stays hidden until everybody has voted twice/);
  const talking = next(voted, { name: "talkStarted", version: 5, activityId: "q1" });
  assert.deepEqual([talking.phase, talking.needsPicture, talking.pair], ["talking", "pair", undefined]);
  assert.match(stateLine(talking), /Talk now/);
  const paired = next(talking, { name: "joined", version: 5, snapshot: { phase: "talking", activity: first, answered: 1, answers: { q1: { options: ["a"] } }, pair: 12 } });
  assert.match(partnerLine(paired.pair), /person with number 12/);
  const alone = next(talking, { name: "joined", version: 5, snapshot: { phase: "talking", activity: first, answered: 1, answers: {} } });
  assert.match(partnerLine(alone.pair), /your neighbour/);
});

test("the second vote begins with nothing chosen, and its result takes the first vote's place", () => {
  const again = after(inLobby, opened(first, 2), queued("q1"), kept("q1"), { name: "talkStarted", version: 5, activityId: "q1" }, opened(second, 6));
  assert.equal(again.missed, 0);
  assert.match(stateLine(again), /Vote a second time/);
  const shown = next(next(again, queued("q1-2")), revealed("q1-2", 9));
  assert.deepEqual(shown.shown.map(it => it.activity.activityId), ["q1-2"]);
});

test("a time hint runs by this phone's clock and can be set anew or taken away", () => {
  const view = after(inLobby, opened({ ...other, secondsToAnswer: 60 }, 2));
  assert.deepEqual(view.timer, { endsAt: 1_060_000, seconds: 60 });
  assert.equal(next(view, { name: "timerChanged", version: 3, activityId: "q2", secondsLeft: 90 }, 1_000_000).timer?.endsAt, 1_090_000);
  assert.equal(next(view, { name: "timerChanged", version: 3, activityId: "q2" }).timer, null);
  assert.equal(next(view, { name: "activityClosed", version: 3, activityId: "q2", answered: 0 }).timer, null);
});

test("who does not follow stays where she reads, and finds the way back", () => {
  const reading = next(after(inLobby, opened(first, 2)), { name: "follow", follow: false });
  assert.equal(isElsewhere(reading), false);
  const moved = next(reading, opened(other, 5));
  assert.equal(isElsewhere(moved), true);
  assert.equal(sight(moved).activity?.activityId, "q1");
  assert.equal(sight(next(moved, { name: "follow", follow: true })).activity?.activityId, "q2");
});

test("who was there from the lobby on has everything that was shown; who came later asks for it", () => {
  const there = after(inLobby, opened(other, 2), { name: "activityClosed", version: 3, activityId: "q2", answered: 0 }, revealed("q2", 4), { name: "sessionEnded", version: 5 });
  assert.equal(there.gaps, false);
  assert.equal(there.shown[0]?.result?.tally["a"], 1);
  const late = after({ name: "joined", version: 7, snapshot: { phase: "open", activity: other, answered: 3, answers: {} } });
  assert.equal(late.gaps, true);
  const whole = next(late, { name: "shown", shown: [{ activity: first }, { activity: other }] });
  assert.deepEqual([whole.gaps, whole.shown.length], [false, 2]);
});

test("a question that goes by unanswered is counted as missed until it is answered", () => {
  const passed = after(inLobby, opened(other, 2), opened({ ...other, activityId: "q3" }, 3));
  assert.equal(passed.missed, 1);
  assert.equal(next(passed, queued("q2")).missed, 0);
  const shown = after(inLobby, opened(other, 2), revealed("q2", 3));
  assert.equal(shown.missed, 1);
  assert.equal(next(shown, opened({ ...other, activityId: "q3" }, 4)).missed, 1);
});

test("a card is no question: nothing is asked and nothing missed", () => {
  const card: Activity = { activityId: "points-1", kind: "points", prompt: "Costs", options: [], points: ["One", "Two"] };
  const view = after(inLobby, opened(card, 2), opened(other, 3));
  assert.equal(view.missed, 0);
  assert.match(stateLine(after(inLobby, opened(card, 2))), /at your own pace/);
});
