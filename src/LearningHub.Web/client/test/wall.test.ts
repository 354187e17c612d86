import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { mayNameSomebody, namingLine } from "../src/live/naming.ts";
import { isDrawn } from "../src/live/wall-news.ts";
import { blankWall, changed, countOf, myVotes, ordered, own, pictured, queuedItem, settledItem, voteId, type WallItem, type WallView } from "../src/live/wall-view.ts";
import type { Post, PostsChanged, Wall } from "../src/live/wall-wire.ts";

const post = (id: string, votes = 0, more: Partial<Post> = {}): Post => ({ id, text: `text of ${id}`, votes, state: "shown", ...more });
const wall = (posts: Post[], more: Partial<Wall> = {}): Wall => ({ activityId: "w", posts, groups: [], more: 0, mine: [], votes: [], ...more });
const news = (version: number, posts: Post[], more: Partial<PostsChanged> = {}): PostsChanged => ({ name: "postsChanged", version, activityId: "w", posts, ...more });
const vote = (postId: string, on: boolean, seen: number): WallItem => ({ id: voteId(postId), activityId: "w", vote: { postId, on, seen } });
const at = (posts: Post[], more: Partial<Wall> = {}): WallView => pictured(blankWall, 5, wall(posts, more));

test("the browser and the hub see the same texts as naming somebody", () => {
  const examples = JSON.parse(readFileSync("test/naming.json", "utf8")) as { text: string; risky: boolean }[];
  assert.ok(examples.length > 15);
  for (const { text, risky } of examples) assert.equal(mayNameSomebody(text), risky, text);
  assert.match(namingLine("call 0788 123 456", true), /^Stop/);
  assert.equal(namingLine("how long?", true), "");
});

test("a message changes what it names and nothing else", () => {
  const view = changed(at([post("a", 1), post("b")]), news(6, [post("b", 4), post("c")]));
  assert.deepEqual(ordered(view).map(p => [p.id, p.votes]), [["b", 4], ["a", 1], ["c", 0]]);
  assert.equal(changed(view, news(5, [post("b", 1)])), view, "an older message is no news");
  assert.equal(changed(view, { ...news(9, [post("b", 9)]), activityId: "other" }), view);
  assert.equal(changed(view, news(7, [post("b", 0, { state: "removed", text: "" })])).posts["b"], undefined);
});

test("what is being answered comes first, then what is pinned", () => {
  assert.deepEqual(ordered(at([post("a", 9), post("b", 0, { pinned: true }), post("c", 0, { state: "now" })])).map(p => p.id), ["c", "b", "a"]);
});

test("a post is kept, sent, and then the writer's with its state", () => {
  const item: WallItem = { id: "x", activityId: "w", post: { text: "How long?", named: false } };
  let view = queuedItem(at([]), item);
  assert.match(own(view)[0]!.says, /kept on this phone/);
  view = settledItem(view, item, { status: "accepted", state: "waiting" });
  assert.deepEqual(own(view).map(p => p.says), ["waiting for the facilitator"]);
  view = changed(view, news(6, [post("x", 0, { text: "How long?" })]));
  assert.deepEqual(own(view).map(p => p.says), ["on the wall"]);
  view = changed(view, news(7, [post("x", 0, { state: "removed", text: "" })]));
  assert.match(own(view)[0]!.says, /kept back/);
  assert.equal(own(view)[0]!.text, "How long?");
});

test("a refused post gives its text back", () => {
  const item: WallItem = { id: "x", activityId: "w", post: { text: "Too late?", named: false } };
  const view = settledItem(queuedItem(at([]), item), item, { status: "refused", reason: "This wall has closed." });
  assert.deepEqual([view.refusal, view.returned, view.waiting.length], ["This wall has closed.", "Too late?", 0]);
});

