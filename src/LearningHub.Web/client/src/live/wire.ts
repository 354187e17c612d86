// The public protocol of the live room, as docs/live-protocol.md describes it.

export type Phase = "lobby" | "open" | "closed" | "revealed" | "ended";

export interface Activity {
  activityId: string;
  kind: "single" | "poll";
  prompt: string;
  options: { id: string; text: string }[];
  secondsToAnswer?: number;
}

export interface Response {
  options: string[];
  sure?: boolean;
}

export interface Result {
  activityId: string;
  right: string[];
  tally: Record<string, number>;
  feedback: Record<string, string>;
}

export interface Snapshot {
  phase: Phase;
  activity?: Activity;
  result?: Result;
  answered: number;
  missed?: number;
  answers: Record<string, Response>;
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
  | ({ name: "resultsRevealed"; version: number } & Result)
  | { name: "sessionEnded"; version: number }
  | { name: "roomChanged"; version: number; snapshot: Snapshot }
  | { name: "tally"; version: number; activityId?: string; answered: number; joined: number; connected: number; late: number; counts?: Record<string, number> }
  | { name: "reconnecting" }
  | { name: "problem"; code: string; message: string };

export const roomMessages: ReadonlySet<string> = new Set([
  "activityOpened", "activityClosed", "resultsRevealed", "sessionEnded", "roomChanged", "tally", "reconnecting", "problem",
]);
