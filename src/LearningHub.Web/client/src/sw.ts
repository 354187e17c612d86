// The service worker: shows what this phone keeps when the hub cannot be reached. It never keeps a thing by itself but the site's own files
// and, for the person signed in, her tree. docs/offline.md says why.
import { isGateway, isPersonal, KEPT_AT, forEverybody, PATIENCE_MS, PERSON, planFor, SHELL as SHELLS, strangers, withoutFingerprint } from "./offline/rules.ts";
import { fromKept, keepOwn } from "./offline/store.ts";

/** Written above this program by the hub. */
declare const SHELL: { version: string; language: string; files: string[]; pages: string[] };

interface Lasting extends Event { waitUntil(work: Promise<unknown>): void }
interface Asking extends Lasting { readonly request: Request; readonly preloadResponse?: Promise<Response | undefined>; respondWith(answer: Promise<Response>): void }
const worker = globalThis as unknown as {
  addEventListener(kind: "install" | "activate", act: (event: Lasting) => void): void;
  addEventListener(kind: "fetch", act: (event: Asking) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  registration: { navigationPreload?: { enable(): Promise<void> } };
};

const shell = SHELLS + SHELL.version;

worker.addEventListener("install", event => event.waitUntil(install().then(() => worker.skipWaiting())));
worker.addEventListener("activate", event => event.waitUntil(activate()));
worker.addEventListener("fetch", event => {
  const { request } = event;
  const url = new URL(request.url);
  switch (planFor({ method: request.method, mode: request.mode, origin: url.origin, path: url.pathname }, location.origin)) {
    case "forget": return event.waitUntil(forget(""));
    case "file": return event.respondWith(file(event, url.pathname));
    case "page": return event.respondWith(page(event, url.pathname));
  }
});

async function install(): Promise<void> {
  const cache = await caches.open(shell);
  await Promise.all([
    ...SHELL.files.map(address => cache.add(address)), // their names change with their content: mostly the browser has them
    ...SHELL.pages.map(async address => {
      const answer = await fetch(address, { credentials: "omit", cache: "no-cache", headers: { Accept: "text/html", "Accept-Language": SHELL.language } });
      if (!answer.ok || answer.redirected) throw new Error(`${address} answered ${answer.status}.`);
      await cache.put(address, answer);
    }),
  ]);
  await takeOver(cache);
}

/** Scripts of pages that were used before stay: a kept page may need one, and there may be no link when it does. */
async function takeOver(cache: Cache): Promise<void> {
  for (const name of await caches.keys()) {
    if (!name.startsWith(SHELLS) || name === shell) continue;
    const old = await caches.open(name);
    for (const { url } of await old.keys()) {
      const { pathname } = new URL(url);
      if (pathname.startsWith("/dist/") && !await sameFile(cache, pathname)) await cache.put(url, (await old.match(url, { ignoreVary: true }))!);
    }
  }
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(SHELLS) && name !== shell) await caches.delete(name);
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}

/** The same file, be it of another version. */
async function sameFile(cache: Cache, path: string): Promise<Request | undefined> {
  const plain = withoutFingerprint(path);
  return (await cache.keys()).find(it => withoutFingerprint(new URL(it.url).pathname) === plain);
}

/** A file of the site: its name is its content, so what is here is what the hub has. */
async function file(event: Asking, path: string): Promise<Response> {
  const cache = await caches.open(shell);
  const here = await cache.match(path, { ignoreVary: true });
  if (here) return here;
  const other = await sameFile(cache, path);
  try {
    const answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(cache.put(path, answer.clone()).then(() => other && cache.delete(other)));
    return answer;
  } catch (reason) {
    const old = other && await cache.match(other, { ignoreVary: true });
    if (old) return old;
    throw reason;
  }
}

/** The hub's page if it comes in time, else the phone's, else what to do now. */
async function page(event: Asking, path: string): Promise<Response> {
  const asked = ask(event);
  event.waitUntil(asked.then(answer => note(path, answer)).catch(() => {})); // also an answer that comes too late to be shown
  const here = await onThisPhone(path);
  const answer = await (here ? Promise.race([asked, patience()]) : asked).catch(() => null);
  if (answer && !(here && isGateway(answer.status))) return answer;
  return here ?? await missingPage();
}

async function ask(event: Asking): Promise<Response> {
  return await event.preloadResponse ?? fetch(event.request);
}

const patience = (): Promise<null> => new Promise(resolve => setTimeout(() => resolve(null), PATIENCE_MS));

/** What the hub's answer says about who is here: another person's pages go; her own tree is kept for her. */
async function note(path: string, answer: Response): Promise<void> {
  const person = answer.ok ? answer.headers.get("Hub-Person") : null;
  if (person === null) return;
  const copy = isPersonal(path) && person !== "none" && !answer.redirected ? answer.clone() : null;
  await forget(person);
  if (copy) await keepOwn(path, person, copy);
}

/** @param person Whose pages stay; empty for nobody's. */
async function forget(person: string): Promise<void> {
  for (const name of strangers(await caches.keys(), person)) await caches.delete(name);
}

async function onThisPhone(path: string): Promise<Response | null> {
  if (isPersonal(path))
    for (const name of (await caches.keys()).filter(it => it.startsWith(PERSON))) {
      const own = await (await caches.open(name)).match(path, { ignoreVary: true });
      if (own) return marked(own, "hub-from-phone", "personal", own.headers.get(KEPT_AT) ?? "");
    }
  const kept = await fromKept(forEverybody(path));
  if (kept) return marked(kept.response, "hub-from-phone", "module", kept.module.checked);
  return SHELL.pages.includes(path) ? await ownPage(path, "hub-from-phone") : null;
}

const missingPage = async (): Promise<Response> => await ownPage(SHELL.pages[0]!, "hub-missing", 503) ?? Response.error();

async function ownPage(path: string, mark: string, status = 200): Promise<Response | null> {
  const here = await (await caches.open(shell)).match(path, { ignoreVary: true });
  return here ? marked(here, mark, "site", "", status) : null;
}

/** The page says itself where it came from: a script reads it, and no message has to arrive. */
async function marked(response: Response, name: string, kind: string, at: string, status = 200): Promise<Response> {
  const html = (await response.text()).replace("<head>", `<head><meta name="${name}" content="${at}" data-kind="${kind}">`);
  const headers = new Headers(response.headers);
  for (const header of ["Content-Encoding", "Content-Length"]) headers.delete(header);
  return new Response(html, { status, headers });
}
