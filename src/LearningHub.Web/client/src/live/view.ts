// What a participant's page knows, and how it changes. Pure, so that its tests need neither a browser nor a server.
import { t } from "../common/text.ts";
import { isQuestion, type Activity, type Answered, type Phase, type Response, type Result, type RoomMessage, type Shown, type Snapshot } from "./wire.ts";

/** How the page stands with the hub. "moving": the hub is reaching the room anew. "polling": no WebSocket gets through, so it asks every few seconds.
 * Down for one of three reasons: "offline", this phone has no network; "off", nothing gets through; "silent", something answers, but not the room. */
export type Link = "connecting" | "on" | "off" | "offline" | "silent" | "moving" | "polling";

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
  /** All that was shown, as far as this page has seen it. */
  shown: Shown[];
  /** The page may have missed something of what was shown. */
  gaps: boolean;
  /** Where somebody reads at her own pace; null while she follows the facilitator. */
  at: string | null;
  /** The number shared with a partner while people talk; null for a neighbour, undefined until the hub has said. */
  pair: number | null | undefined;
  /** When the time hint runs out by this device's clock, in milliseconds; with its length for the halfway mark. */
  timer: { endsAt: number; seconds: number } | null;
  link: Link;
  /** When the hub last kept an answer of ours, in milliseconds. */
  sentAt: number | null;
  refusal: string | null;
  /** Something was lost on the way: ask for the whole picture. "pair": ask at leisure, a hall asks at once. */
  needsPicture: boolean | "pair";
}

export const blank: View = {
  version: 0, phase: "lobby", activity: null, result: null, answers: {}, late: {}, waiting: [], missed: 0, shown: [], gaps: true, at: null,
  pair: undefined, timer: null, link: "connecting", sentAt: null, refusal: null, needsPicture: false,
};

export type Happening =
  | RoomMessage
  | { name: "joined"; version: number; snapshot: Snapshot }
  | { name: "queued"; waiting: Waiting }
  | { name: "answered"; answerId: string; answered: Answered }
  | { name: "shown"; shown: Shown[] }
  | { name: "follow"; follow: boolean }
  | { name: "sentAt"; at: number }
  | { name: "link"; link: Link };

/** @param now milliseconds since 1970 */
export function next(view: View, it: Happening, now = Date.now()): View {
  switch (it.name) {
    case "joined": return it.version < view.version ? view : picture(view, it.version, it.snapshot, it.snapshot.answers, it.snapshot.pair ?? null, now);
    case "roomChanged": return it.version <= view.version ? view : { ...picture(view, it.version, it.snapshot, view.answers, undefined, now), gaps: true, needsPicture: it.snapshot.phase === "talking" && "pair" };
    case "link": return { ...view, link: it.link };
    case "reconnecting": return { ...view, link: "moving" };
    case "queued": return queued(view, it.waiting);
    case "answered": return settled(view, it.answerId, it.answered, now);
    case "shown": return { ...view, shown: [...it.shown, ...view.shown.filter(mine => !it.shown.some(theirs => theirs.activity.activityId === mine.activity.activityId) && mine.activity.vote !== 1)], gaps: false };
    case "follow": return { ...view, at: it.follow ? null : view.activity?.activityId ?? null };
    case "sentAt": return { ...view, sentAt: it.at };
    case "tally": case "postsChanged": return view;
    case "problem": return { ...view, refusal: it.message };
    default: return it.version <= view.version ? view : told(view, it, now); // seen before: a message can arrive twice
  }
}

/** What stands on the page: what the facilitator shows, or where somebody stayed to read. */
export function sight(view: View): { activity: Activity | null; result: Result | null; phase: Phase } {
  if (view.at === null || view.at === view.activity?.activityId || view.phase === "ended") return view;
  const there = view.shown.find(shown => shown.activity.activityId === view.at);
  return there ? { activity: there.activity, result: there.result ?? null, phase: there.result ? "revealed" : "closed" } : view;
}

/** Somebody reads at her own pace, and the facilitator is elsewhere by now. */
export const isElsewhere = (view: View): boolean => sight(view).activity?.activityId !== view.activity?.activityId;

/** The answer to a question: sent, waiting, or none. */
export function mine(view: View, activity: Activity | null = view.activity): { response: Response; waiting: boolean } | null {
  if (!activity) return null;
  const waiting = view.waiting.find(w => w.activityId === activity.activityId);
  const kept = view.answers[activity.activityId];
  return kept ? { response: kept, waiting: false } : waiting ? { response: waiting.response, waiting: true } : null;
}

