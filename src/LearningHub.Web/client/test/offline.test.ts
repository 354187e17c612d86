import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, holdings, kilobytes, missing, type Entry, type ModuleList } from "../src/offline/list.ts";
import { forEverybody, isGateway, isKeptFor, isPersonal, MARK, oldShells, placeOf, planFor, renamed, strangers, surplus, withoutFingerprint } from "../src/offline/rules.ts";
import { ChangedMeanwhile, fromKept, keepModule, keepOwn, keptModules, removeModule, stillToFetch, type Get } from "../src/offline/store.ts";
import { progress, room, standing } from "../src/offline/words.ts";
import { asStorage, HOME, Shelves } from "./shelves.ts";

const shelves = () => asStorage(new Shelves());
const entry = (address: string, hash: string, bytes = 1000): Entry => ({ address, kind: "text", hash, bytes, size: bytes * 3 });
const listing = (hash: string, ...entries: Entry[]): ModuleList =>
  ({ module: "fair-work", version: 1, language: "en", title: "Fair work", edition: "e1", hash, bytes: entries.reduce((sum, it) => sum + it.bytes, 0), entries });
const first = listing("h1", entry("/modules/fair-work", "a"), entry("/modules/fair-work/one", "b"), entry("/glossary", "c"));

/** Notes what was asked for; breaks at an address. */
function hub(breaksAt?: string): { get: Get; asked: string[] } {
  const asked: string[] = [];
  return { asked, get: async it => {
    asked.push(it.address);
    if (it.address === breaksAt) throw new TypeError("no link");
    return new Response(`<head>${it.address} ${it.hash}`, { headers: { "Content-Type": "text/html", ETag: 'W/"e1-en"' } });
  } };
}

const textOf = async (store: CacheStorage, address: string) => (await fromKept(address, store))?.response.text();

test("a kept module is whole, and says since when it is here", async () => {
  const store = shelves();
  const told: number[] = [];
  const kept = await keepModule(first, bytes => told.push(bytes), { store, get: hub().get, now: () => new Date("2026-11-22T10:42:00Z") });
  assert.equal(kept.since, "2026-11-22T10:42:00.000Z");
  assert.deepEqual((await keptModules(store)).map(it => it.module), ["fair-work"]);
  assert.equal(await textOf(store, "/glossary"), "<head>/glossary c");
  assert.deepEqual(told, [0, 1000, 2000, 3000]);
  assert.equal(await fromKept("/modules/fair-work/two", store), null);
});

test("an update fetches only what changed, and then nothing of the old is left", async () => {
  const store = shelves();
  await keepModule(first, () => {}, { store, get: hub().get, now: () => new Date("2026-11-22T10:42:00Z") });
  const second = listing("h2", entry("/modules/fair-work", "a"), entry("/modules/fair-work/one", "B", 1400), entry("/glossary", "c"));
  assert.equal(await stillToFetch(second, store), 1400);
  const { get, asked } = hub();
  const kept = await keepModule(second, () => {}, { store, get });
  assert.deepEqual(asked, ["/modules/fair-work/one"]);
  assert.equal(kept.since, "2026-11-22T10:42:00.000Z");
  assert.deepEqual(await store.keys(), ["hub-kept:fair-work:en:h2"]);
  assert.equal(await textOf(store, "/modules/fair-work/one"), "<head>/modules/fair-work/one B");
  assert.equal(await textOf(store, "/glossary"), "<head>/glossary c");
});

test("an update that breaks leaves the module as it was, and the next try goes on where it broke", async () => {
  const store = shelves();
  await keepModule(first, () => {}, { store, get: hub().get });
  const second = listing("h2", entry("/modules/fair-work", "A"), entry("/modules/fair-work/one", "B"), entry("/glossary", "c"));
  await assert.rejects(keepModule(second, () => {}, { store, get: hub("/modules/fair-work/one").get }));
  assert.equal(await textOf(store, "/modules/fair-work"), "<head>/modules/fair-work a");
  assert.equal(await stillToFetch(second, store), 1000);
  const { get, asked } = hub();
  await keepModule(second, () => {}, { store, get });
  assert.deepEqual(asked, ["/modules/fair-work/one"]);
  assert.equal(await textOf(store, "/modules/fair-work"), "<head>/modules/fair-work A");
});

test("half a module is never shown", async () => {
  const store = shelves();
  await assert.rejects(keepModule(first, () => {}, { store, get: hub("/glossary").get }));
  assert.deepEqual(await keptModules(store), []);
  assert.equal(await fromKept("/modules/fair-work", store), null);
});

