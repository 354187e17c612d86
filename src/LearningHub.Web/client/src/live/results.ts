// A result as a table whose bars are drawn beside the numbers: the numbers carry it, for every reader. LiveResultView.cs says the same without script.
import { many, t } from "../common/text.ts";
import { bar, h } from "./dom.ts";
import { lang } from "./ask.ts";
import type { Activity, Response, Result } from "./wire.ts";

/** Whether the page speaks another language than English. Set by the build. */
declare const IS_FOREIGN: boolean;

export interface Row {
  label: string;
  /** Of the label, where it is not the page's. */
  lang?: string | null;
  count: number;
  /** Of the longest bar there could be, 0 to 1. */
  share: number;
  /** Where a result has an order; counted from 1. */
  place?: number;
  right?: boolean;
  /** What my own answer says of this line. */
  mine?: string | undefined;
  /** The first of two votes. */
  before?: { count: number; share: number } | undefined;
}

export const people = (result: Result): number => result.detail?.people ?? Object.values(result.tally).reduce((sum, count) => sum + count, 0);

export const share = (count: number, all: number): number => (all === 0 ? 0 : Math.min(1, count / all));

export const inTime = (count: number): string => many("{0} answer in time", "{0} answers in time", count);

/** How many answers came otherwise than from a person's own phone. */
export function modes({ detail }: Result): string {
  const words: Record<string, string> = { hands: t("{0} by hands"), paper: t("{0} on paper"), sharedPhone: t("{0} from shared phones") };
  const parts = Object.entries(detail?.modes ?? {}).map(([mode, count]) => t(words[mode] ?? "{0} " + mode, count));
  return parts.length > 0 ? ` (${parts.join(", ")})` : "";
}

/** The result of a question with one vote on options. */
export function plainResult(activity: Activity, result: Result, answer: Response | null): Node[] {
  const all = people(result);
  return [
    table(inTime(all) + modes(result), activity.options.map(option => ({
      ...(IS_FOREIGN ? { lang: lang(activity) } : {}), label: option.text, count: result.tally[option.id] ?? 0, share: share(result.tally[option.id] ?? 0, all), right: result.right.includes(option.id),
      mine: answer?.options?.includes(option.id) ? t("Your answer") : undefined,
    }))),
    ...feedback(activity, result),
  ];
}

export function table(caption: string, rows: Row[]): HTMLElement {
  return h("div", { class: "scroll", role: "group", "aria-label": t("Table"), tabindex: "0" }, h("table", { class: "result" },
    h("caption", {}, caption),
    h("tbody", {}, ...rows.map(row => h("tr", {},
      h("th", { scope: "row" }, row.place ? `${row.place}. ` : "", IS_FOREIGN && row.lang ? h("span", { lang: row.lang }, row.label) : row.label, " ", !!row.right && h("b", { class: "tag right" }, t("Right")), " ", !!row.mine && h("b", { class: "tag" }, row.mine)),
      h("td", { class: "bars" }, !!row.before && bar(row.before.share, false), bar(row.share, !!row.right)),
      h("td", { class: "n" }, !!row.before && h("span", {}, `${row.before.count} `, h("span", { class: "arrow", "aria-hidden": "true" }, "→"), h("span", { class: "visually-hidden" }, t("before the talk, after it")), " "), String(row.count)))))));
}

export function feedback(activity: Activity, result: Result): Node[] {
  // A number or a text shows no options: what was written for one is said without it.
  if (activity.options.length === 0) return Object.values(result.feedback).map(text => h("p", { class: "feedback", lang: lang(activity) }, text));
  return activity.options.filter(option => result.feedback[option.id]).map(option =>
    h("p", { class: `feedback ${result.right.includes(option.id) ? "right" : "wrong"}`, lang: lang(activity) }, h("b", {}, `${option.text}: `), result.feedback[option.id]!));
}
