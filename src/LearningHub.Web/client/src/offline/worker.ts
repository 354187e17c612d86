// What the service worker does, apart from the browser's events, so that its tests need none. One rule stands above all others: what the hub answers
// goes to the page at once. Caches are looked at when it does not answer, and written and tidied after it has.
import { forEverybody, isGateway, isKeptFor, isPersonal, KEPT_AT, LANGUAGE, LANGUAGE_AT, oldShells, PATIENCE_MS, PERSON, placeOf, renamed, SHELL as SHELLS, strangers, withoutFingerprint } from "./rules.ts";
import { fromKept, keepOwn } from "./store.ts";

/** What belongs to the site itself; written by the hub. Files by language: a phone has those of the languages that were read on it. */
export interface Shell { version: string; languages: string[]; pages: string[]; files: Record<string, string[]> }

export interface World {
  caches: CacheStorage;
  fetch(request: RequestInfo, init?: RequestInit): Promise<Response>;
  after(milliseconds: number): Promise<null>;
}

/** One request. `later`: work that outlives the answer. */
export interface Asking { request: Request; preload: Promise<Response | undefined> | undefined; later(work: Promise<unknown>): void }

/** Fetched at once when a shell comes: few, since the page that is being read needs the line. */
const TOGETHER = 2;

/** How long a file waits for the phone's own caches before the hub is asked as well: a busy phone's disk may be slower than the link. */
const HASTE_MS = 1500;

export class Worker {
  private readonly name: string;
  private tidied = false;

  constructor(private readonly shell: Shell, private readonly world: World) {
    this.name = SHELLS + shell.version;
  }

  private get caches(): CacheStorage { return this.world.caches; }

  /** Fetches the site's own files. A shell that does not fit leaves nothing behind, and the one before stays. */
  async install(): Promise<void> {
    const isNew = !(await this.caches.keys()).includes(this.name);
    try {
      await this.fill(await this.language());
      await this.takeOver(await this.caches.open(this.name)).catch(() => {}); // what is missing is fetched when it is used
    } catch (reason) {
      if (isNew) await this.caches.delete(this.name);
      throw reason;
    }
  }

  private async fill(language: string): Promise<void> {
    const cache = await this.caches.open(this.name);
    const wanted = [...this.shell.files[language]!.map(address => () => cache.add(address)), // their names change with their content: mostly the browser has them
      ...this.shell.pages.map(page => () => this.ownPageInto(cache, page, language))];
    const next = async (): Promise<void> => { for (let fetch = wanted.shift(); fetch; fetch = wanted.shift()) await fetch(); };
    await Promise.all(Array.from({ length: TOGETHER }, next));
  }

  private async ownPageInto(cache: Cache, page: string, language: string): Promise<void> {
    const answer = await this.world.fetch(page, { credentials: "omit", cache: "no-cache", headers: { Accept: "text/html", "Accept-Language": language } });
    if (!answer.ok || answer.redirected) throw new Error(`${page} answered ${answer.status}.`);
    await cache.put(inLanguage(page, language), answer);
  }

  /** The one that was read last on this phone. */
  private async language(): Promise<string> {
    const read = await (await (await this.caches.open(LANGUAGE)).match(LANGUAGE_AT))?.text();
    return read && this.shell.languages.includes(read) ? read : this.shell.languages[0]!;
  }

  /** Her own pages follow the reader into another language. Not by another service worker: a page that comes while one takes the place of another may hang. */
  private async follow(language: string | null): Promise<void> {
    if (!language || !this.shell.languages.includes(language)) return;
    if (language !== await this.language()) await (await this.caches.open(LANGUAGE)).put(LANGUAGE_AT, new Response(language));
    if (!await (await this.caches.open(this.name)).match(inLanguage(this.shell.pages[this.shell.pages.length - 1]!, language))) await this.fill(language);
  }

  /** Scripts of pages that were used before stay: a kept page may need one, and there may be no link when it does. */
  private async takeOver(cache: Cache): Promise<void> {
    const have = new Set((await pathsOf(cache)).map(withoutFingerprint));
    for (const name of await this.shells()) {
      const old = await this.caches.open(name);
      for (const path of await pathsOf(old)) {
        if (name === this.name || !path.startsWith("/dist/") || have.has(withoutFingerprint(path))) continue;
        await cache.put(path, (await old.match(path, { ignoreVary: true }))!);
      }
    }
  }

  /** Deletes shells that nothing needs. Not while the worker starts: the browser holds every page back until it has. */
  async tidy(): Promise<void> {
    if (this.tidied) return;
    this.tidied = true;
    for (const name of oldShells(await this.caches.keys(), this.name)) await this.caches.delete(name);
  }

  /** A file of the site: its name is its content, so what is here is what the hub has. */
  async file(asking: Asking, path: string): Promise<Response> {
    const kept = this.exact(path).catch(() => null);
    const here = await Promise.race([kept, this.world.after(HASTE_MS)]);
    if (here) return here;
    const answer = await this.world.fetch(asking.request).catch(() => null);
    if (!answer?.ok) return await kept ?? await this.another(path).catch(() => null) ?? answer ?? Response.error();
    const copy = answer.clone();
    asking.later(this.keepFile(path, copy).catch(() => {})); // a full phone fetches it again
    return answer;
  }

