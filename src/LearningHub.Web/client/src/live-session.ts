// A participant's live room. The page works without this; with it, news arrive by themselves and answers survive a lost network.
import { keep, newId } from "./live/dom.ts";
import { hubAddress, RoomLink } from "./live/link.ts";
import { openOutbox, type Outbox } from "./live/outbox.ts";
import { openOutbox as openShared, type Outbox as SharedOutbox } from "./common/outbox.ts";
import { Drafts } from "./live/drafts.ts";
import type { More } from "./live/more.ts";
import { Page } from "./live/show.ts";
import { tools } from "./live/tools.ts";
import { blank, next, type Happening, type Link, type View, type Waiting } from "./live/view.ts";
import { isWall } from "./live/wall-wire.ts";
import type { KeptItem, Walls } from "./live/walls.ts";
import type { Activity, Answered, Joined, Response, Shown } from "./live/wire.ts";

const POLL_EVERY = 3_000;
/** Milliseconds over which a hall spreads its questions for a partner. */
const PAIR_SPREAD = 1_500;
/** Milliseconds until a look whether anything gets through is given up. */
const PROBE_PATIENCE = 5_000;
/** Milliseconds until the script for rarer kinds is fetched on browsers that do not say when they are idle. */
const IDLE_AFTER = 2_000;

/** This tab's own store, or null where the browser gives none. */
const session = ((): Storage | null => {
  try { return sessionStorage; } catch { return null; }
})();

class LiveSession extends HTMLElement {
  readonly code = this.getAttribute("code") ?? "";
  view: View = blank;
  told?: (view: View) => void;
  begun = false;
  private page: Page | null = null;
  private outbox!: Outbox;
  private link!: RoomLink;
  private polling = false;
  private sending = new Set<string>();
  private drafts!: Drafts;
  private extra: More | undefined;
  private fetching = false;
  private filling = false;
  private walls: Walls | undefined;
  private guarded: Promise<void> | undefined;
  private wallScript: Promise<Walls> | undefined;
  private wallBox!: SharedOutbox<KeptItem>;

  connectedCallback(): void {
    // Nobody we know: the page offers the way to join, and that is all it should do.
    if (this.code && (this.hasAttribute("known") || this.claim)) void this.begin();
  }

  private get claim(): string | null { return keep.get(`live-claim-${this.code}`); }
  private set claim(value: string | null) { keep.set(`live-claim-${this.code}`, value); }

  private async begin(): Promise<void> {
    this.addEventListener("focusin", event => { if ((event.target as Element).matches("textarea, input:not([type]), input[type=text]")) this.guard(); });
    this.outbox = await openOutbox();
    this.wallBox = await openShared("wall");
    const written = await this.wallBox.of(this.code);
    if (written.length > 0) this.onWalls(walls => walls.restore(written));
    this.drafts = new Drafts(this.code, session);
    const sentAt = Number(keep.get(`live-sent-${this.code}`));
    if (sentAt) this.happen({ name: "sentAt", at: sentAt });
    addEventListener("offline", () => this.down());
    addEventListener("online", () => { if (this.link.isOpen) this.happen({ name: "link", link: "on" }); });
    for (const waiting of await this.outbox.of(this.code)) if (!waiting.claim || waiting.claim === this.claim) this.view = next(this.view, { name: "queued", waiting });
    this.link = new RoomLink(hubAddress(), {
      attach: async link => {
        this.happen(await this.joined(claim => link.invoke<Joined>("Join", this.code, null, claim, null)));
        this.polling = false;
        void this.sendAll();
      },
      message: message => {
        this.happen(message);
        if (message.name === "planChanged") this.getReady(); // what a host adds on the way may be of any kind
        if (this.view.needsPicture === "pair") setTimeout(() => void this.look(), Math.random() * PAIR_SPREAD);
        else if (this.view.needsPicture) void this.look();
      },
      state: state => {
        if (state === "blocked") return this.polling ? undefined : void this.poll();
        if (this.polling) return;
        if (state === "off") this.down();
        else if (state === "on" || this.view.version === 0) this.happen({ name: "link", link: state }); // a try is no news while the link is down
      },
    });
    this.link.start();
    this.begun = this.dispatchEvent(new Event("begun"));
  }