test("a post is taken back: its text is the writer's again", () => {
  const back: WallItem = { id: "b", activityId: "w", back: { postId: "x", text: "Too harsh?" } };
  const view = queuedItem(at([], { mine: [post("x", 0, { text: "Too harsh?" })] }), back);
  assert.deepEqual(own(view).map(p => [p.says, p.leaves]), [["being taken back", true]]);
  const done = settledItem(view, back, { status: "accepted" });
  assert.deepEqual([own(done), done.returned], [[], "Too harsh?"]);
  assert.deepEqual(own(settledItem(view, back, { status: "refused", code: "live.no-such-post" })), [], "it never arrived, or is gone");
  assert.equal(pictured(view, 9, wall([])).waiting.length, 0, "the hub has it no more");
});

test("a post that waits is sent before it is taken back", () => {
  const [sent, back]: WallItem[] = [{ id: "x", activityId: "w", post: { text: "1", named: false } }, { id: "b", activityId: "w", back: { postId: "x", text: "1" } }];
  const view = pictured(queuedItem(queuedItem(at([]), sent!), back!), 9, wall([]));
  assert.deepEqual(view.waiting, [sent, back]);
});

test("a vote counts at once, and once", () => {
  const item = vote("a", true, 2);
  let view = queuedItem(at([post("a", 2)]), item);
  assert.deepEqual([countOf(view, view.posts["a"]!), [...myVotes(view)]], [3, ["a"]]);
  view = settledItem(view, item, { status: "accepted" });
  assert.deepEqual([countOf(view, view.posts["a"]!), view.votes], [3, ["a"]]);
  view = changed(view, news(6, [post("a", 3)]));
  assert.equal(countOf(view, view.posts["a"]!), 3);
});

test("a vote whose message came before its reply is not counted twice", () => {
  const item = vote("a", true, 2);
  let view = changed(queuedItem(at([post("a", 2)]), item), news(6, [post("a", 3)]));
  assert.equal(countOf(view, view.posts["a"]!), 3);
  view = settledItem(view, item, { status: "accepted" });
  assert.equal(countOf(view, view.posts["a"]!), 3);
});

test("the last word on a post replaces the one before", () => {
  const [on, off] = [vote("a", true, 2), vote("a", false, 2)];
  const view = queuedItem(queuedItem(at([post("a", 2)]), on), off);
  assert.deepEqual(view.waiting, [off]);
  assert.equal(settledItem(view, on, { status: "accepted" }), view);
  assert.equal(countOf(view, view.posts["a"]!), 2);
});

test("who comes back keeps what waits and forgets what the hub has", () => {
  const [sent, waits] = [{ id: "x", activityId: "w", post: { text: "1", named: false } }, { id: "y", activityId: "w", post: { text: "2", named: false } }];
  const view = pictured(queuedItem(queuedItem(queuedItem(at([post("a")]), sent), waits), vote("a", true, 0)), 9, wall([post("a", 1)], { mine: [post("x")], votes: ["a"] }));
  assert.deepEqual(view.waiting, [waits]);
});

test("a picture without what is mine leaves mine as it was", () => {
  const { mine, votes, ...bare } = wall([post("a", 1)]);
  const view = pictured(at([post("a")], { mine: [post("a")], votes: ["a"] }), 9, bare);
  assert.deepEqual([view.mine.length, view.votes], [1, ["a"]]);
});

test("another wall begins anew but for what waits", () => {
  const view = pictured(queuedItem(at([post("a")]), vote("a", true, 0)), 9, { ...wall([post("z")]), activityId: "v" });
  assert.deepEqual([Object.keys(view.posts), view.waiting.length, [...myVotes(view)]], [["z"], 1, []]);
});

test("host and screen are drawn anew only when more than a count has changed", () => {
  const drawn = (id: string) => (id === "a" ? { id, state: "Shown", group: "" } : undefined);
  assert.equal(isDrawn(news(6, [post("a", 7)]), drawn, true), true);
  assert.equal(isDrawn(news(6, [post("b", 0, { state: "removed" })]), drawn, false), true);
  for (const it of [news(6, [post("b")]), news(6, [post("a", 7, { state: "answered" })]), news(6, [post("a", 7, { group: "g" })]), news(6, [], { groups: [] })]) assert.equal(isDrawn(it, drawn, true), false);
});
