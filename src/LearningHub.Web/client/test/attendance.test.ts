import assert from "node:assert/strict";
import { test } from "node:test";
import { endOf, pathOf, shownAt, type Codes } from "../src/attendance/codes.ts";
import { readDigits, send, sendAll, type Post, type WaitingCode } from "../src/attendance/waiting.ts";
import { MemoryOutbox } from "../src/common/outbox.ts";

const item = (id: string, typedAt = 1_000): WaitingCode => ({ id, code: "K7P2QM", digits: "123456", typedAt, who: "amina" });
const answer = (status: number, body: object): Post => async () => ({ status, json: async () => body });
const noLink: Post = () => Promise.reject(new Error("offline"));

test("a code is understood with spaces and dashes, and nothing else is a code", () => {
  assert.equal(readDigits(" 123 456 "), "123456");
  assert.equal(readDigits("123-456"), "123456");
  for (const wrong of ["", "12345", "1234567", "12a456", "١٢٣٤٥٦"]) assert.equal(readDigits(wrong), null);
});

test("a code typed without a link waits with the time at which it was typed", async () => {
  const outbox = new MemoryOutbox<WaitingCode>("attendance");
  await outbox.add(item("x"));
  assert.deepEqual((await sendAll(outbox, noLink)).map(it => it.outcome), [{ kind: "waits" }]);
  assert.equal((await outbox.all())[0]?.typedAt, 1_000);
});

test("it leaves the outbox only when the hub says that it is recorded", async () => {
  const outbox = new MemoryOutbox<WaitingCode>("attendance");
  await outbox.add(item("x"));
  for (const post of [answer(500, {}), answer(401, {}), answer(403, {}), answer(429, {}), noLink]) {
    await sendAll(outbox, post);
    assert.equal((await outbox.all()).length, 1);
  }
  await sendAll(outbox, answer(200, { sentence: "You are present: Monday morning.", at: "2026-02-02T07:02:00Z" }));
  assert.equal((await outbox.all()).length, 0);
});

test("a refusal says why, stays until the person has read it, and is not sent again", async () => {
  const outbox = new MemoryOutbox<WaitingCode>("attendance");
  await outbox.add(item("x"));
  const closed = { kind: "refused", message: "This half day is closed." };
  const [sent] = await sendAll(outbox, answer(409, { type: "attendance.closed", title: closed.message }));
  assert.deepEqual(sent?.outcome, closed);
  const [again] = await sendAll(outbox, () => assert.fail("It was sent again, and would count as one more wrong code."));
  assert.deepEqual(again?.outcome, closed);
  assert.equal((await outbox.all())[0]?.refused, closed.message);
});

test("what is sent names the code, its time and the person who typed it", async () => {
  let seen = "";
  await send(item("x"), async (address, body) => { seen = `${address} ${body}`; return { status: 500, json: async () => ({}) }; });
  assert.equal(seen, '/here/K7P2QM/confirmations {"code":"123456","typedAt":"1970-01-01T00:00:01.000Z","for":"amina"}');
});

test("codes go out in the order in which they were typed", async () => {
  const outbox = new MemoryOutbox<WaitingCode>("attendance");
  for (const [id, at] of [["later", 9_000], ["first", 1_000]] as const) await outbox.add(item(id, at));
  assert.deepEqual((await sendAll(outbox, noLink)).map(it => it.item.id), ["first", "later"]);
});

const codes: Codes = { now: 600_000, firstStep: 10, stepSeconds: 60, size: 3, codes: ["111222", "333444"], qr: ["AA==", "AA=="] };

test("the screen shows the code of the minute by the hub's clock and needs no request for the next", () => {
  assert.equal(shownAt(codes, 600_000)?.digits, "111 222");
  assert.equal(shownAt(codes, 600_000)?.left, 60);
  assert.equal(shownAt(codes, 659_100)?.left, 1);
  assert.equal(shownAt(codes, 660_000)?.digits, "333 444");
  assert.equal(endOf(codes), 720_000);
});

test("before the first and after the last code the screen shows none", () => {
  assert.equal(shownAt(codes, 599_999), null);
  assert.equal(shownAt(codes, 720_000), null);
});

test("the squares of a QR code become one path", () => {
  // 3 x 3: X X . / . . X / X X X  =  1100 0111 1(000 0000)
  assert.equal(pathOf(3, btoa(String.fromCharCode(0b11000111, 0b10000000))), "M0 0h2v1h-2zM2 1h1v1h-1zM0 2h3v1h-3z");
});