  /** The link is down: says whether it is this phone, the way, or the hub. */
  private down(): void {
    this.happen({ name: "link", link: !navigator.onLine ? "offline" : this.view.link === "silent" ? "silent" : "off" });
    if (!navigator.onLine) return;
    const say = (link: Link): void => { if (this.view.link === "off" || this.view.link === "silent") this.happen({ name: "link", link }); };
    const patience = new AbortController();
    setTimeout(() => patience.abort(), PROBE_PATIENCE);
    fetch("/healthz/live", { cache: "no-store", signal: patience.signal }).then(() => say("silent"), () => say("off"));
  }

  happen(it: Happening | null): void {
    if (!it) return;
    const before = this.view.waiting;
    this.view = next(this.view, it);
    // What waits no longer is at the hub, whichever way the page heard of it: our copy has done its work.
    for (const gone of before) if (!this.view.waiting.includes(gone)) void this.outbox.remove(gone.answerId).catch(() => undefined);
    this.drafts.settle(this.view.answers);
    // Until the hub has answered once, the page that the server drew says more than we could; and of a session that is over it says everything.
    const isWhole = this.view.phase === "ended" && this.hasAttribute("known") && this.view.waiting.length === 0;
    if (this.view.version > 0 && !isWhole) this.page ??= this.newPage();
    this.page?.draw(this.view);
    this.hearWall(it);
    this.told?.(this.view);
  }

  private hearWall(it: Happening): void {
    if (it.name === "postsChanged" || ("snapshot" in it && it.snapshot.wall) || (it.name === "activityOpened" && isWall(it.activity))) this.onWalls(walls => walls.take(it));
    this.walls?.draw(this.view);
  }

  /** Warns where somebody types what may name a person; its script is fetched when somebody is about to. */
  private guard(): void {
    this.guarded ??= import("./live/naming.ts").then(module => module.guard(this), () => (this.guarded = undefined));
  }

  /** Does it with the script for walls, which is fetched when there is one. */
  private onWalls(act: (walls: Walls) => void): void {
    this.wallScript ??= import("./live/walls.ts").then(module => this.walls = module.walls(tools, {
      code: this.code, sensitive: this.hasAttribute("sensitive"), box: this.wallBox, newId,
      call: (method, args, path, body) => (this.polling ? this.ask(path, { ...body, claim: this.claim }) : this.link.invoke(method, ...args)),
      problem: message => this.happen({ name: "problem", code: "", message }),
    }));
    void this.wallScript.then(walls => {
      act(walls);
      if (this.page && !walls.element.isConnected) this.page.slot.append(walls.element);
      walls.draw(this.view);
    }, () => {
      this.wallScript = undefined;
      setTimeout(() => this.onWalls(act), POLL_EVERY);
    });
  }

  private newPage(): Page {
    if (this.hasAttribute("varied")) this.getReady();
    return new Page(this, {
      drafts: this.drafts,
      answer: (activity, response) => void this.answer(activity, response),
      more: () => this.more(),
      hasMore: () => this.extra !== undefined,
      catchUp: () => this.catchUp(),
      fillIn: () => void this.fillIn(),
      follow: on => this.happen({ name: "follow", follow: on }),
    });
  }

  /** Fetches the script for rarer kinds before it is needed, when there is nothing else to do. */
  private getReady(): void {
    const idle = (window as { requestIdleCallback?: (act: () => void) => void }).requestIdleCallback ?? (act => setTimeout(act, IDLE_AFTER));
    idle(() => void this.more());
  }

  /** The script for rarer kinds; a page that needs it before it is here is drawn again. */
  private more(): More | undefined {
    if (this.extra || this.fetching) return this.extra;
    this.fetching = true;
    void import("./live/more.ts").then(module => {
      this.extra = module.more(tools);
      this.page?.draw(this.view);
    }, () => setTimeout(() => this.page?.draw(this.view), POLL_EVERY)).finally(() => (this.fetching = false));
    return undefined;
  }

