// The service worker: shows what this phone keeps when the hub cannot be reached. It never keeps a thing by itself but the site's own files
// and, for the person signed in, some pages of hers. docs/offline.md says why.
import { planFor } from "./offline/rules.ts";
import { type Shell, Worker } from "./offline/worker.ts";

/** Written above this program by the hub. */
declare const SHELL: Shell;

interface Lasting extends Event { waitUntil(work: Promise<unknown>): void }
interface Asked extends Lasting { readonly request: Request; readonly preloadResponse?: Promise<Response | undefined>; respondWith(answer: Promise<Response>): void }
const browser = globalThis as unknown as {
  addEventListener(kind: "install" | "activate", act: (event: Lasting) => void): void;
  addEventListener(kind: "fetch", act: (event: Asked) => void): void;
  addEventListener(kind: "message", act: () => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  registration: { navigationPreload?: { enable(): Promise<void> } };
};

const worker = new Worker(SHELL, {
  caches,
  fetch: (request, init) => fetch(request, init),
  after: milliseconds => new Promise(resolve => setTimeout(() => resolve(null), milliseconds)),
});

browser.addEventListener("install", event => event.waitUntil(worker.install()));
// The one message there is: a page that nobody looks at says that the time is good. Chromium loses a page that is being sent elsewhere by the hub
// while one service worker takes the place of another.
browser.addEventListener("message", () => void browser.skipWaiting());
// Every page waits until this is done: nothing may stand here that takes time.
browser.addEventListener("activate", event => event.waitUntil(Promise.all([browser.registration.navigationPreload?.enable(), browser.clients.claim()])));
browser.addEventListener("fetch", event => {
  const { request } = event;
  const url = new URL(request.url);
  const asking = { request, preload: event.preloadResponse, later: (work: Promise<unknown>) => event.waitUntil(work) };
  switch (planFor({ method: request.method, mode: request.mode, origin: url.origin, path: url.pathname }, location.origin)) {
    case "forget": return event.waitUntil(worker.forget(""));
    case "file": return event.respondWith(worker.file(asking, url.pathname));
    case "page": return event.respondWith(worker.page(asking, url.pathname));
  }
});
