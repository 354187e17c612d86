// The walls of one room on a participant's page: hears, keeps, sends and draws. A script of its own, fetched when the first wall opens;
// it is given its tools instead of importing them, so that the bundler leaves it one file.
import type { Tools } from "./tools.ts";
import type { Outbox } from "../common/outbox.ts";
import type { Happening, View } from "./view.ts";
import { WallSheet } from "./wall.ts";
import { blankWall, changed, pictured, queuedItem, settledItem, voteId, type WallItem, type WallView } from "./wall-view.ts";
import type { Posted, PostsChanged, Wall } from "./wall-wire.ts";

/** @property claim What the room gave this person: with it a post goes out as hers from any page of the hub. */
export type KeptItem = WallItem & { code: string; claim?: string };

export interface WallHooks {
  code: string;
  sensitive: boolean;
  /** Keeps on this device what the hub does not have yet. */
  box: Outbox<KeptItem>;
  newId(): string;
  /** Calls the hub's method, or asks over HTTP where no WebSocket gets through. */
  call(method: string, args: unknown[], path: string, body: object): Promise<Posted>;
  /** Says on the page what has become of something that is not on it. */
  problem(text: string): void;
}

export class Walls {
  readonly element: HTMLElement;
  private readonly views = new Map<string, WallView>();
  private readonly sheets = new Map<string, WallSheet>();
  private readonly sending = new Set<WallItem>();
  private room: View | null = null;

  constructor(private readonly tools: Tools, private readonly hooks: WallHooks) {
    this.element = tools.h("div");
  }

  /** What this device has kept from before. */
  restore(items: WallItem[]): void {
    for (const item of items) this.put(item.activityId, queuedItem(this.of(item.activityId), item));
  }

  /** Takes what concerns walls of what the page hears. */
  take(it: Happening): void {
    if (it.name === "postsChanged") this.hear(it);
    else if ("snapshot" in it && it.snapshot.wall) this.picture(it.version, it.snapshot.wall);
  }

  private picture(version: number, wall: Wall): void {
    const before = this.of(wall.activityId).waiting;
    const view = pictured(this.of(wall.activityId), version, wall);
    this.put(wall.activityId, view);
    for (const item of before) if (!view.waiting.includes(item)) void this.hooks.box.remove(item.id).catch(() => undefined);
  }

  private hear(message: PostsChanged): void {
    this.put(message.activityId, changed(this.of(message.activityId), message));
  }

  /** Shows the wall that the room looks at, if it does. */
  draw(room: View): void {
    this.room = room;
    const activity = room.activity && this.tools.isWall(room.activity) && (room.at === null || room.at === room.activity.activityId) ? room.activity : null;
    if (!activity || room.phase === "ended") return this.element.replaceChildren();
    let sheet = this.sheets.get(activity.activityId);
    if (!sheet) {
      this.sheets.set(activity.activityId, sheet = new WallSheet(this.tools, activity.kind === "ideas", this.hooks.sensitive, {
        post: (text, named) => void this.add({ id: this.hooks.newId(), activityId: activity.activityId, post: { text, named } }),
        vote: (postId, on) => void this.add({ id: voteId(postId), activityId: activity.activityId, vote: { postId, on, seen: this.of(activity.activityId).posts[postId]?.votes ?? 0 } }),
        takeBack: (postId, text) => void this.add({ id: this.hooks.newId(), activityId: activity.activityId, back: { postId, text } }),
      }));
    }
    if (this.element.firstChild !== sheet.element) this.element.replaceChildren(sheet.element);
    const view = this.of(activity.activityId);
    sheet.draw(view.version === 0 && activity.kind === "ideas" ? { ...view, dots: activity.most ?? null } : view, room.phase === "open");
  }

  async sendAll(): Promise<void> {
    for (const view of [...this.views.values()]) for (const item of view.waiting) await this.send(item);
  }

  private of(activityId: string): WallView {
    return this.views.get(activityId) ?? { ...blankWall, activityId };
  }

  private put(activityId: string, view: WallView): void {
    this.views.set(activityId, view);
    if (this.room) this.draw(this.room);
  }

  private async add(item: WallItem): Promise<void> {
    const claim = claimOf(this.hooks.code);
    await this.hooks.box.add({ ...item, code: this.hooks.code, ...(claim ? { claim } : {}) }).catch(() => undefined); // kept before it is sent
    this.put(item.activityId, queuedItem(this.of(item.activityId), item));
    await this.send(item);
  }

  private call({ id, activityId, post, vote, back }: WallItem): Promise<Posted> {
    return back ? this.hooks.call("TakeBack", [activityId, back.postId], "withdrawals", { activityId, postId: back.postId }) : post ? this.hooks.call("Post", [id, activityId, post.text, post.named], "posts", { postId: id, activityId, ...post })
      : this.hooks.call("Support", [activityId, vote!.postId, vote!.on], "votes", { activityId, postId: vote!.postId, on: vote!.on });
  }

  /** A send that fails stays kept; it goes out when the link is back. */
  private async send(item: WallItem): Promise<void> {
    if (this.sending.has(item) || this.isSending(item.back?.postId)) return;
    this.sending.add(item);
    try {
      const reply = await this.call(item);
      if (!reply.status) return;
      const before = this.of(item.activityId);
      if (before.waiting.includes(item)) await this.hooks.box.remove(item.id).catch(() => undefined); // a later word on the same post has taken its place otherwise
      this.put(item.activityId, settledItem(this.of(item.activityId), item, reply));
      const { t } = this.tools;
      if (reply.status === "refused" && this.room?.activity?.activityId !== item.activityId)
        this.hooks.problem((reply.reason ?? t("This was not accepted.")) + (item.post ? " " + t("You wrote: {0}", item.post.text) : ""));
    } catch {
      // waiting, and said so on the page
    } finally {
      this.sending.delete(item);
      for (const later of this.of(item.activityId).waiting) if (later.back?.postId === item.id) void this.send(later);
    }
  }

  /** A post on its way must be there before it can be taken back. */
  private isSending(postId: string | undefined): boolean {
    return [...this.sending].some(item => item.post && item.id === postId);
  }
}

const claimOf = (code: string): string | null => {
  try { return localStorage.getItem(`live-claim-${code}`); } catch { return null; }
};

export const walls = (tools: Tools, hooks: WallHooks): Walls => new Walls(tools, hooks);
