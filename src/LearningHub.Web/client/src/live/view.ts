// What a participant's page knows, and how it changes. Pure, so that its tests need neither a browser nor a server.
import type { Activity, Answered, Phase, Response, Result, RoomMessage, Snapshot } from "./wire.ts";

/** How the page stands with the hub. "moving": the hub is reaching the room anew. "polling": no WebSocket gets through, so it asks every few seconds. */
export type Link = "connecting" | "on" | "off" | "moving" | "polling";

export interface Waiting {
  answerId: string;
  activityId: string;
  response: Response;
}

export interface View {
  version: number;
  phase: Phase;
  activity: Activity | null;
  result: Result | null;
  answers: Record<string, Response>;
  /** Answers that the hub marked as late, by question. */
  late: Record<string, boolean>;
  waiting: Waiting[];
  missed: number;
  link: Link;
  refusal: string | null;
  /** Something was lost on the way: ask for the whole picture. */
  needsPicture: boolean;
}

export const blank: View = {
  version: 0, phase: "lobby", activity: null, result: null, answers: {}, late: {}, waiting: [], missed: 0,
  link: "connecting", refusal: null, needsPicture: false,
};

export type Happening =
  | RoomMessage
  | { name: "joined"; version: number; snapshot: Snapshot }
  | { name: "queued"; waiting: Waiting }
  | { name: "answered"; answerId: string; answered: Answered }
  | { name: "link"; link: Link };

export function next(view: View, it: Happening): View {
  switch (it.name) {
    case "joined": return it.version < view.version ? view : picture(view, it.version, it.snapshot, it.snapshot.answers);
    case "roomChanged": return it.version <= view.version ? view : picture(view, it.version, it.snapshot, view.answers);
    case "link": return { ...view, link: it.link };
    case "reconnecting": return { ...view, link: "moving" };
    case "queued": return { ...view, waiting: [...view.waiting.filter(w => w.activityId !== it.waiting.activityId), it.waiting], refusal: null };
    case "answered": return settled(view, it.answerId, it.answered);
    case "tally": return view;
    case "problem": return { ...view, refusal: it.message };
    default: return it.version <= view.version ? view : told(view, it); // seen before: a message can arrive twice
  }
}

/** The answer to the question on the page: sent, waiting, or none. */
export function mine(view: View): { response: Response; waiting: boolean } | null {
  const id = view.activity?.activityId;
  if (!id) return null;
  const waiting = view.waiting.find(w => w.activityId === id);
  const kept = view.answers[id];
  return kept ? { response: kept, waiting: false } : waiting ? { response: waiting.response, waiting: true } : null;
}

function picture(view: View, version: number, snapshot: Snapshot, answers: Record<string, Response>): View {
  return {
    ...view, version, phase: snapshot.phase, activity: snapshot.activity ?? null, result: snapshot.result ?? null, answers,
    missed: snapshot.missed ?? view.missed, needsPicture: false,
    waiting: view.waiting.filter(w => !answers[w.activityId]),
  };
}

function told(view: View, it: Extract<RoomMessage, { name: "activityOpened" | "activityClosed" | "resultsRevealed" | "sessionEnded" }>): View {
  const known = { ...view, version: it.version };
  switch (it.name) {
    case "activityOpened": return { ...known, phase: "open", activity: it.activity, result: null, refusal: null };
    case "activityClosed": return view.activity?.activityId === it.activityId ? { ...known, phase: "closed" } : { ...view, needsPicture: true };
    case "resultsRevealed":
      return view.activity?.activityId === it.activityId
        ? { ...known, phase: "revealed", result: { activityId: it.activityId, right: it.right, tally: it.tally, feedback: it.feedback } }
        : { ...view, needsPicture: true };
    case "sessionEnded": return { ...known, phase: "ended" };
  }
}

function settled(view: View, answerId: string, answered: Answered): View {
  const sent = view.waiting.find(w => w.answerId === answerId);
  if (!sent) return view;
  const waiting = view.waiting.filter(w => w.answerId !== answerId);
  if (answered.status === "refused")
    return { ...view, waiting, refusal: answered.reason ?? "This answer was not accepted.", needsPicture: answered.code === "live.already-answered" };
  return {
    ...view, waiting, refusal: null,
    answers: { ...view.answers, [sent.activityId]: sent.response },
    late: answered.status === "late" ? { ...view.late, [sent.activityId]: true } : view.late,
  };
}
