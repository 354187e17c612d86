// A participant's live room. The page works without this; with it, news arrive by themselves and answers survive a lost network.
import { keep, newId } from "./live/dom.ts";
import { hubAddress, RoomLink } from "./live/link.ts";
import { openOutbox, type Outbox } from "./live/outbox.ts";
import { Page } from "./live/show.ts";
import { blank, next, type Happening, type View, type Waiting } from "./live/view.ts";
import type { Activity, Answered, Joined, Response } from "./live/wire.ts";

const POLL_EVERY = 3_000;

class LiveSession extends HTMLElement {
  private readonly code = this.getAttribute("code") ?? "";
  private view: View = blank;
  private page: Page | null = null;
  private outbox!: Outbox;
  private link!: RoomLink;
  private polling = false;
  private sending = new Set<string>();

  connectedCallback(): void {
    // Nobody we know: the page offers the way to join, and that is all it should do.
    if (this.code && (this.hasAttribute("known") || this.claim)) void this.begin();
  }

  private get claim(): string | null { return keep.get(`live-claim-${this.code}`); }
  private set claim(value: string | null) { keep.set(`live-claim-${this.code}`, value); }

  private async begin(): Promise<void> {
    this.outbox = await openOutbox();
    for (const waiting of await this.outbox.of(this.code)) this.view = next(this.view, { name: "queued", waiting });
    this.link = new RoomLink(hubAddress(), {
      attach: async link => {
        this.happen(await this.joined(claim => link.invoke<Joined>("Join", this.code, null, claim)));
        this.polling = false;
        void this.sendAll();
      },
      message: message => {
        this.happen(message);
        if (this.view.needsPicture) void this.look();
      },
      state: state => {
        if (state !== "blocked") return this.polling ? undefined : this.happen({ name: "link", link: state });
        if (!this.polling) void this.poll();
      },
    });
    this.link.start();
  }

  private happen(it: Happening | null): void {
    if (!it) return;
    const before = this.view.waiting;
    this.view = next(this.view, it);
    // What waits no longer is at the hub, whichever way the page heard of it: our copy has done its work.
    for (const gone of before) if (!this.view.waiting.includes(gone)) void this.outbox.remove(gone.answerId).catch(() => undefined);
    // Until the hub has answered once, the page that the server drew says more than we could.
    if (this.view.version > 0) this.page ??= new Page(this, { answer: (activity, response) => void this.answer(activity, response), catchUp: () => this.catchUp() });
    this.page?.draw(this.view);
  }

  /** Joins as who we are; a claim that the hub does not know any more is forgotten, and the sign-in stands for us. */
  private async joined(join: (claim: string | null) => Promise<Joined>): Promise<Happening> {
    let reply = await join(this.claim);
    if (reply.refusal?.code === "live.claim-not-known" && this.claim) {
      this.claim = null;
      reply = await join(null);
    }
    if (!reply.snapshot || reply.version === undefined) throw new Error(reply.refusal?.message ?? "The hub did not let us in.");
    if (reply.claim) this.claim = reply.claim;
    return { name: "joined", version: reply.version, snapshot: reply.snapshot };
  }

  private async look(): Promise<void> {
    this.happen(await this.joined(claim => this.link.invoke<Joined>("Join", this.code, null, claim)).catch(() => null));
  }

  private async answer(activity: Activity, response: Response): Promise<void> {
    const waiting: Waiting = { answerId: newId(), activityId: activity.activityId, response };
    await this.outbox.add({ ...waiting, code: this.code }).catch(() => undefined); // kept before it is sent
    this.happen({ name: "queued", waiting });
    await this.send(waiting);
  }

  private async sendAll(): Promise<void> {
    for (const waiting of [...this.view.waiting]) await this.send(waiting);
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
        if (this.polling) this.happen({ name: "link", link: "off" });
      }
      await new Promise(resolve => setTimeout(resolve, POLL_EVERY));
    }
  }

  private async ask<T>(what: string, body?: object): Promise<T> {
    const headers: Record<string, string> = { accept: "application/json" };
    if (this.claim) headers["authorization"] = `Bearer ${this.claim}`;
    if (body) headers["content-type"] = "application/json";
    const response = await fetch(`/live/${this.code}/${what}`, { method: body ? "POST" : "GET", headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    const answer = await response.json() as T & { type?: string; title?: string };
    if (response.ok || response.status === 409 && (answer as unknown as Answered).status === "refused") return answer;
    if (response.status === 403 || response.status === 409) return { refusal: { code: answer.type ?? "", message: answer.title ?? "" } } as T;
    throw new Error(`The hub answered ${response.status}.`);
  }
}

customElements.define("live-session", LiveSession);
