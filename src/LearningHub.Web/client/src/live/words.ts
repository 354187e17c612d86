// What the page says about the room and about my answer, in whole sentences. LiveWords.cs says the same without script.
import { mine, sight, type View } from "./view.ts";
import { isWall } from "./wall-wire.ts";
import { isCard, type Activity, type Option, type Response, type Result } from "./wire.ts";

export function stateLine(view: View): string {
  const { activity } = view;
  if (view.phase === "ended") return "This session has ended. Thank you for taking part.";
  if (view.phase === "lobby" || !activity) return "You are in. The first question comes when the facilitator opens it.";
  if (isCard(activity)) return "Follow the facilitator. You may read this at your own pace.";
  if (isWall(activity)) return view.phase === "open" ? "The wall is open. Write, and support what others wrote." : "The wall is closed to new posts.";
  switch (view.phase) {
    case "open": return mine(view) ? "You have answered. Wait for the others." : activity.vote === 2 ? "Vote a second time, as you think now. Take your time." : "The question is open. Take your time.";
    case "closed": return activity.vote === 1 ? "The first vote is closed. Next you talk with somebody." : "The question is closed. The result comes next.";
    case "talking": return "Talk now. Then you vote a second time.";
    case "revealed": return "Here is the result.";
  }
}

/** Whom to talk with between two votes. */
export const partnerLine = (pair: number | null | undefined): string =>
  pair === undefined ? "A moment: your partner is being looked for."
  : pair === null ? "Talk with your neighbour. Tell each other why you voted as you did."
  : `Find the other person with number ${pair}: she or he voted otherwise. Tell each other why.`;

/** The link in words: them, us or the venue. */
export function linkLine(view: View): string {
  const waits = view.waiting.length;
  const many = waits === 1 ? "1 answer is" : `${waits} answers are`;
  const kept = (waits === 0 ? "" : ` ${many} waiting on this phone and ${waits === 1 ? "goes" : "go"} out when the link is back.`)
    + (view.sentAt === null ? "" : ` Last sent ${clock(view.sentAt)}.`);
  switch (view.link) {
    case "on": return "";
    case "polling": return "Connected by a slow way: news can take a few seconds.";
    case "moving": return "Reconnecting: the room is being reached again. Nothing is lost.";
    case "connecting": return `Connecting.${kept}`;
    case "offline": return `You are offline: this phone has no network.${kept}`;
    case "silent": return `Your network works, but the hub does not answer. This page tries again by itself.${kept}`;
    case "off": return `No link to the hub now: nothing gets through. This page tries again by itself.${kept}`;
  }
}

export function answerLine(view: View): string {
  const { activity, phase } = sight(view);
  const answer = mine(view, activity);
  if (!answer || !activity) return "";
  const text = said(activity, answer.response);
  if (answer.waiting) return view.link === "on" || view.link === "polling" ? `Sending: ${text}` : `Kept on this phone. It goes out when the link is back. Your answer: ${text}`;
  if (view.late[activity.activityId]) return `Your answer is kept and marked late: ${text}`;
  if (phase === "revealed") return `You answered: ${text}`;
  return activity.vote === 1 ? `Your vote is kept: ${text}. It stays hidden until everybody has voted twice.` : `Your answer is kept: ${text}`;
}

export function resultLine(view: View): string {
  const { activity, result, phase } = sight(view);
  return phase === "revealed" && activity && result ? verdict(activity, result, mine(view, activity)?.response ?? null) : "";
}

export function verdict(activity: Activity, result: Result, response: Response | null): string {
  const right = isRight(activity, result, response);
  const why = Object.keys(result.feedback).length > 0 ? " See why below." : "";
  return right === null ? "" : right ? "Your answer is right." : `Your answer is not right.${why}`;
}

/** Whether my whole answer is right; null where nothing is right or wrong. */
export function isRight(activity: Activity, { right, detail }: Result, response: Response | null): boolean | null {
  if (!response || !activity.judged) return null;
  switch (activity.kind) {
    case "number": return detail?.number ? Math.abs((response.number ?? NaN) - detail.number.value) <= detail.number.within : null;
    case "text": return !!detail?.accepted?.some(text => plain(text) === plain(response.text ?? ""));
    case "ordering": return right.join() === response.order?.join();
    case "matching": return activity.options.every((option, i) => detail?.matches?.[option.id] === response.order?.[i]);
    default: return activity.options.every(option => right.includes(option.id) === !!response.options?.includes(option.id));
  }
}

/** What an answer looks like; empty for one option. */
export function hint(activity: Activity): string {
  const { most, kind } = activity;
  switch (kind) {
    case "multiple": return most && most < activity.options.length ? `Several can be right. Choose up to ${most}.` : "Several can be right.";
    case "words": return `${most ? `Up to ${most} entries of one` : "One"} to three words. Please write no names of people.`;
    case "text": return "A few words. Please write no names of people.";
    case "ranking": return "Put what matters most to you first.";
    case "ordering": return "Put them in the right order.";
    case "matching": return "Each one has a different partner.";
    default: return most ? `Choose up to ${most}.` : "";
  }
}

/** An answer in words. */
export function said(activity: Activity, response: Response): string {
  const { options, choices = [], range } = activity;
  const { order = [] } = response;
  const text = response.number !== undefined ? response.number + (range?.unit ? ` ${range.unit}` : "")
    : response.text !== undefined ? response.text.split("\n").join(", ")
    : activity.kind === "matching" ? order.map((id, i) => `${options[i]?.text} → ${textOf(choices, id)}`).join("; ")
    : order.length > 0 ? order.map((id, i) => `${i + 1}. ${textOf(options, id)}`).join(", ")
    : options.filter(option => response.options?.includes(option.id)).map(option => option.text).join(", ");
  return response.sure === undefined ? text : `${text} (${response.sure ? "sure" : "not sure"})`;
}

export const textOf = (options: Option[], id: string): string => options.find(option => option.id === id)?.text ?? id;

/** A text as it is compared: lower case, single spaces, no mark at the end. */
export const plain = (text: string): string => text.toLowerCase().trim().replace(/\s+/g, " ").replace(/[.!?,;:]+$/, "");

/** A time hint, as exact as a person needs it. */
export function left(seconds: number): string {
  return seconds <= 0 ? "The time is up. You can still answer."
    : seconds <= 15 ? "A few seconds left."
    : seconds <= 40 ? "About half a minute left."
    : seconds <= 90 ? "About 1 minute left."
    : `About ${Math.round(seconds / 60)} minutes left.`;
}

const clock = (at: number): string => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
