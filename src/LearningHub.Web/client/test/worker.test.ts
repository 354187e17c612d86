import assert from "node:assert/strict";
import { test } from "node:test";
import { keepModule } from "../src/offline/store.ts";
import { type Shell, Worker } from "../src/offline/worker.ts";
import { asStorage, HOME, Shelves } from "./shelves.ts";

const never = new Promise<never>(() => {});

/** A hub of one version, and a browser with caches; what is late never comes. */
function phone(shelves = new Shelves()) {
  const answers = new Map<string, () => Response | Promise<Response>>();
  const asked: string[] = [];
  const fetch = async (request: RequestInfo): Promise<Response> => {
    const path = new URL(typeof request === "string" ? request : request.url, HOME).pathname;
    asked.push(path);
    const answer = answers.get(path);
    if (!answer) throw new TypeError("no link");
    return answer();
  };
  shelves.fetch = fetch;
  const work: Promise<unknown>[] = [];
  let patience: Promise<null> = never;
  return {
    shelves, answers, asked,
    /** The hub serves a build: its pages name its files. */
    serve(build: string): Shell {
      answers.clear();
      const files = [`/dist/site.${build.repeat(10)}.css`, `/dist/kept.${build.repeat(10)}.js`];
      for (const file of files) answers.set(file, () => new Response(`${file} of ${build}`));
      for (const page of ["/kept", "/waiting"]) answers.set(page, () => html(`${page} of ${build}`, files));
      return { version: build, languages: ["en", "fr"], pages: ["/kept", "/waiting"], files: { en: files, fr: files } };
    },
    worker: (shell: Shell) => new Worker(shell, { caches: asStorage(shelves), fetch, after: () => patience }),
    runOutOfPatience() { patience = Promise.resolve(null); },
    cut() { answers.clear(); },
    ask: (path: string) => ({ request: new Request(HOME + path), preload: undefined, later: (it: Promise<unknown>) => void work.push(it) }),
    async rest() { while (work.length > 0) await work.shift(); },
    names: async () => (await shelves.keys()).filter(name => name !== "hub-language"),
  };
}

const html = (text: string, files: readonly string[] = [], person = "none"): Response =>
  new Response(`<head>${files.map(file => `<link href="${file}">`).join("")}</head>${text}`, { headers: { "Content-Type": "text/html", "Hub-Person": person } });

const namesIn = (page: string): string[] => [...page.matchAll(/"(\/dist\/[^"]+)"/g)].map(found => found[1]!);

test("what the hub answers goes to the page although the caches hang", async () => {
  const it = phone();
  const worker = it.worker(it.serve("a"));
  it.answers.set("/modules/m", () => html("from the hub"));
  for (const act of ["keys", "open", "delete"] as const) it.shelves[act] = () => never;
  assert.match(await (await worker.page(it.ask("/modules/m"), "/modules/m")).text(), /from the hub/);
  it.runOutOfPatience();
  assert.match(await (await worker.file(it.ask("/dist/site.aaaaaaaaaa.css"), "/dist/site.aaaaaaaaaa.css")).text(), /of a/);
});

test("caches that can't be read do not take the hub's page away", async () => {
  const it = phone();
  const worker = it.worker(it.serve("a"));
  it.shelves.keys = () => Promise.reject(new Error("damaged"));
  it.answers.set("/modules/m", () => html("from the hub"));
  it.runOutOfPatience();
  assert.match(await (await worker.page(it.ask("/modules/m"), "/modules/m")).text(), /from the hub/);
});

test("a page that is late is shown from the phone, and one that is not here is waited for", async () => {
  const it = phone();
  const worker = it.worker(it.serve("a"));
  await worker.install();
  it.runOutOfPatience();
  it.answers.set("/waiting", () => never);
  assert.match(await (await worker.page(it.ask("/waiting"), "/waiting")).text(), /hub-from-phone.*\/waiting of a/s);
  it.answers.set("/me", async () => { await new Promise(done => setImmediate(done)); return html("mine"); });
  assert.match(await (await worker.page(it.ask("/me"), "/me")).text(), /mine/);
});

test("an address in a language shows the kept page, and one that is nowhere says what to do", async () => {
  const it = phone();
  const worker = it.worker(it.serve("a"));
  await worker.install();
  const list = { module: "m", version: 1, language: "en", title: "M", edition: "e", hash: "h", bytes: 1, entries: [{ address: "/modules/m", kind: "text" as const, hash: "x", bytes: 1, size: 1 }] };
  await keepModule(list, () => {}, { store: asStorage(it.shelves), get: async () => html("kept text") });
  it.cut();
  for (const path of ["/modules/m", "/fr/modules/m"]) assert.match(await (await worker.page(it.ask(path), path)).text(), /hub-from-phone.*kept text/s);
  const missing = await worker.page(it.ask("/fr/modules/n"), "/fr/modules/n");
  assert.equal(missing.status, 503);
  assert.match(await missing.text(), /hub-missing.*\/kept of a/s);
});