test("a module that does not fit leaves nothing behind, and an update that does not fit leaves the old one", async () => {
  const full = new Shelves();
  full.room = 2;
  await assert.rejects(keepModule(first, () => {}, { store: asStorage(full), get: hub().get }), { name: "QuotaExceededError" });
  assert.deepEqual(await full.keys(), []);

  full.room = 4; // three pages and the list
  await keepModule(first, () => {}, { store: asStorage(full), get: hub().get });
  full.room = 1;
  const second = listing("h2", entry("/modules/fair-work", "A"), entry("/modules/fair-work/one", "B"), entry("/glossary", "C"));
  await assert.rejects(keepModule(second, () => {}, { store: asStorage(full), get: hub().get }), { name: "QuotaExceededError" });
  assert.deepEqual(await full.keys(), ["hub-kept:fair-work:en:h1"]);
  assert.equal(await textOf(asStorage(full), "/glossary"), "<head>/glossary c");
  full.room = 0;
  await assert.rejects(keepModule(first, () => {}, { store: asStorage(full), get: hub().get })); // asked for once more
  assert.equal((await keptModules(asStorage(full))).length, 1);
});

test("what is under way when a phone is full says nothing any more", async () => {
  const full = new Shelves();
  full.room = 0;
  const told: number[] = [];
  await assert.rejects(keepModule(first, bytes => told.push(bytes), { store: asStorage(full), get: async it => {
    if (it.address === "/glossary") await new Promise(done => setImmediate(done)); // later than the refusal
    else full.room = 0;
    return hub().get(it, first);
  } }));
  full.room = Infinity;
  await new Promise(done => setTimeout(done, 5));
  assert.deepEqual(told, [0]);
});

test("a module that another version of the site wrote otherwise is none, and hides no other", async () => {
  const store = new Shelves();
  await (await store.open("hub-kept:old:en:h0")).put(MARK, new Response('{"name":"old"}'));
  await (await store.open("hub-kept:older:en:h0")).put(MARK, new Response("<html>"));
  await keepModule(first, () => {}, { store: asStorage(store), get: hub().get });
  assert.deepEqual((await keptModules(asStorage(store))).map(it => it.module), ["fair-work"]);
});

test("of rooms and coupons the newest stay, with what a room remembers", async () => {
  const store = new Shelves();
  const page = () => new Response("page");
  for (const code of ["AAAAAA", "BBBBBB", "CCCCCC", "DDDDDD"]) await keepOwn(`/live/${code}`, "aa", page(), asStorage(store));
  await (await store.open("hub-person:aa")).put("/live/BBBBBB.json", page());
  await keepOwn("/live/AAAAAA", "aa", page(), asStorage(store)); // seen again
  await keepOwn("/cascade", "aa", page(), asStorage(store));
  await keepOwn("/live/EEEEEE", "aa", page(), asStorage(store));
  const left = (await (await store.open("hub-person:aa")).keys()).map(({ url }) => new URL(url).pathname);
  assert.deepEqual(left, ["/live/CCCCCC", "/live/DDDDDD", "/live/AAAAAA", "/cascade", "/live/EEEEEE"]);
  assert.deepEqual(surplus(["/confirm/a", "/live/AAAAAA", "/confirm/b", "/confirm/c", "/confirm/d", "/confirm/e"]), ["/confirm/a", "/confirm/a.json"]);
});

test("a page of another edition than the list's is not taken", async () => {
  const get: Get = async () => new Response("new", { headers: { ETag: 'W/"e2-en"' } });
  await assert.rejects(keepModule(first, () => {}, { store: shelves(), get }), ChangedMeanwhile);
});

test("a page that the hub does not answer well, or sends elsewhere, is not kept as if it were the lesson", async () => {
  for (const status of [404, 500, 503]) await assert.rejects(keepModule(first, () => {}, { store: shelves(), get: async () => new Response("", { status }) }));
});

test("a page that two modules share is fetched once, and goes with the last of them", async () => {
  const store = shelves();
  await keepModule(first, () => {}, { store, get: hub().get });
  const { get, asked } = hub();
  await keepModule({ ...listing("o1", entry("/modules/other", "x"), entry("/glossary", "c")), module: "other" }, () => {}, { store, get });
  assert.deepEqual(asked, ["/modules/other"]);
  await removeModule("fair-work", store);
  assert.equal(await textOf(store, "/glossary"), "<head>/glossary c");
  await removeModule("other", store);
  assert.deepEqual(await store.keys(), []);
});

test("the list says what is missing", () => {
  assert.deepEqual(missing(first, holdings(first)), []);
  assert.deepEqual(missing(first, new Map([["/glossary", "c"], ["/modules/fair-work", "old"]])).map(it => it.address), ["/modules/fair-work", "/modules/fair-work/one"]);
});

test("room that is nearly used up is said before, unknown room is not", () => {
  assert.equal(fits(1000, { quota: 2000, usage: 400 }), true);
  assert.equal(fits(1000, { quota: 2000, usage: 600 }), false);
  assert.equal(fits(1000, {}), true);
});

const asked = (path: string, more: Partial<{ method: string; mode: string; origin: string }> = {}) => planFor({ method: "GET", mode: "navigate", origin: HOME, path, ...more }, HOME);

