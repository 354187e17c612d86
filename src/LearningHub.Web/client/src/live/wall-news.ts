// A wall on the host's page and the projector. Counts move in place; whatever else changes is drawn by the server, now and then and not at every vote.
import { many } from "../common/text.ts";
import type { PostsChanged } from "./wall-wire.ts";

/** Milliseconds between two drawings when posts come, change or go. */
const DRAW_EVERY = 1_000;
/** Milliseconds until the order by votes is drawn anew. */
const SORT_EVERY = 4_000;

/** How often a drawing waits for a host who is choosing or typing. */
const MOST_WAITS = 15;

/** What a drawing shows of a post. */
export interface Drawn {
  id: string;
  state: string;
  group: string;
}

/** Whether the drawing still tells the truth but for its counts. */
export function isDrawn(message: PostsChanged, drawn: (id: string) => Drawn | undefined, isHost: boolean): boolean {
  return !message.groups && message.posts.every(post => {
    const there = drawn(post.id);
    if (post.state === "removed" && !there) return true;
    return there !== undefined && there.state.toLowerCase() === post.state && there.group === (post.group ?? "") && (!isHost || (!post.note && !post.pinned));
  });
}

export class WallNews {
  private due: ReturnType<typeof setTimeout> | undefined;
  private dueAt = 0;
  private waited = 0;

  constructor(private readonly root: HTMLElement, private readonly load: () => void, private readonly isHost: boolean) {}

  hear(message: PostsChanged): void {
    for (const post of message.posts) {
      for (const place of this.root.querySelectorAll<HTMLElement>(`[data-votes="${CSS.escape(post.id)}"]`))
        place.textContent = place.dataset["dots"] === undefined ? many("{0} vote", "{0} votes", post.votes) : many("{0} dot", "{0} dots", post.votes);
    }
    const whole = isDrawn(message, id => {
      const place = this.root.querySelector<HTMLElement>(`[data-post="${CSS.escape(id)}"]`);
      return place ? { id, state: place.dataset["state"] ?? "", group: place.dataset["group"] ?? "" } : undefined;
    }, this.isHost);
    const waiting = this.root.querySelector<HTMLElement>("[data-waiting]")?.dataset["waiting"];
    this.soon(whole && (waiting === undefined || message.waiting === undefined || waiting === String(message.waiting)) ? SORT_EVERY : DRAW_EVERY);
  }

  private soon(pause: number): void {
    const at = Date.now() + pause;
    if (this.due !== undefined && this.dueAt <= at) return;
    clearTimeout(this.due);
    this.dueAt = at;
    this.due = setTimeout(() => {
      this.due = undefined;
      // A list that is open would close, and a word half typed would lose its place.
      if (this.isHost && this.root.contains(document.activeElement) && document.activeElement!.matches("select, textarea, input:not([type])") && ++this.waited < MOST_WAITS) return this.soon(DRAW_EVERY);
      this.waited = 0;
      this.load();
    }, pause);
  }
}
