// Keeping modules on this phone: the button on a module's page, and the page of what is kept.
import { whenReached } from "./common/reached.ts";
import { t } from "./common/text.ts";
import { h, say } from "./live/dom.ts";
import { fits, type KeptModule, type ModuleList, size } from "./offline/list.ts";
import { isCoupon, isFull, KEPT_AT, NOBODY, PERSON } from "./offline/rules.ts";
import { canKeep, ChangedMeanwhile, confirmModule, keepModule, keepOwn, keptModules, removeModule, stillToFetch } from "./offline/store.ts";
import { moment, type News, progress, promise, room, standing, together } from "./offline/words.ts";
import { keepPacket } from "./outbox/packets.ts";

async function listOf(module: string): Promise<ModuleList> {
  const answer = await fetch(`/offline/${module}.json`, { credentials: "same-origin", cache: "no-cache" });
  if (!answer.ok) throw new Error(`The list of ${module} answered ${answer.status}.`);
  return await answer.json() as ModuleList;
}

/** Asks the hub whether there is another edition. */
async function newsOf(kept: KeptModule): Promise<News> {
  if (!navigator.onLine) return { kind: "unknown" };
  try {
    const list = await listOf(kept.module);
    if (list.hash !== kept.hash || list.language !== kept.language) return { kind: "newer", list, bytes: await stillToFetch(list) };
    await confirmModule(kept);
    return { kind: "same" };
  } catch {
    return { kind: "unknown" };
  }
}

/** One module: whether it is here, what keeping it costs, and the buttons for it. */
class KeptLine {
  readonly state = h("p", { role: "status" });
  readonly buttons = h("div", { class: "actions" });
  private stop: AbortController | null = null;
  private warned = false;

  constructor(private readonly module: string, private readonly changed: () => void, private readonly alone: boolean) {}

  async show(): Promise<void> {
    const kept = (await keptModules()).find(it => it.module === this.module);
    if (!kept) return this.offer(t("Keep this module"), "");
    say(this.state, standing(kept, { kind: "unknown" }));
    const remove = this.button(t("Remove it from this phone"), () => this.remove(), "quiet");
    this.buttons.replaceChildren(remove);
    const news = await newsOf(kept);
    say(this.state, this.alone ? `${standing(kept, news)} ${promise(await isPromised())}` : standing(kept, news));
    if (news.kind === "newer") this.buttons.replaceChildren(this.button(t("Take the update"), () => this.keep()), remove);
  }

  private offer(words: string, said: string): void {
    say(this.state, said);
    this.buttons.replaceChildren(this.button(words, () => this.keep()));
  }

  private async keep(): Promise<void> {
    try {
      const list = await listOf(this.module);
      const space = await roomHere();
      if (!this.warned && !fits(size(list.entries), space)) {
        this.warned = true;
        return this.offer(t("Keep it all the same"), t("There may not be enough room: the module needs {0}, and the browser has {1} left for this site. Remove another module first, or try.",
          room(size(list.entries)), room(Math.max(0, (space.quota ?? 0) - (space.usage ?? 0)))));
      }
      this.stop = new AbortController();
      this.buttons.replaceChildren(this.button(t("Stop"), () => this.stop?.abort(), "quiet"));
      await askForPromise();
      await this.fetch(list);
      const hasTests = await keepTests(this.module).catch(() => false);
      await this.show();
      if (!hasTests) this.state.append(" ", t("Your own tests are not on this phone: take them with a link."));
      this.changed();
    } catch (reason) {
      this.offer(t("Go on"), isFull(reason) ? t("This phone has no room left for the module. What was there before is unchanged.")
        : this.stop?.signal.aborted ? t("Stopped. What has come stays for the next try.")
        : t("The link broke. What has come stays on this phone; go on when the link is back."));
    }
  }

  private async fetch(list: ModuleList): Promise<void> {
    const told = (bytes: number) => say(this.state, progress(bytes, list.bytes));
    try {
      await keepModule(list, told, { until: this.stop!.signal });
    } catch (reason) {
      if (!(reason instanceof ChangedMeanwhile)) throw reason;
      await keepModule(await listOf(this.module), told, { until: this.stop!.signal }); // the hub was brought up to date just now
    }
  }

  private async remove(): Promise<void> {
    await removeModule(this.module);
    this.offer(t("Keep this module"), t("Removed from this phone."));
    this.changed();
  }

  private button(words: string, act: () => unknown, kind = ""): HTMLElement {
    return h("button", { type: "button", class: kind, onclick: () => void act() }, words);
  }
}

/** Somebody who is signed in also gets her tests, for herself alone: their questions, and the pages they are answered on. @returns false where they did not fit. */
async function keepTests(module: string): Promise<boolean> {
  const who = document.querySelector<HTMLElement>("[data-online-status]")?.dataset["who"];
  let fits = true;
  for (const occasion of who ? ["pre", "post"] : []) {
    if (!await keepPacket(who!, module, occasion, () => (fits = false)) || !fits) continue; // taken already, not to be taken now, or without room
    const address = `/modules/${module}/test/${occasion}`;
    const page = await fetch(address, { headers: { Accept: "text/html" } });
    const person = page.headers.get("Hub-Person");
    if (!page.ok || page.redirected || !person || person === "none") continue;
    for (const [, script] of (await page.clone().text()).matchAll(/src="(\/dist\/[^"]+\.js)"/g)) await fetch(script!); // the service worker keeps it
    await keepOwn(address, person, page);
  }

  return fits;
}