test("a room that was open opens again, for the person who saw it and for nobody else", async () => {
  const it = phone();
  const worker = it.worker(it.serve("a"));
  await worker.install();
  it.answers.set("/live/K7PQ2M", () => html("the room", [], "aa"));
  await worker.page(it.ask("/live/K7PQ2M"), "/live/K7PQ2M");
  await it.rest();
  it.answers.delete("/live/K7PQ2M");
  assert.match(await (await worker.page(it.ask("/live/K7PQ2M"), "/live/K7PQ2M")).text(), /data-kind="personal".*the room/s);
  it.answers.set("/modules", () => html("for bb", [], "bb"));
  await worker.page(it.ask("/modules"), "/modules");
  await it.rest();
  assert.match(await (await worker.page(it.ask("/live/K7PQ2M"), "/live/K7PQ2M")).text(), /hub-missing/);
});

test("the phone's own pages follow their reader into another language, and a language that is not whole gives way to one that is", async () => {
  const it = phone();
  const worker = it.worker(it.serve("a"));
  await worker.install();
  const inFrench = (person: string) => new Response("<head></head>en français", { headers: { "Content-Language": "fr", ...(person ? { "Hub-Person": person } : {}) } });
  const read = async (answer: Response) => {
    it.answers.set("/modules", () => answer);
    await worker.page(it.ask("/modules"), "/modules");
    await it.rest();
  };
  it.answers.set("/kept", () => html("ce qui est gardé"));
  await read(inFrench("")); // a hotel's page says nothing about the hub's reader
  it.answers.set("/waiting", () => new Response("", { status: 500 }));
  const offline = async () => {
    const kept = it.answers.get("/kept")!;
    it.answers.delete("/kept");
    const said = await (await worker.page(it.ask("/kept"), "/kept")).text();
    it.answers.set("/kept", kept);
    return said;
  };
  assert.match(await offline(), /\/kept of a/);
  await read(inFrench("none"));
  assert.match(await offline(), /ce qui est gardé/);
  it.answers.delete("/waiting");
  assert.match(await (await worker.page(it.ask("/waiting"), "/waiting")).text(), /\/waiting of a/);
  it.answers.set("/waiting", () => html("ce qui attend"));
  await read(inFrench("none")); // tried again with the next page
  it.answers.delete("/waiting");
  assert.match(await (await worker.page(it.ask("/waiting"), "/waiting")).text(), /ce qui attend/);
});

test("an old service worker with a newer hub: the hub's pages get their own files, and the phone's pages keep theirs", async () => {
  const it = phone();
  const old = it.worker(it.serve("a"));
  await old.install();
  const newer = it.serve("b");
  for (const [path, of] of [[newer.files["en"]![0]!, "b"], ["/dist/site.aaaaaaaaaa.css", "a"]] as const) assert.match(await (await old.file(it.ask(path), path)).text(), new RegExp(`of ${of}$`));
  await it.rest();
  it.cut();
  const page = await (await old.page(it.ask("/kept"), "/kept")).text();
  assert.match(page, /\/kept of a/);
  for (const file of namesIn(page)) assert.match(await (await old.file(it.ask(file), file)).text(), /of a$/);
});

test("a new service worker with an old shell: its pages are whole, open pages find their old files, and nothing else of the phone is touched", async () => {
  const it = phone();
  const old = it.worker(it.serve("a"));
  await old.install();
  it.answers.set("/dist/charts.aaaaaaaaaa.js", () => new Response("charts of a"));
  await old.file(it.ask("/dist/charts.aaaaaaaaaa.js"), "/dist/charts.aaaaaaaaaa.js");
  await it.rest();
  await (await it.shelves.open("hub-person:aa")).put("/cascade", html("tree"));
  const now = it.worker(it.serve("b"));
  await now.install();
  assert.deepEqual(await it.names(), ["hub-shell:a", "hub-person:aa", "hub-shell:b"]);
  await now.tidy();
  it.cut();
  const page = await (await now.page(it.ask("/waiting"), "/waiting")).text();
  assert.match(page, /\/waiting of b/);
  for (const file of namesIn(page)) assert.match(await (await now.file(it.ask(file), file)).text(), /of b$/);
  assert.match(await (await now.file(it.ask("/dist/site.aaaaaaaaaa.css"), "/dist/site.aaaaaaaaaa.css")).text(), /of a$/); // a page from before the update is still open
  assert.equal(await (await now.file(it.ask("/dist/charts.aaaaaaaaaa.js"), "/dist/charts.aaaaaaaaaa.js")).text(), "charts of a");
  const last = it.worker(it.serve("c"));
  await last.install();
  await last.tidy();
  assert.deepEqual(await it.names(), ["hub-person:aa", "hub-shell:b", "hub-shell:c"]);
});

test("a file that the hub has no more is today's, online too", async () => {
  const it = phone();
  const worker = it.worker(it.serve("b"));
  await worker.install();
  it.answers.set("/dist/site.aaaaaaaaaa.css", () => new Response("", { status: 404 }));
  assert.match(await (await worker.file(it.ask("/dist/site.aaaaaaaaaa.css"), "/dist/site.aaaaaaaaaa.css")).text(), /of b$/);
});

test("a shell that does not fit, or half comes, leaves nothing, and the one before goes on", async () => {
  const it = phone();
  await it.worker(it.serve("a")).install();
  const newer = it.serve("b");
  it.shelves.room = 2;
  await assert.rejects(it.worker(newer).install(), { name: "QuotaExceededError" });
  assert.deepEqual(await it.names(), ["hub-shell:a"]);
  it.shelves.room = Infinity;
  it.answers.delete("/waiting");
  await assert.rejects(it.worker(newer).install());
  assert.deepEqual(await it.names(), ["hub-shell:a"]);
});
