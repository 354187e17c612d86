import assert from "node:assert/strict";
import { test } from "node:test";
import { itemOf, memoryBox, partOf, StoredBox, type Item } from "../src/common/outbox.ts";
import { bodyOf } from "../src/outbox/fields.ts";
import type { Packet } from "../src/outbox/packets.ts";
import { alone, due, pauseAfter, sendDue, type Post, type Sending, type Verdict } from "../src/outbox/send.ts";
import { asParts, asText, base32, crc32, pack } from "../src/outbox/pack.ts";
import { firstOpen, givenIn, openNumbers, pendingOf } from "../src/outbox/test-state.ts";

const item = (id: string, stream = "amina/m@1", more: Partial<Item> = {}): Item => ({ id, kind: "read", stream, who: "amina", at: "2026-03-02T09:00:00Z", body: { lesson: id }, ...more });
const ids = (body: string): string[] => (JSON.parse(body) as { items: Item[] }).items.map(it => it.id);

/** A hub that decides as it is told, remembers what it was sent, and answers a repeat as a repeat. */
function hub(decide: (id: string) => Partial<Verdict> = () => ({})) {
  const seen: string[][] = [], kept: string[] = [];
  const post: Post = async body => {
    seen.push(ids(body));
    const outcomes = ids(body).map(id => {
      const verdict: Verdict = { id, status: kept.includes(id) ? "repeated" : "kept", ...(kept.includes(id) ? {} : decide(id)) };
      if (verdict.status === "kept") kept.push(id);
      return verdict;
    });
    return { status: 200, json: async () => ({ at: "2026-03-02T10:42:00Z", who: "amina", outcomes }) };
  };
  return { seen, kept, post };
}

async function boxOf(...items: Item[]) {
  const box = memoryBox();
  for (const it of items) await box.put(it);
  return box;
}

const sending = (box: Sending["box"], post: Post, more: Partial<Sending> = {}): Sending => ({ box, me: "amina", post, now: () => 1_000, ...more });

test("what waits goes out in order, once, and leaves the phone when the hub has it", async () => {
  const box = await boxOf(item("1"), item("2"), item("3", "amina/n@1"));
  const at = hub();
  const { sent } = await sendDue(sending(box, at.post));
  assert.deepEqual(at.seen, [["1", "2", "3"]]);
  assert.deepEqual(sent.map(it => it.verdict.status), ["kept", "kept", "kept"]);
  assert.deepEqual(await box.all(), []);
});

test("an answer that was lost on the way is sent again and counts once", async () => {
  const box = await boxOf(item("1"));
  const at = hub();
  const lost: Post = async body => { await at.post(body); throw new Error("no link"); };
  assert.equal((await sendDue(sending(box, lost))).reached, false);
  assert.equal((await box.all()).length, 1);
  await sendDue(sending(box, at.post, { atOnce: true }));
  assert.deepEqual(at.kept, ["1"]);
  assert.deepEqual(await box.all(), []);
});

test("one that the hub can't decide now holds up its own stream alone", async () => {
  const box = await boxOf(item("1"), item("2"), item("3", "amina/n@1"));
  const at = hub(id => (id === "1" || id === "2" ? { status: "waits", message: "Later." } : {}));
  await sendDue(sending(box, at.post));
  const left = await box.all();
  assert.deepEqual(left.map(it => [it.id, it.attempts ?? 0]), [["1", 1], ["2", 0]]);
  assert.equal(left[0]!.lastProblem, "Later.");
  assert.deepEqual(due(left, "amina", 1_001), []);
  assert.deepEqual(due(left, "amina", 1_000 + pauseAfter(1)).map(it => it.id), ["1", "2"]);
});

test("what is refused stays with its reason and its text, is not sent again, and holds up nothing", async () => {
  const box = await boxOf(item("1"), item("2"));
  const at = hub(id => (id === "1" ? { status: "refused", message: "This test is finished." } : {}));
  await sendDue(sending(box, at.post));
  const [left] = await box.all();
  assert.deepEqual([left!.id, left!.refused, left!.body], ["1", "This test is finished.", { lesson: "1" }]);
  await sendDue(sending(box, () => assert.fail("It was sent again."), { atOnce: true }));
});

test("nothing goes out under another person's sign-in, and what proves itself goes out under any", async () => {
  const box = await boxOf(item("1", "chantal/m@1", { who: "chantal" }), item("2", "coupon/K7", { who: "" }));
  const at = hub();
  await sendDue(sending(box, at.post));
  assert.deepEqual(at.kept, ["2"]);
  assert.deepEqual((await box.all()).map(it => it.id), ["1"]);
});

