// What the service worker does with a request. Pure: it is asked about every request of the site.

/** How long a page that is on the phone waits for the hub before the phone's own is shown. */
export const PATIENCE_MS = 4000;

export const SHELL = "hub-shell:";
export const KEPT = "hub-kept:";
export const PERSON = "hub-person:";

/** Where the language that was read last lies: cache and address. */
export const LANGUAGE = "hub-language";
export const LANGUAGE_AT = "/offline/language";

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

/** A participant's live room. */
export const isRoom = (path: string): boolean => /^\/live\/[0-9A-Za-z]{6,8}$/.test(path);

/** Somebody's coupon, by code or by secret. */
export const isCoupon = (path: string): boolean => /^\/confirm\/(?!colleague$|kept$)[\w.~-]+$/.test(path);

/** Pages of one person that are kept when she has seen them, for her alone. */
export const isPersonal = (path: string): boolean =>
  path === "/cascade" || /^\/modules\/[\w-]+\/test\/(pre|post|month\d)$/.test(path) || isRoom(path) || isCoupon(path);

/** Whom a page of nobody is kept for: the next visitor, until a person comes. */
export const NOBODY = "none";

/** Whether a page that the hub gave to this person is kept. Who has not said who she is has no room and no tree, but may hold a coupon. */
export const isKeptFor = (path: string, person: string): boolean => isPersonal(path) && (person !== NOBODY || isCoupon(path));

/** Rooms and coupons that stay, of each the newest. */
const MOST = 4;

/** What goes so that rooms and coupons do not pile up. @param paths the oldest first */
export const surplus = (paths: readonly string[]): string[] =>
  [isRoom, isCoupon].flatMap(kind => paths.filter(kind).slice(0, -MOST)).flatMap(path => [path, memoryOf(path)]);

/** Where a live room that is open remembers what it shows. */
export const memoryOf = (path: string): string => `${path}.json`;

/** A person's page that is also to be had for everybody. */
export const forEverybody = (path: string): string => path.replace(/^\/cascade\/kit\/([\w-]+)$/, "/modules/$1/kit");

/** `/fr/modules` is `/modules` in French: without a link, what is kept there is shown. */
export function placeOf(path: string, languages: readonly string[]): string {
  const [, tag, rest] = /^\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  return tag && languages.some(language => language.toLowerCase() === tag.toLowerCase()) ? rest ?? "/" : path;
}

/** `/dist/fr/site.3k2j1h0g9f.js` is `/dist/fr/site.js`: a kept page may name a file that has a new version now. */
export const withoutFingerprint = (path: string): string => path.replace(/\.[0-9a-z]{8,12}(?=\.\w+$)/, "");

/** A kept page that names files which are gone gets today's in their place. @param files the paths that are on this phone */
export const renamed = (html: string, files: readonly string[]): string => html.replace(/"\/dist\/[^"]+"/g, named => {
  const path = named.slice(1, -1);
  return files.includes(path) ? named : `"${files.find(file => withoutFingerprint(file) === withoutFingerprint(path)) ?? path}"`;
});

/** Shells that go: the newest one before ours stays, since pages that are still open were made with it. @param names the oldest first */
export const oldShells = (names: readonly string[], own: string): string[] => names.filter(name => name.startsWith(SHELL) && name !== own).slice(0, -1);

/** What a proxy says when the hub behind it is away. */
export const isGateway = (status: number): boolean => status === 502 || status === 503 || status === 504;

/** Which caches of persons must go: a page of the hub said whose it is. `null`: it did not say, and nothing is known. */
export const strangers = (names: readonly string[], person: string | null): string[] =>
  person === null ? [] : names.filter(name => name.startsWith(PERSON) && name !== PERSON + person);

/** The browser gives no more room. */
export const isFull = (reason: unknown): boolean => (reason as { name?: string } | null)?.name === "QuotaExceededError";