test("the service worker touches pages and the site's files, and nothing else", () => {
  assert.equal(asked("/modules/fair-work"), "page");
  assert.equal(asked("/live/K7PQ2M"), "page");
  assert.equal(asked("/dist/site.abcdefgh12.css", { mode: "no-cors" }), "file");
  assert.equal(asked("/api/live/K7PQ2M/state", { mode: "cors" }), "pass");
  assert.equal(asked("/offline/fair-work.json", { mode: "cors" }), "pass");
  assert.equal(asked("/modules/fair-work/kit.pdf"), "pass");
  assert.equal(asked("/modules/fair-work", { method: "POST" }), "pass");
  assert.equal(asked("/", { origin: "https://elsewhere.example" }), "pass");
  assert.equal(asked("/sign-out", { method: "POST" }), "forget");
});

test("what was kept for one person goes when the hub shows a page of another, or of nobody", () => {
  const names = ["hub-shell:1", "hub-kept:fair-work:en:h1", "hub-person:aa", "hub-person:bb"];
  assert.deepEqual(strangers(names, "aa"), ["hub-person:bb"]);
  assert.deepEqual(strangers(names, "none"), ["hub-person:aa", "hub-person:bb"]);
  assert.deepEqual(strangers(names, null), []); // a page that says nothing may be a hotel's
});

test("addresses have their forms", () => {
  assert.equal(withoutFingerprint("/dist/fr/site.3k2j1h0g9f.js"), "/dist/fr/site.js");
  assert.equal(withoutFingerprint("/icon.svg"), "/icon.svg");
  assert.equal(forEverybody("/cascade/kit/fair-work"), "/modules/fair-work/kit");
  assert.equal(forEverybody("/cascade"), "/cascade");
  assert.ok(isPersonal("/cascade") && isPersonal("/modules/fair-work/test/post") && !isPersonal("/modules/fair-work/test/0193") && !isPersonal("/cascade/sessions/1") && !isPersonal("/me"));
  assert.ok(isGateway(502) && !isGateway(500) && !isGateway(404));
  assert.ok(MARK.startsWith("/"));
});

test("an address in a language is the page that is kept", () => {
  const languages = ["en", "fr", "qps-ploc"];
  assert.equal(placeOf("/fr/modules/fair-work", languages), "/modules/fair-work");
  assert.equal(placeOf("/FR/kept", languages), "/kept");
  assert.equal(placeOf("/fr", languages), "/");
  assert.equal(placeOf("/qps-ploc/live/K7PQ2M", languages), "/live/K7PQ2M");
  assert.equal(placeOf("/modules/fair-work", languages), "/modules/fair-work");
  assert.equal(placeOf("/french/modules", languages), "/french/modules");
  assert.equal(placeOf("/", languages), "/");
});

test("rooms and coupons are kept for whom they were shown to, a visitor's coupon until somebody signs in", () => {
  for (const path of ["/live/K7PQ2M", "/confirm/K7PQ2M", "/confirm/CfDJ8_x-Y.z", "/cascade"]) assert.ok(isKeptFor(path, "aa"), path);
  for (const path of ["/live/K7PQ2M/host", "/live", "/confirm", "/confirm/colleague", "/join/K7PQ2M", "/me"]) assert.ok(!isKeptFor(path, "aa"), path);
  assert.ok(isKeptFor("/confirm/K7PQ2M", "none") && !isKeptFor("/live/K7PQ2M", "none") && !isKeptFor("/cascade", "none"));
  assert.deepEqual(strangers(["hub-person:none"], "none"), []);
  assert.deepEqual(strangers(["hub-person:none"], "aa"), ["hub-person:none"]);
});

test("a kept page names files that are here, today's where its own are gone", () => {
  const html = '<link href="/dist/site.aaaaaaaaaa.css"><script src="/dist/fr/site.bbbbbbbbbb.js"></script><script src="/dist/gone.cccccccccc.js"></script>';
  assert.equal(renamed(html, ["/dist/site.dddddddddd.css", "/dist/site.eeeeeeeeee.js", "/dist/fr/site.bbbbbbbbbb.js", "/dist/fr/site.ffffffffff.js"]),
    html.replace("aaaaaaaaaa", "dddddddddd"));
});

test("one shell before ours stays for pages that are open", () => {
  assert.deepEqual(oldShells(["hub-shell:1", "hub-kept:m:en:h", "hub-shell:2", "hub-shell:3"], "hub-shell:3"), ["hub-shell:1"]);
  assert.deepEqual(oldShells(["hub-shell:1"], "hub-shell:1"), []);
});

test("what is kept is said in words", () => {
  const kept = { ...first, since: "2026-11-22T10:42:00Z", checked: "2026-11-22T10:42:00Z" };
  assert.match(standing(kept, { kind: "same" }), /^Kept on this phone since .*, 3 KB\. It is up to date\.$/);
  assert.match(standing(kept, { kind: "newer", bytes: 13_100, list: first }), /An update of 14 KB is there\.$/);
  assert.match(standing(kept, { kind: "unknown" }), /Looked for an update last on /);
  assert.equal(progress(1500, 3000), "2 of 3 KB are on this phone.");
  assert.equal(kilobytes(1001), 2);
  assert.deepEqual([room(840_000), room(1_240_000), room(3_400_000_000)], ["840 KB", "1.2 MB", "3.4 GB"]);
});
