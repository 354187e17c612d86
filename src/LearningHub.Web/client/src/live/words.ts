// What the page says about the room and about my answer, in whole sentences. LiveWords.cs says the same without script.
import { many, t } from "../common/text.ts";
import { clockTime } from "../common/times.ts";
import { mine, sight, type View } from "./view.ts";
import { isWall } from "./wall-wire.ts";
import { isCard, type Activity, type Option, type Response, type Result } from "./wire.ts";

export function stateLine(view: View): string {
  const { activity } = view;
  if (view.phase === "ended") return t("This session has ended. Thank you for taking part.");
  if (view.phase === "lobby" || !activity) return t("You are in. The first question comes when the facilitator opens it.");
  if (isCard(activity)) return t("Follow the facilitator. You may read this at your own pace.");
  if (isWall(activity)) return view.phase === "open" ? t("The wall is open. Write, and support what others wrote.") : t("The wall is closed to new posts.");
  switch (view.phase) {
    case "open": return mine(view) ? t("You have answered. Wait for the others.") : activity.vote === 2 ? t("Vote a second time, as you think now. Take your time.") : t("The question is open. Take your time.");
    case "closed": return activity.vote === 1 ? t("The first vote is closed. Next you talk with somebody.") : t("The question is closed. The result comes next.");
    case "talking": return t("Talk now. Then you vote a second time.");
    case "revealed": return t("Here is the result.");
  }
}

/** Whom to talk with between two votes. */
export const partnerLine = (pair: number | null | undefined): string =>
  pair === undefined ? t("A moment: your partner is being looked for.")
  : pair === null ? t("Talk with your neighbour. Tell each other why you voted as you did.")
  : t("Find the other person with number {0}: she or he voted otherwise. Tell each other why.", pair);

/** The link in words: them, us or the venue. */
export function linkLine(view: View): string {
  const waits = view.waiting.length;
  const down = (why: string): string => why
    + (waits === 0 ? "" : " " + many("{0} answer is waiting on this phone and goes out when the link is back.", "{0} answers are waiting on this phone and go out when the link is back.", waits))
    + (view.sentAt === null ? "" : " " + t("Last sent {0}.", clockTime(new Date(view.sentAt))));
  switch (view.link) {
    case "on": return "";
    case "polling": return t("Connected by a slow way: news can take a few seconds.");
    case "moving": return t("Reconnecting: the room is being reached again. Nothing is lost.");
    case "connecting": return down(t("Connecting."));
    case "offline": return down(t("You are offline: this phone has no network."));
    case "silent": return down(t("Your network works, but the hub does not answer. This page tries again by itself."));
    case "off": return down(t("No link to the hub now: nothing gets through. This page tries again by itself."));
  }
}

export function answerLine(view: View): string {
  const { activity, phase } = sight(view);
  const answer = mine(view, activity);
  if (!answer || !activity) return "";
  const text = said(activity, answer.response);
  if (answer.waiting) return view.link === "on" || view.link === "polling" ? t("Sending: {0}", text) : t("Kept on this phone. It goes out when the link is back. Your answer: {0}", text);
  if (view.late[activity.activityId]) return t("Your answer is kept and marked late: {0}", text);
  if (phase === "revealed") return t("You answered: {0}", text);
  return activity.vote === 1 ? t("Your vote is kept: {0}. It stays hidden until everybody has voted twice.", text) : t("Your answer is kept: {0}", text);
}

export function resultLine(view: View): string {
  const { activity, result, phase } = sight(view);
  return phase === "revealed" && activity && result ? verdict(activity, result, mine(view, activity)?.response ?? null) : "";
}

export function verdict(activity: Activity, result: Result, response: Response | null): string {
  const right = isRight(activity, result, response);
  return right === null ? "" : right ? t("Your answer is right.") : Object.keys(result.feedback).length > 0 ? t("Your answer is not right. See why below.") : t("Your answer is not right.");
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
    case "multiple": return most && most < activity.options.length ? t("Several can be right. Choose up to {0}.", most) : t("Several can be right.");
    case "words": return most ? t("Up to {0} entries of one to three words. Please write no names of people.", most) : t("One to three words. Please write no names of people.");
    case "text": return t("A few words. Please write no names of people.");
    case "ranking": return t("Put what matters most to you first.");
    case "ordering": return t("Put them in the right order.");
    case "matching": return t("Each one has a different partner.");
    default: return most ? t("Choose up to {0}.", most) : "";
  }
}

/** Whether the page speaks another language than English. Set by the build. */
declare const IS_FOREIGN: boolean;

/** A number for a reader: 2,5 in French. */
const shown = (value: number): string => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2, useGrouping: false });

/** An answer in words. */
export function said(activity: Activity, response: Response): string {
  const { options, choices = [], range } = activity;
  const { order = [] } = response;
  const text = response.number !== undefined ? (IS_FOREIGN ? shown(response.number) : response.number) + (range?.unit ? ` ${range.unit}` : "")
    : response.text !== undefined ? response.text.split("\n").join(", ")
    : activity.kind === "matching" ? order.map((id, i) => `${options[i]?.text} → ${textOf(choices, id)}`).join("; ")
    : order.length > 0 ? order.map((id, i) => `${i + 1}. ${textOf(options, id)}`).join(", ")
    : options.filter(option => response.options?.includes(option.id)).map(option => option.text).join(", ");
  return response.sure === undefined ? text : response.sure ? t("{0} (sure)", text) : t("{0} (not sure)", text);
}

export const textOf = (options: Option[], id: string): string => options.find(option => option.id === id)?.text ?? id;

/** A text as it is compared: lower case, single spaces, no mark at the end. */
export const plain = (text: string): string => text.toLowerCase().trim().replace(/\s+/g, " ").replace(/[.!?,;:]+$/, "");

/** A time hint, as exact as a person needs it. */
export function left(seconds: number): string {
  return seconds <= 0 ? t("The time is up. You can still answer.")
    : seconds <= 15 ? t("A few seconds left.")
    : seconds <= 40 ? t("About half a minute left.")
    : seconds <= 90 ? t("About 1 minute left.")
    : t("About {0} minutes left.", Math.round(seconds / 60));
}