test("tries are further and further apart, and at most ten minutes", () => {
  assert.deepEqual([1, 2, 3, 20].map(pauseAfter), [5_000, 10_000, 20_000, 600_000]);
});

test("two tabs do not send at once, and a lease that its tab left behind ends", async () => {
  const values = new Map<string, string>();
  const store = { getItem: (key: string) => values.get(key) ?? null, setItem: (key: string, value: string) => void values.set(key, value), removeItem: (key: string) => void values.delete(key) };
  const inner = await alone(async () => alone(async () => "both", store, () => 5), store, () => 0);
  assert.equal(inner, null);
  store.setItem("hub-outbox-lease", "gone 30000");
  assert.equal(await alone(async () => "mine", store, () => 29_999), null);
  assert.equal(await alone(async () => "mine", store, () => 30_000), "mine");
});

test("two tabs that hand in the same work at once send each thing once, and both see that nothing waits", async () => {
  const box = await boxOf(item("1"), item("2"), item("3", "amina/n@1"));
  const at = hub();
  const tab = () => alone(() => sendDue(sending(box, at.post, { atOnce: true })), null, () => 0, locks);
  let held = false;
  const locks = { request: async (_: string, __: unknown, act: (lock: object | null) => Promise<unknown>) => {
    if (held) return act(null);
    held = true;
    try { return await act({}); } finally { held = false; }
  } } as unknown as LockManager;
  const [one, other] = await Promise.all([tab(), tab()]);
  assert.deepEqual([one?.sent.length, other], [3, null]);
  assert.deepEqual(at.seen, [["1", "2", "3"]]);
  assert.deepEqual(await box.all(), []);
});

test("two tabs without locks or lease send both, and each thing counts once all the same", async () => {
  const box = await boxOf(item("1"), item("2"));
  const at = hub();
  await Promise.all([sendDue(sending(box, at.post)), sendDue(sending(box, at.post))]);
  assert.deepEqual(at.kept, ["1", "2"]);
  assert.deepEqual(await box.all(), []);
});

/** As much of IndexedDB as the box uses; a full one breaks off what it was to write. */
function disk() {
  const rows = new Map<number, Item>();
  let last = 0;
  const it = { isFull: false, rows, database: { transaction } as unknown as IDBDatabase };
  function transaction() {
    const made = { oncomplete: null as (() => void) | null, onabort: null as ((event: unknown) => void) | null, objectStore: () => store };
    let broken = false;
    const request = (result: unknown) => {
      const asked = { result, onsuccess: null as (() => void) | null };
      queueMicrotask(() => asked.onsuccess?.());
      return asked;
    };
    const store = {
      index: () => ({ getKey: (id: string) => request([...rows].find(([, row]) => row.id === id)?.[0]) }),
      getAll: () => request([...rows.values()]),
      delete: (seq: number) => void rows.delete(seq),
      put: (row: Item) => {
        if (it.isFull) return void (broken = true);
        const seq = row.seq ?? ++last;
        rows.set(seq, { ...row, seq });
      },
    };
    setImmediate(() => broken ? made.onabort?.({ type: "abort" }) : made.oncomplete?.());
    return made;
  }
  return it;
}

test("what a full disk refuses is held by the page, said to be loose, sent all the same, and kept as soon as there is room", async () => {
  const at = disk();
  const box = new StoredBox(at.database, memoryBox());
  await box.put(item("1"));
  at.isFull = true;
  await box.put(item("2"));
  await box.put(item("1", "amina/m@1", { body: { lesson: "newer" } }));
  assert.deepEqual((await box.all()).map(it => [it.id, it.loose, (it.body as { lesson: string }).lesson]), [["2", true, "2"], ["1", true, "newer"]]);
  assert.deepEqual([...at.rows.values()].map(it => it.id), ["1"]);
  at.isFull = false;
  await box.put(item("2"));
  assert.deepEqual((await box.all()).filter(it => it.loose).map(it => it.id), ["1"]);
  const posted = hub();
  await sendDue(sending(box, posted.post));
  assert.deepEqual([...posted.kept].sort(), ["1", "2"]);
  assert.deepEqual([await box.all(), at.rows.size], [[], 0]);
});

test("what its owner removed while it was on its way does not come back", async () => {
  const box = await boxOf(item("1"));
  await sendDue(sending(box, async () => { await box.drop("1"); throw new Error("no link"); }));
  assert.deepEqual(await box.all(), []);
});

