import assert from "node:assert/strict";
import { test } from "node:test";
import { MemoryOutbox } from "../src/common/outbox.ts";
import { send, sendAll, type Post, type WaitingConfirmation } from "../src/confirm/waiting.ts";

const item = (id: string, at = "2026-03-02T09:00:00.000Z"): WaitingConfirmation => ({ id, code: "K7PQ2M", who: "", token: "t", name: "Marie", at });
const answering = (status: number, body: unknown = {}): Post => async () => ({ status, json: async () => body });

test("a confirmation that the hub took says so", async () => {
  assert.deepEqual(await send(item("1"), answering(200, { sentence: "Kept." })), { kind: "kept", sentence: "Kept." });
});

test("a coupon that cannot be taken any more is refused with its reason", async () => {
  assert.deepEqual(await send(item("1"), answering(409, { title: "Used." })), { kind: "refused", message: "Used." });
  assert.deepEqual(await send(item("1"), answering(404, { title: "Unknown." })), { kind: "refused", message: "Unknown." });
});

test("without a link, or for another person, it waits", async () => {
  assert.equal((await send(item("1"), async () => { throw new Error("no link"); })).kind, "waits");
  for (const status of [403, 429, 503]) assert.equal((await send(item("1"), answering(status))).kind, "waits");
});

test("what waits is sent in the order it was kept, and leaves the phone when the hub has it", async () => {
  const outbox = new MemoryOutbox<WaitingConfirmation>("coupons");
  await outbox.add(item("2", "2026-03-02T10:00:00.000Z"));
  await outbox.add(item("1"));
  await outbox.add({ ...item("1"), answers: [{ item: "LM-Q01", option: "a" }] }); // the answers joined the confirmation
  const sent: string[] = [];
  const outcomes = await sendAll(outbox, async (_, body) => {
    const it = JSON.parse(body) as WaitingConfirmation;
    sent.push(`${it.id}:${it.answers?.length ?? 0}`);
    if (it.id === "2") throw new Error("no link");
    return { status: 200, json: async () => ({ sentence: "Kept." }) };
  });
  assert.deepEqual(sent, ["1:1", "2:0"]);
  assert.deepEqual(outcomes.map(outcome => outcome.kind), ["kept", "waits"]);
  assert.deepEqual((await outbox.all()).map(it => it.id), ["2"]);
});
