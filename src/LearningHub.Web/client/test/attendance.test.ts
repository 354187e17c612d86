import assert from "node:assert/strict";
import { test } from "node:test";
import { endOf, pathOf, shownAt, type Codes } from "../src/attendance/codes.ts";
import { readDigits, send, type Post, type WaitingCode } from "../src/attendance/waiting.ts";

const item = (id: string, typedAt = 1_000): WaitingCode => ({ id, code: "K7P2QM", digits: "123456", typedAt, who: "amina" });
const answer = (status: number, body: object): Post => async () => ({ status, json: async () => body });
const noLink: Post = () => Promise.reject(new Error("offline"));

test("a code is understood with spaces and dashes, and nothing else is a code", () => {
  assert.equal(readDigits(" 123 456 "), "123456");
  assert.equal(readDigits("123-456"), "123456");
  for (const wrong of ["", "12345", "1234567", "12a456", "١٢٣٤٥٦"]) assert.equal(readDigits(wrong), null);
});

test("a code waits without a link, and a refusal says why", async () => {
  for (const post of [answer(500, {}), answer(401, {}), answer(403, {}), answer(429, {}), noLink]) assert.deepEqual(await send(item("x"), post), { kind: "waits" });
  assert.deepEqual(await send(item("x"), answer(409, { title: "This half day is closed." })), { kind: "refused", message: "This half day is closed." });
  const recorded = { sentence: "You are present: Monday morning.", at: "2026-02-02T07:02:00Z" };
  assert.deepEqual(await send(item("x"), answer(200, recorded)), { kind: "recorded", ...recorded });
});

test("what is sent names the code, its time and the person who typed it", async () => {
  let seen = "";
  await send(item("x"), async (address, body) => { seen = `${address} ${body}`; return { status: 500, json: async () => ({}) }; });
  assert.equal(seen, '/here/K7P2QM/confirmations {"code":"123456","typedAt":"1970-01-01T00:00:01.000Z","for":"amina"}');
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
