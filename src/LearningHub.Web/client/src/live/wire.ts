// The public protocol of the live room, as docs/live-protocol.md describes it.

import type { PostsChanged, Wall } from "./wall-wire.ts";

export type Phase = "lobby" | "open" | "closed" | "talking" | "revealed" | "ended";

export interface Option {
  id: string;
  text: string;
}

export interface Activity {
  activityId: string;
  /** "single", "poll", "multiple", "trueFalse", "scale", "number", "text", "words", "ranking", "ordering", "matching", "takeaways", "priorities", "points", "talk", "case", and kinds to come. */
  kind: string;
  prompt: string;
  options: Option[];
  secondsToAnswer?: number;
  most?: number;
  range?: { min: number; max: number; low?: string; high?: string; unit?: string };
  choices?: Option[];
  points?: string[];
  link?: string;
  vote?: 1 | 2;
  firstVote?: string;
  judged?: boolean;
}

export interface Response {
  options?: string[];
  sure?: boolean;
  number?: number;
  text?: string;
  order?: string[];
}

export interface Shift {
  first: Record<string, number>;
  stayedRight: number;
  wrongToRight: number;
  rightToWrong: number;
  stayedWrong: number;
  gain?: number;
}

export interface Detail {
  people: number;
  allRight?: number;
  modes?: Record<string, number>;
  number?: { value: number; within: number };
  accepted?: string[];
  mean?: number;
  median?: number;
  matches?: Record<string, string>;
  shift?: Shift;
}

export interface Result {
  activityId: string;
  right: string[];
  tally: Record<string, number>;
  feedback: Record<string, string>;
  detail?: Detail;
}

/** Something the room was shown, to read again. */
export interface Shown {
  activity: Activity;
  result?: Result | null;
}

export interface Snapshot {
  phase: Phase;
  activity?: Activity;
  result?: Result;
  answered: number;
  missed?: number;
  answers: Record<string, Response>;
  pair?: number;
  wall?: Wall;
}

export interface Refusal {
  code: string;
  message: string;
}

export interface Joined {
  sessionId?: string;
  participantId?: string;
  claim?: string;
  version?: number;
  snapshot?: Snapshot;
  refusal?: Refusal;
}

export interface Answered {
  status: "accepted" | "repeated" | "late" | "refused";
  reason?: string;
  code?: string;
}

/** What the hub sends without being asked. */
export type RoomMessage =
  | { name: "activityOpened"; version: number; activity: Activity }
  | { name: "activityClosed"; version: number; activityId: string; answered: number }
  | { name: "talkStarted"; version: number; activityId: string }
  | ({ name: "resultsRevealed"; version: number } & Result)
  | { name: "timerChanged"; version: number; activityId: string; secondsLeft?: number }
  | { name: "teamsShown" | "planChanged"; version: number }
  | { name: "sessionEnded"; version: number }
  | { name: "roomChanged"; version: number; snapshot: Snapshot }
  | { name: "tally"; version: number; activityId?: string; answered: number; joined: number; connected: number; late: number; counts?: Record<string, number> }
  | PostsChanged
  | { name: "reconnecting" }
  | { name: "problem"; code: string; message: string };

export const roomMessages: ReadonlySet<string> = new Set([
  "activityOpened", "activityClosed", "talkStarted", "resultsRevealed", "timerChanged", "teamsShown", "planChanged", "sessionEnded", "roomChanged", "tally", "postsChanged",
  "reconnecting", "problem",
]);

const cards = new Set(["points", "talk", "case"]);
const questions = new Set([
  "single", "poll", "multiple", "trueFalse", "scale", "number", "text", "words", "ranking", "ordering", "matching", "takeaways", "priorities",
]);

/** Only shown: nothing is sent back. */
export const isCard = (activity: Activity): boolean => cards.has(activity.kind);

/** One answer a person. What is neither card nor question is of a kind to come. */
export const isQuestion = (activity: Activity): boolean => questions.has(activity.kind);
