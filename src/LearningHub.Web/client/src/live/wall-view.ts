// What a participant's page knows of a wall, and how it changes. Pure.
import { t } from "../common/text.ts";
import type { Group, Post, Posted, PostsChanged, PostState, Wall } from "./wall-wire.ts";

/** A post or a vote on its way to the hub. */
export interface WallItem {
  /** A post's own id; of a vote a text made from the post's, so that the last word on a post replaces the one before. */
  id: string;
  activityId: string;
  post?: { text: string; named: boolean };
  /** `seen` is the count that stood there when it was given. */
  vote?: { postId: string; on: boolean; seen: number };
  /** Its writer wants it gone; the text is hers again. */
  back?: { postId: string; text: string };
}

export interface WallView {
  version: number;
  activityId: string;
  posts: Record<string, Post>;
  groups: Group[];
  more: number;
  mine: Post[];
  votes: string[];
  dots: number | null;
  waiting: WallItem[];
  refusal: string;
  /** A text that was refused and is the writer's again. */
  returned: string | null;
}

export const blankWall: WallView = { version: 0, activityId: "", posts: {}, groups: [], more: 0, mine: [], votes: [], dots: null, waiting: [], refusal: "", returned: null };

export const voteId = (postId: string): string => `vote ${postId}`;

const isPublic = (state: PostState): boolean => state === "shown" || state === "now" || state === "answered";
const byId = (posts: Post[]): Record<string, Post> => Object.fromEntries(posts.map(post => [post.id, post]));

/** The wall as the hub has it. What waits here stays, but for what the hub holds already. */
export function pictured(view: WallView, version: number, wall: Wall): WallView {
  const same = view.activityId === wall.activityId;
  if (same && version < view.version) return view;
  const mine = wall.mine ?? (same ? view.mine : []);
  // What is not there and does not wait to go there was taken back already.
  const isGone = ({ back }: WallItem): boolean => back !== undefined && wall.mine !== undefined && ![...mine, ...view.waiting].some(it => it.id === back.postId);
  return {
    ...(same ? view : { ...blankWall, waiting: view.waiting }), version, activityId: wall.activityId, posts: byId(wall.posts), groups: wall.groups, more: wall.more,
    mine, votes: wall.votes ?? (same ? view.votes : []), dots: wall.dots ?? null,
    waiting: view.waiting.filter(item => !(item.post && mine.some(post => post.id === item.id)) && !(item.vote && wall.votes && wall.votes.includes(item.vote.postId) === item.vote.on) && !isGone(item)),
  };
}

export function changed(view: WallView, it: PostsChanged): WallView {
  if (it.activityId !== view.activityId || it.version < view.version) return view;
  const posts = { ...view.posts };
  for (const post of it.posts) {
    if (isPublic(post.state)) posts[post.id] = post;
    else delete posts[post.id];
  }
  const news = byId(it.posts);
  return {
    ...view, version: it.version, posts, groups: it.groups ?? view.groups, votes: view.votes.filter(id => posts[id] || !news[id]),
    mine: view.mine.map(post => {
      const now = news[post.id];
      // What was taken from the wall is still its writer's to read; why, only the next picture says.
      return !now ? post : isPublic(now.state) ? now : isPublic(post.state) ? { ...post, state: "held" as const } : post;
    }),
  };
}

export const queuedItem = (view: WallView, item: WallItem): WallView => ({ ...view, waiting: [...view.waiting.filter(other => other.id !== item.id), item], refusal: "", returned: item.post ? null : view.returned });

/** The hub has answered. */
export function settledItem(view: WallView, item: WallItem, reply: Posted): WallView {
  if (!view.waiting.includes(item)) return view; // a later word on the same post is on its way
  const known = { ...view, waiting: view.waiting.filter(other => other !== item) };
  if (item.back && (reply.status !== "refused" || reply.code === "live.no-such-post"))
    return { ...known, mine: view.mine.filter(post => post.id !== item.back!.postId), returned: item.back.text };
  if (reply.status === "refused") return { ...known, refusal: reply.reason ?? t("This was not accepted."), returned: item.post?.text ?? view.returned };
  if (item.activityId !== view.activityId) return known;
  if (item.post) {
    if (view.mine.some(post => post.id === item.id)) return known;
    return { ...known, mine: [...view.mine, { id: item.id, text: item.post.text, votes: 0, state: reply.state ?? "waiting" }] };
  }
  const { postId, on, seen } = item.vote!;
  const post = view.posts[postId];
  const votes = on ? [...view.votes.filter(id => id !== postId), postId] : view.votes.filter(id => id !== postId);
  // A count that has moved since then holds ours already, or will with the next message.
  return { ...known, votes, posts: post && post.votes === seen && on !== view.votes.includes(postId) ? { ...view.posts, [postId]: { ...post, votes: post.votes + (on ? 1 : -1) } } : view.posts };
}

/** What I support, with what is on its way. */
export function myVotes(view: WallView): Set<string> {
  const votes = new Set(view.votes);
  for (const { activityId, vote } of view.waiting) {
    if (!vote || activityId !== view.activityId) continue;
    if (vote.on) votes.add(vote.postId);
    else votes.delete(vote.postId);
  }
  return votes;
}

/** How many support it, mine on its way included. */
export function countOf(view: WallView, post: Post): number {
  const mine = view.waiting.find(item => item.id === voteId(post.id))?.vote;
  return post.votes + (mine && mine.on !== view.votes.includes(post.id) && post.votes === mine.seen ? (mine.on ? 1 : -1) : 0);
}

/** In the order to read: what is being answered, what is pinned, what most people want. */
export function ordered(view: WallView): Post[] {
  const rank = (post: Post): number => (post.state === "now" ? 2 : post.pinned ? 1 : 0);
  return Object.values(view.posts).sort((a, b) => rank(b) - rank(a) || b.votes - a.votes || (a.id < b.id ? -1 : 1));
}

/** A post of my own, and whether it is being taken back. */
export interface OwnPost {
  id: string;
  text: string;
  says: string;
  leaves: boolean;
}

/** My own posts, those on their way first. */
export function own(view: WallView): OwnPost[] {
  const leaves = (id: string): boolean => view.waiting.some(item => item.back?.postId === id);
  const line = (id: string, text: string, says: string): OwnPost => ({ id, text, says: leaves(id) ? t("being taken back") : says, leaves: leaves(id) });
  const onTheirWay = view.waiting.filter(item => item.post && item.activityId === view.activityId).map(item => line(item.id, item.post!.text, t("kept on this phone, it goes out when the link is back")));
  return [...onTheirWay, ...view.mine.map(post => line(post.id, post.text, says[post.state]))];
}

const says: Record<PostState, string> = {
  waiting: t("waiting for the facilitator"),
  held: t("kept back: only the facilitator and you see it"),
  shown: t("on the wall"),
  now: t("being answered now"),
  answered: t("answered"),
  removed: t("taken away by the facilitator"),
};