/** A first vote whose second was shown stands in the second's result. */
function withShown(view: View, activity: Activity, result?: Result): Shown[] {
  const others = result && activity.firstVote ? view.shown.filter(shown => shown.activity.activityId !== activity.firstVote) : view.shown;
  const known = others.find(shown => shown.activity.activityId === activity.activityId);
  if (!known) return [...others, result ? { activity, result } : { activity }];
  return result ? others.map(shown => (shown === known ? { activity, result } : shown)) : others;
}

const timer = (seconds: number | undefined, now: number): View["timer"] => (seconds === undefined ? null : { endsAt: now + 1000 * seconds, seconds });

function picture(view: View, version: number, snapshot: Snapshot, answers: Record<string, Response>, pair: number | null | undefined, now: number): View {
  const { activity, result } = snapshot;
  const waiting = view.waiting.filter(w => !answers[w.activityId]);
  // The hub counts as missed what waits here to be sent, and the question whose form is on the page.
  const asked = activity && !result && snapshot.phase !== "open" && snapshot.phase !== "ended" && !answers[activity.activityId] ? [activity.activityId] : [];
  const onTheirWay = new Set([...asked, ...waiting.filter(w => w.activityId !== activity?.activityId || result).map(w => w.activityId)]).size;
  return {
    ...view, version, phase: snapshot.phase, activity: activity ?? null, result: result ?? null, answers, pair,
    missed: snapshot.missed === undefined ? view.missed : Math.max(0, snapshot.missed - onTheirWay), needsPicture: false, timer: snapshot.phase === "open" ? timer(activity?.secondsToAnswer, now) : null,
    shown: activity ? withShown(view, activity, result) : view.shown,
    gaps: !!activity && (view.gaps || activity.activityId !== view.activity?.activityId), // another question than we knew: some may lie between
    waiting,
  };
}

type Told = Extract<RoomMessage, { name: "activityOpened" | "activityClosed" | "talkStarted" | "resultsRevealed" | "timerChanged" | "teamsShown" | "planChanged" | "sessionEnded" }>;

function told(view: View, it: Told, now: number): View {
  const known = { ...view, version: it.version };
  if ("activityId" in it && it.activityId !== view.activity?.activityId) return { ...view, gaps: true, needsPicture: true };
  switch (it.name) {
    case "activityOpened": {
      const { activity } = view;
      const left = activity && view.phase !== "revealed" && isLeft(view) && activity.activityId !== it.activity.activityId && it.activity.firstVote !== activity.activityId ? 1 : 0;
      return {
        ...known, phase: "open", activity: it.activity, result: null, refusal: null, missed: view.missed + left,
        timer: timer(it.activity.secondsToAnswer, now), shown: withShown(view, it.activity),
      };
    }
    case "activityClosed": return { ...known, phase: "closed", timer: null };
    case "talkStarted": return { ...known, phase: "talking", timer: null, pair: undefined, needsPicture: "pair" };
    case "timerChanged": return { ...known, timer: timer(it.secondsLeft, now) };
    case "resultsRevealed": {
      const result: Result = { activityId: it.activityId, right: it.right, tally: it.tally, feedback: it.feedback, ...(it.detail ? { detail: it.detail } : {}) };
      return { ...known, phase: "revealed", timer: null, result, missed: view.missed + (view.phase !== "revealed" && isLeft(view) ? 1 : 0), shown: withShown(view, view.activity!, result) };
    }
    case "sessionEnded": return { ...known, phase: "ended", timer: null };
    default: return known; // for hosts and screens
  }
}

/** The current question goes by without an answer of ours. */
const isLeft = (view: View): boolean => !!view.activity && isQuestion(view.activity) && !mine(view);

function queued(view: View, waiting: Waiting): View {
  const isNew = !view.waiting.some(w => w.activityId === waiting.activityId);
  const wasMissed = isNew && view.missed > 0 && (waiting.activityId !== view.activity?.activityId || view.phase === "revealed" || view.phase === "ended");
  return { ...view, waiting: [...view.waiting.filter(w => w.activityId !== waiting.activityId), waiting], refusal: null, missed: view.missed - (wasMissed ? 1 : 0) };
}

function settled(view: View, answerId: string, answered: Answered, now: number): View {
  const sent = view.waiting.find(w => w.answerId === answerId);
  if (!sent) return view;
  const waiting = view.waiting.filter(w => w.answerId !== answerId);
  if (answered.status === "refused")
    return { ...view, waiting, refusal: answered.reason ?? t("This answer was not accepted."), needsPicture: answered.code === "live.already-answered" };
  return {
    ...view, waiting, refusal: null, sentAt: now,
    answers: { ...view.answers, [sent.activityId]: sent.response },
    late: answered.status === "late" ? { ...view.late, [sent.activityId]: true } : view.late,
  };
}
