// A room or a coupon is often the first page that a phone opens here: it is read before the service worker that would keep it.
import { isKeptFor, PERSON } from "./rules.ts";
import { keepOwn } from "./store.ts";

/** Waits for the service worker, then puts the page and its scripts beside what that one keeps from now on. Costs the page a second time, once a phone. */
export async function keepFirstPage(path: string): Promise<void> {
  if (!("serviceWorker" in navigator) || navigator.serviceWorker.controller) return;
  await navigator.serviceWorker.ready;
  if (await ownCacheOf(path)) return;
  const page = await fetch(path, { headers: { Accept: "text/html" } });
  const person = page.headers.get("Hub-Person");
  if (!page.ok || page.redirected || !person || !isKeptFor(path, person)) return;
  await keepOwn(path, person, page);
  for (const { name } of performance.getEntriesByType("resource")) if (new URL(name).pathname.startsWith("/dist/")) await fetch(name); // the browser still has them
}

/** The cache of one person in which this page lies; it goes when another comes. */
export async function ownCacheOf(path: string): Promise<Cache | null> {
  if (!("caches" in window)) return null;
  for (const name of (await caches.keys()).filter(it => it.startsWith(PERSON))) {
    const cache = await caches.open(name);
    if (await cache.match(path, { ignoreVary: true })) return cache;
  }
  return null;
}