test("records of earlier versions find their place in the one store", () => {
  assert.deepEqual(itemOf("live", { answerId: "a1", activityId: "q", code: "K7P2QM" }).id, "a1");
  const typed = itemOf("attendance", { id: "x", code: "K7P2QM", digits: "123456", typedAt: 1_000, who: "amina", refused: "Closed." });
  assert.deepEqual([typed.stream, typed.who, typed.at, typed.refused], ["attendance/K7P2QM", "amina", "1970-01-01T00:00:01.000Z", "Closed."]);
  assert.deepEqual(itemOf("coupon", { id: "c", code: "S", at: "2026-03-02T09:00:00.000Z", who: "" }).at, "2026-03-02T09:00:00.000Z");
});

test("an island finds its own things again, each kind apart", async () => {
  const box = memoryBox();
  const [live, coupons] = [partOf<{ id: string; code: string }>(box, "live"), partOf<{ id: string; code: string; name?: string }>(box, "coupon")];
  await live.add({ id: "1", code: "A" });
  await coupons.add({ id: "2", code: "A" });
  await coupons.add({ id: "2", code: "A", name: "Marie" }); // the answers joined the confirmation
  assert.deepEqual(await coupons.of("A"), [{ id: "2", code: "A", name: "Marie", loose: true }]); // in memory, and it says so
  await live.remove("1");
  assert.deepEqual((await box.all()).map(it => it.id), ["2"]);
});

test("a form becomes the fields that the page itself would get", () => {
  const body = bodyOf([["__RequestVerificationToken", "t"], ["_handler", "pledge"], ["people", "30"], ["co-trainer", ""]], { outbox: "pledge", outboxLabel: "A promise", outboxModule: "m@1" });
  assert.deepEqual(body, { people: "30", module: "m@1" });
});

const packet: Packet = {
  attempt: "t1", module: "m@1", occasion: "Post", title: "The test", begun: true, given: { q1: { option: "a", sure: false } },
  questions: ["q1", "q2", "q3"].map(id => ({ id, prompt: id, options: [{ id: "a", text: "A" }, { id: "b", text: "B" }] })),
};

test("a test goes on where it stood: the last answer counts, what is open is named", () => {
  const answer = (id: string, question: string, option: string): Item => item(id, "amina/m@1", { kind: "test-answer", body: { attempt: "t1", item: question, option, sure: "true" } });
  const pending = pendingOf([answer("1", "q1", "b"), answer("2", "q2", "a"), answer("3", "q2", "b"), item("4", "x", { kind: "test-answer", body: { attempt: "other", item: "q3" } })], "t1");
  const given = givenIn(packet, pending);
  assert.deepEqual([given["q1"], given["q2"]?.option], [{ option: "b", sure: true }, "b"]);
  assert.equal(firstOpen(packet, given), 2);
  assert.deepEqual(openNumbers(packet, given), [3]);
});

test("the answers of a test of 20 questions fit in two QR codes, and in a message of 800 signs", async () => {
  const id = (i: number): string => `7b1f63c2-9a44-4e0d-8f27-5c1e90ab${i.toString(16).padStart(4, "0")}`;
  const body = { module: "labour-mobility@1", attempt: "0c9d2f6e-17aa-4b3f-9d51-2f60c1a7be83" };
  const answers = Array.from({ length: 20 }, (_, i) => item(id(i), "amina/m@1", {
    kind: "test-answer", at: new Date(1_772_442_000_000 + i * 41_000 + i * i * 977).toISOString(),
    body: { item: `LM-Q${String((i * 37) % 61).padStart(2, "0")}`, option: "abc"[(i * 7 + i * i) % 3], sure: String(i % 4 !== 0), ...body },
  }));
  const bytes = await pack("019a2f0e-52ff-7cc0-a3b1-1df6c8f7ad11", [...answers, item(id(20), "amina/m@1", { kind: "test-finish", body })]);
  const codes = asParts(bytes);
  assert.ok(codes.length <= 2, `${codes.length} codes of ${bytes.length} bytes`);
  assert.match(codes[0]!, /^LH1:1\/\d:[A-Z2-7]+$/);
  assert.ok(asText(bytes).length <= 800, `${asText(bytes).length} signs`);
});

test("what is packed can be read again, and a changed byte shows", async () => {
  const bytes = await pack("amina", [item("7b1f63c2-9a44-4e0d-8f27-5c1e90ab0001")], async it => it);
  const body = bytes.subarray(0, -4);
  assert.deepEqual(JSON.parse(new TextDecoder().decode(body)), ["amina", 1772442000, [["7b1f63c29a444e0d8f275c1e90ab0001", "read", 0, { lesson: "7b1f63c2-9a44-4e0d-8f27-5c1e90ab0001" }]]]);
  assert.equal(new DataView(bytes.buffer).getUint32(body.length), crc32(body));
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
  assert.equal(base32(new TextEncoder().encode("foobar")), "MZXW6YTBOI");
});