/** What the browser says of its room; nothing where it takes too long to count, as on a busy phone. */
const roomHere = async (): Promise<StorageEstimate> =>
  await Promise.race([navigator.storage?.estimate?.(), new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), 3000))]) ?? {};

const isPromised = async (): Promise<boolean> => await navigator.storage?.persisted?.() ?? false;

/** Asked at the moment when the person wants something kept: some browsers ask her, others decide by themselves. */
async function askForPromise(): Promise<void> {
  try {
    await navigator.storage?.persist?.();
  } catch {
    // the page says that nothing was promised
  }
}

class KeepModule extends HTMLElement {
  connectedCallback(): void {
    if (!canKeep()) return;
    const line = new KeptLine(this.getAttribute("module")!, () => {}, true);
    const way = this.querySelector(".way");
    way?.before(line.state, line.buttons);
    this.hidden = false;
    void line.show();
  }
}

class KeptList extends HTMLElement {
  private readonly rows = h("ul", { class: "rows" });
  private readonly sum = h("div", {});

  connectedCallback(): void {
    if (document.querySelector("meta[name='hub-missing']")) this.sayMissing();
    if (!canKeep()) return;
    this.append(this.rows, this.sum);
    void this.show();
  }

  private sayMissing(): void {
    this.querySelector<HTMLElement>("[data-missing]")!.hidden = false;
    this.querySelector<HTMLElement>("[data-here] h1")!.replaceWith(h("h2", {}, t("Kept on this phone")));
    this.querySelector<HTMLAnchorElement>("[data-again]")!.href = location.href;
    document.title = t("This page is not on this phone");
    const scanned = wordsFor(location.pathname);
    if (scanned) {
      const place = this.querySelector<HTMLElement>("[data-missing]")!;
      place.querySelector("h1")!.textContent = document.title = scanned.title;
      place.querySelector(".lead")!.textContent = scanned.lead;
      place.querySelector("p:not(.lead)")!.textContent = scanned.now;
    }
    whenReached(() => location.reload());
  }

  private async show(): Promise<void> {
    const modules = (await keptModules()).sort((a, b) => a.title.localeCompare(b.title));
    const own = await ownPages();
    this.rows.replaceChildren(...modules.map(module => this.row(module)), ...own.map(({ address, title, at, isOfNobody }) =>
      h("li", {}, h("a", { href: address }, title), moduleOf(address, modules),
        h("p", {}, isOfNobody ? t("As of {0}. It goes when somebody signs in.", moment(at)) : t("For you alone, as of {0}. It goes when you sign out.", moment(at))))));
    this.querySelector<HTMLElement>("[data-none]")!.hidden = modules.length > 0;
    await this.weigh(modules);
  }

  private row(module: KeptModule): HTMLElement {
    const line = new KeptLine(module.module, () => void this.show(), false);
    void line.show();
    return h("li", {}, h("a", { href: `/modules/${module.module}`, lang: "en" }, module.title), line.state, line.buttons);
  }

  private async weigh(modules: readonly KeptModule[]): Promise<void> {
    const { quota, usage } = await roomHere();
    this.sum.replaceChildren(
      h("h2", {}, t("Room on this phone")),
      h("p", {}, together(modules.length, modules.reduce((sum, it) => sum + size(it.entries), 0)),
        quota === undefined ? null : ` ${t("The browser uses {0} for this site and gives it {1} at most.", room(usage ?? 0), room(quota))}`),
      h("p", {}, promise(await isPromised())));
  }
}

/** The kept module that a test belongs to. */
function moduleOf(address: string, modules: readonly KeptModule[]): HTMLElement | null {
  const module = modules.find(it => address.startsWith(`/modules/${it.module}/`));
  return module ? h("p", { class: "meta", lang: "en" }, module.title) : null;
}

/** What is said in place of a room or a coupon that was never open here. */
function wordsFor(path: string): { title: string; lead: string; now: string } | null {
  const code = /\/(?:live|join)\/([0-9A-Za-z]{6,8})$/.exec(path)?.[1];
  if (code) return {
    title: t("Code {0} opens when there is a link", code.toUpperCase()),
    lead: t("There is no link to the hub just now. Stay on this page: it looks by itself, and opens as soon as the hub answers."),
    now: t("If no link comes, tell the facilitator: she can hand out a paper sheet, and what you write on it counts as well."),
  };
  return !isCoupon(path.replace(/^.*(?=\/confirm\/)/, "")) ? null : {
    title: t("This coupon opens when there is a link"),
    lead: t("There is no link to the hub just now. Stay on this page: it looks by itself, and opens as soon as the hub answers."),
    now: t("Nothing is lost if you leave: keep the coupon, and scan it again or type its code when you have a link."),
  };
}

/** Pages of the person signed in, with the time from which they are. */
async function ownPages(): Promise<{ address: string; title: string; at: string; isOfNobody: boolean }[]> {
  const found = [];
  for (const name of (await caches.keys()).filter(it => it.startsWith(PERSON))) {
    const cache = await caches.open(name);
    for (const request of (await cache.keys()).filter(({ url }) => !url.endsWith(".json"))) {
      const page = (await cache.match(request, { ignoreVary: true }))!;
      const title = new DOMParser().parseFromString(await page.text(), "text/html").title;
      found.push({ address: new URL(request.url).pathname, title, at: page.headers.get(KEPT_AT) ?? "", isOfNobody: name === PERSON + NOBODY });
    }
  }
  return found;
}

customElements.define("keep-module", KeepModule);
customElements.define("kept-list", KeptList);