  /** In our shell, or in the one of a page that is still open. */
  private async exact(path: string): Promise<Response | null> {
    for (const name of [this.name, ...await this.shells()]) {
      const here = await (await this.caches.open(name)).match(path, { ignoreVary: true });
      if (here) return here;
    }
    return null;
  }

  /** The same file of another version: better than none, where the hub has it no more or can't be asked. */
  private async another(path: string): Promise<Response | null> {
    const cache = await this.caches.open(this.name);
    const other = (await pathsOf(cache)).find(it => withoutFingerprint(it) === withoutFingerprint(path));
    return other ? await cache.match(other, { ignoreVary: true }) ?? null : null;
  }

  /** Takes the place of another version, except where that one belongs to our own pages. */
  private async keepFile(path: string, answer: Response): Promise<void> {
    const cache = await this.caches.open(this.name);
    const others = (await pathsOf(cache)).filter(it => it !== path && withoutFingerprint(it) === withoutFingerprint(path) && !Object.values(this.shell.files).some(own => own.includes(it)));
    await cache.put(path, answer);
    for (const other of others) await cache.delete(other);
  }

  /** The hub's page if it comes in time, else the phone's, else what to do now. */
  async page(asking: Asking, path: string): Promise<Response> {
    const asked = this.ask(asking);
    asking.later(asked.then(answer => this.note(path, answer)).catch(() => {}).then(() => this.tidy()).catch(() => {})); // also an answer that comes too late to be shown
    const heard = asked.catch(() => null);
    const answer = await Promise.race([heard, this.world.after(PATIENCE_MS)]);
    if (answer && !isGateway(answer.status)) return answer;
    const here = await this.onThisPhone(placeOf(path, this.shell.languages)).catch(() => null); // caches that can't be read are no reason to show nothing
    return here ?? await heard ?? await this.missingPage().catch(() => null) ?? Response.error();
  }

  private async ask({ request, preload }: Asking): Promise<Response> {
    return await preload ?? this.world.fetch(request);
  }

  /** What the hub's answer says about who is here: another person's pages go; some of her own are kept for her. */
  private async note(path: string, answer: Response): Promise<void> {
    const person = answer.ok ? answer.headers.get("Hub-Person") : null;
    if (person === null) return;
    const copy = isKeptFor(path, person) && !answer.redirected ? answer.clone() : null;
    await this.forget(person);
    if (copy) await keepOwn(path, person, copy, this.caches).catch(() => {}); // a full phone
    await this.follow(answer.headers.get("Content-Language"));
  }

  /** @param person Whose pages stay; empty for nobody's. */
  async forget(person: string): Promise<void> {
    for (const name of strangers(await this.caches.keys(), person)) await this.caches.delete(name);
  }

  private async onThisPhone(path: string): Promise<Response | null> {
    if (isPersonal(path))
      for (const name of (await this.caches.keys()).filter(it => it.startsWith(PERSON))) {
        const own = await (await this.caches.open(name)).match(path, { ignoreVary: true });
        if (own) return marked(own, "hub-from-phone", "personal", own.headers.get(KEPT_AT) ?? "", await this.files());
      }
    const kept = await fromKept(forEverybody(path), this.caches);
    if (kept) return marked(kept.response, "hub-from-phone", "module", kept.module.checked, await this.files());
    return this.shell.pages.includes(path) ? await this.ownPage(path, "hub-from-phone") : null;
  }

  private missingPage(): Promise<Response | null> { return this.ownPage(this.shell.pages[0]!, "hub-missing", 503); }

  private async ownPage(path: string, mark: string, status = 200): Promise<Response | null> {
    const cache = await this.caches.open(this.name);
    const languages = [await this.language(), ...this.shell.languages];
    let here: Response | undefined;
    for (const language of languages) here ??= await cache.match(inLanguage(path, language), { ignoreVary: true });
    return here ? marked(here, mark, "site", "", [], status) : null;
  }

  private async files(): Promise<string[]> {
    const found = [];
    for (const name of [this.name, ...await this.shells()]) found.push(...await pathsOf(await this.caches.open(name)));
    return found;
  }

  /** Of other versions, the newest first. */
  private async shells(): Promise<string[]> {
    return (await this.caches.keys()).filter(name => name.startsWith(SHELLS) && name !== this.name).reverse();
  }
}

const inLanguage = (page: string, language: string): string => `${page}?lang=${language}`;

const pathsOf = async (cache: Cache): Promise<string[]> => (await cache.keys()).map(({ url }) => new URL(url).pathname);

/** The page says itself where it came from: a script reads it, and no message has to arrive. */
async function marked(response: Response, name: string, kind: string, at: string, files: readonly string[], status = 200): Promise<Response> {
  const html = renamed(await response.text(), files).replace("<head>", `<head><meta name="${name}" content="${at}" data-kind="${kind}">`);
  const headers = new Headers(response.headers);
  for (const header of ["Content-Encoding", "Content-Length"]) headers.delete(header);
  return new Response(html, { status, headers });
}