  private async fillIn(): Promise<void> {
    if (this.filling) return;
    this.filling = this.view.gaps;
    this.page?.draw(this.view);
    if (this.filling) this.happen(await this.ask<Shown[]>("shown").then(shown => ({ name: "shown" as const, shown }), () => null));
    this.filling = false;
  }

  /** Joins as who we are; a claim that the hub does not know any more is forgotten, and the sign-in stands for us. */
  private async joined(join: (claim: string | null) => Promise<Joined>): Promise<Happening> {
    let reply = await join(this.claim);
    if (reply.refusal?.code === "live.claim-not-known" && this.claim) {
      this.claim = null;
      reply = await join(null);
    }
    if (!reply.snapshot || reply.version === undefined) throw new Error(reply.refusal?.code); // nobody reads it: the page says how the link stands
    if (reply.claim) this.claim = reply.claim;
    return { name: "joined", version: reply.version, snapshot: reply.snapshot };
  }

  private async look(): Promise<void> {
    this.happen(await this.joined(claim => this.link.invoke<Joined>("Join", this.code, null, claim, null)).catch(() => null));
  }

  private async answer(activity: Activity, response: Response): Promise<void> {
    const waiting: Waiting = { answerId: newId(), activityId: activity.activityId, response };
    await this.outbox.add({ ...waiting, code: this.code, claim: this.claim ?? undefined }).catch(() => undefined); // kept before it is sent
    this.happen({ name: "queued", waiting });
    await this.send(waiting);
  }

  private async sendAll(): Promise<void> {
    for (const waiting of [...this.view.waiting]) await this.send(waiting);
    await this.walls?.sendAll();
  }

  /** A send that fails stays in the outbox; it goes out when the link is back. */
  private async send(waiting: Waiting): Promise<void> {
    if (this.sending.has(waiting.answerId)) return;
    this.sending.add(waiting.answerId);
    try {
      const answered = this.polling
        ? await this.ask<Answered>("answers", { answerId: waiting.answerId, activityId: waiting.activityId, response: waiting.response, claim: this.claim })
        : await this.link.invoke<Answered>("Answer", waiting.answerId, waiting.activityId, waiting.response);
      if (!answered.status) return;
      if (this.view.link === "moving") this.happen({ name: "link", link: "on" });
      this.happen({ name: "answered", answerId: waiting.answerId, answered });
      keep.set(`live-sent-${this.code}`, String(this.view.sentAt ?? ""));
      if (this.view.needsPicture) await this.look();
    } catch {
      // waiting, and said so on the page
    } finally {
      this.sending.delete(waiting.answerId);
    }
  }

  private catchUp(): Promise<Activity[]> {
    return (this.polling ? this.ask<Activity[]>("missed") : this.link.invoke<Activity[]>("Missed")).catch(() => []);
  }

  /** Asks every few seconds, for networks that let no WebSocket through, until one gets through after all. */
  private async poll(): Promise<void> {
    this.polling = true;
    let first = true;
    while (this.polling) {
      try {
        const news = await this.joined(claim => (first ? this.ask<Joined>("participants", { claim }) : this.ask<Joined>("state")));
        if (!this.polling) return; // a WebSocket got through meanwhile
        this.happen(news);
        first = false;
        this.happen({ name: "link", link: "polling" });
        await this.sendAll();
      } catch {
        if (this.polling) this.down();
      }
      await new Promise(resolve => setTimeout(resolve, POLL_EVERY));
    }
  }

  private async ask<T>(what: string, body?: object): Promise<T> {
    const response = await fetch(`/live/${this.code}/${what}`, {
      method: body ? "POST" : "GET", body: body ? JSON.stringify(body) : null,
      headers: { "content-type": "application/json", ...(this.claim ? { authorization: `Bearer ${this.claim}` } : {}) },
    });
    const answer = await response.json() as T & { type?: string; title?: string };
    if (response.ok || response.status === 409 && (answer as unknown as Answered).status === "refused") return answer;
    if (response.status === 403 || response.status === 409) return { refusal: { code: answer.type ?? "", message: answer.title ?? "" } } as T;
    throw new Error(String(response.status));
  }
}

customElements.define("live-session", LiveSession);
