// Walls in the public protocol: questions, panel, ideas.

export type PostState = "waiting" | "held" | "shown" | "now" | "answered" | "removed";

export interface Post {
  id: string;
  text: string;
  votes: number;
  state: PostState;
  group?: string;
  name?: string;
  note?: string;
  pinned?: boolean;
}

export interface Group {
  id: string;
  name: string;
}

/** A wall as one reader sees it. */
export interface Wall {
  activityId: string;
  posts: Post[];
  groups: Group[];
  more: number;
  mine?: Post[];
  votes?: string[];
  dots?: number;
}

export interface PostsChanged {
  name: "postsChanged";
  version: number;
  activityId: string;
  posts: Post[];
  groups?: Group[];
  waiting?: number;
  held?: number;
}

export interface Posted {
  status: "accepted" | "repeated" | "refused";
  state?: PostState;
  reason?: string;
  code?: string;
}

const walls = new Set(["questions", "panel", "ideas"]);

/** People write on it and support what others wrote. */
export const isWall = (activity: { kind: string } | null): boolean => activity !== null && walls.has(activity.kind);
