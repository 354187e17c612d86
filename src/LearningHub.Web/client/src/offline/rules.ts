// What the service worker does with a request. Pure: it is asked about every request of the site.

/** How long a page that is on the phone waits for the hub before the phone's own is shown. */
export const PATIENCE_MS = 4000;

export const SHELL = "hub-shell:";
export const KEPT = "hub-kept:";
export const PERSON = "hub-person:";

/** Who was signed in here last, in the browser's storage: a page from this phone is a visitor's, and what she does on it is hers all the same. */
export const WHO = "hub-who";

/** Where a kept module's list lies in its cache. It is written last: a cache without it is half a module, and nobody is shown that. */
export const MARK = "/offline/kept.json";

/** Headers of what lies in a cache. */
export const HASH = "hub-hash";
export const KEPT_AT = "hub-kept-at";

export interface Asked { method: string; mode: string; origin: string; path: string }

/** `pass`: the browser does it alone. `forget`: it does, and what was kept for one person is deleted. */
export type Plan = "pass" | "forget" | "file" | "page";

export function planFor({ method, mode, origin, path }: Asked, home: string): Plan {
  if (origin !== home) return "pass";
  if (method === "POST" && path === "/sign-out") return "forget";
  if (method !== "GET") return "pass";
  if (path.startsWith("/dist/") || /^\/icon[\w.-]*\.(svg|png)$/.test(path)) return "file";
  if (mode !== "navigate" || isDownload(path)) return "pass";
  return "page";
}

/** Reports, PDF files, tables: no page, and some are long in coming. */
const isDownload = (path: string): boolean => /\.[a-z]{2,4}$/.test(path);

/** Pages of one person that are kept when she has seen them, for her alone. */
export const isPersonal = (path: string): boolean => path === "/cascade" || /^\/modules\/[\w-]+\/test\/(pre|post|month\d)$/.test(path);

/** A person's page that is also to be had for everybody. */
export const forEverybody = (path: string): string => path.replace(/^\/cascade\/kit\/([\w-]+)$/, "/modules/$1/kit");

/** `/dist/fr/site.3k2j1h0g9f.js` is `/dist/fr/site.js`: a kept page may name a file that has a new version now. */
export const withoutFingerprint = (path: string): string => path.replace(/\.[0-9a-z]{8,12}(?=\.\w+$)/, "");

/** What a proxy says when the hub behind it is away. */
export const isGateway = (status: number): boolean => status === 502 || status === 503 || status === 504;

/** Which caches of persons must go: a page of the hub said whose it is. `null`: it did not say, and nothing is known. */
export const strangers = (names: readonly string[], person: string | null): string[] =>
  person === null ? [] : names.filter(name => name.startsWith(PERSON) && name !== PERSON + person);
