// Results of the kinds that are more than one vote on options. Rows and sentences are pure; the rest draws them.
import type { Row } from "./results.ts";
import type { Tools } from "./tools.ts";
import type { Activity, Response, Result } from "./wire.ts";

/** Whether the page speaks another language than English. Set by the build. */
declare const IS_FOREIGN: boolean;

/** The tally's name for what is not named by itself. */
const OTHERS = "…";

type Counting = Pick<Tools, "t" | "people" | "share" | "plain" | "textOf">;

export function rows(tools: Counting, activity: Activity, result: Result, answer: Response | null, first: Response | null): Row[] {
  const { t, people, share, plain, textOf } = tools;
  const { detail } = result;
  const { options, choices = [], range } = activity;
  const all = people(result);
  const count = (id: string): number => result.tally[id] ?? 0;
  const byCount = (): typeof options => [...options].sort((a, b) => count(b.id) - count(a.id) || a.id.localeCompare(b.id));
  const place = (id: string, right?: number): string | undefined => {
    const at = answer?.order?.indexOf(id) ?? -1;
    return at < 0 ? undefined : at + 1 === right ? t("Your place too") : t("Your place: {0}", at + 1);
  };
  const option = ({ id, text }: { id: string; text: string }): Row => {
    const votes = detail?.shift?.first;
    const [before, after] = [first?.options?.includes(id), answer?.options?.includes(id)];
    return {
      label: text, count: count(id), share: share(count(id), all), right: result.right.includes(id),
      before: votes ? { count: votes[id] ?? 0, share: share(votes[id] ?? 0, Object.values(votes).reduce((sum, n) => sum + n, 0)) } : undefined,
      mine: before && after ? t("Your answer, both times") : before ? t("Your first answer") : after ? (first ? t("Your second answer") : t("Your answer")) : undefined,
    };
  };
  switch (activity.kind) {
    case "scale":
    case "number": {
      const value = (name: string): number => (name === OTHERS ? Infinity : Number(name));
      const label = (name: string): string =>
        name === OTHERS ? t("All others") : activity.kind === "number" ? round(value(name)) + (range?.unit ? ` ${range.unit}` : "")
        : value(name) === range?.min && range.low ? `${name}: ${range.low}` : value(name) === range?.max && range.high ? `${name}: ${range.high}` : name;
      return Object.entries(result.tally).sort(([a], [b]) => value(a) - value(b)).map(([name, n]) => ({
        label: label(name), count: n, share: share(n, all), right: !!detail?.number && Math.abs(value(name) - detail.number.value) <= detail.number.within,
        mine: answer?.number === value(name) ? t("Your answer") : undefined,
      }));
    }
    case "text":
    case "words": {
      const typed = (answer?.text ?? "").split("\n").map(plain);
      const accepted = (detail?.accepted ?? []).map(plain);
      return Object.entries(result.tally).sort(([a, n], [b, m]) => Number(a === OTHERS) - Number(b === OTHERS) || m - n || (a < b ? -1 : 1)).map(([text, n]) => ({
        label: text === OTHERS ? t("All others") : text, count: n, share: share(n, all), right: accepted.includes(plain(text)), mine: typed.includes(plain(text)) ? t("Your answer") : undefined,
      }));
    }
    case "ranking": return byCount().map(({ id, text }, i) => ({ label: text, count: count(id), share: share(count(id), all * options.length), place: i + 1, mine: place(id) }));
    case "ordering": return result.right.map((id, i) => ({ label: textOf(options, id), count: count(id), share: share(count(id), all), place: i + 1, mine: place(id, i + 1) }));
    case "matching":
      return options.map(({ id, text }, i) => {
        const [partner, chosen] = [detail?.matches?.[id] ?? "", answer?.order?.[i]];
        return {
          label: `${text} → ${textOf(choices, partner)}`, count: count(id), share: share(count(id), all),
          mine: chosen === undefined ? undefined : chosen === partner ? t("Yours too") : t("You chose: {0}", textOf(choices, chosen)),
        };
      });
    case "takeaways":
    case "priorities": return byCount().map(option);
    default: return options.map(option);
  }
}

export function caption({ t, many, people, inTime, modes }: Pick<Tools, "t" | "many" | "people" | "inTime" | "modes">, activity: Activity, result: Result): string {
  const n = people(result);
  const said = (): string => {
    switch (activity.kind) {
      case "takeaways":
      case "priorities": return many("Votes of {0} person", "Votes of {0} people", n);
      case "ranking": return many("Points from {0} person: first place is worth {1}, last place 1", "Points from {0} people: first place is worth {1}, last place 1", n, activity.options.length);
      case "ordering": return many("How many of {0} person put each one in its right place", "How many of {0} people put each one in its right place", n);
      case "matching": return many("How many of {0} person found each pair", "How many of {0} people found each pair", n);
      default: return inTime(n);
    }
  };
  return said() + modes(result) + (result.detail?.shift ? ". " + t("Upper bar: before the talk. Lower bar: after it") : "");
}

/** What the numbers say; empty where the table says it all. */
export function sentences({ t }: Pick<Tools, "t">, activity: Activity, { detail }: Result): string[] {
  if (!detail) return [];
  const unit = activity.range?.unit ? ` ${activity.range.unit}` : "";
  const lines: string[] = [];
  if (detail.allRight !== undefined && ["multiple", "number", "text", "ordering", "matching"].includes(activity.kind)) {
    const judged = detail.people - (activity.kind === "multiple" ? detail.modes?.["hands"] ?? 0 : 0); // hands on several options: nobody knows whose they were
    lines.push(activity.kind === "number" || activity.kind === "text" ? t("{0} of {1} had the right answer.", detail.allRight, judged) : t("{0} of {1} had all of it right.", detail.allRight, judged));
  }
  if (detail.number) {
    const { value, within } = detail.number;
    lines.push(t("Right: {0}.", round(value) + unit) + (within === 0 ? "" : " " + t("From {0} to {1} counts as right.", round(value - within), round(value + within))));
  }
  if (detail.accepted?.length) lines.push(t("Right: {0}.", detail.accepted.join(t(", or "))));
  if (detail.mean !== undefined) lines.push(t("Mean {0}, median {1}.", round(detail.mean) + unit, round(detail.median ?? 0) + unit));
  if (detail.shift) {
    const { wrongToRight, stayedWrong, gain } = detail.shift;
    const wrong = wrongToRight + stayedWrong;
    lines.push(wrong === 0 ? t("Nobody who voted twice was wrong before the talk.")
      : t("Of the {0} who were wrong before the talk, {1} ({2} %) were right after it.", wrong, wrongToRight, Math.round(100 * wrongToRight / wrong)) + (gain === undefined ? "" : " " + t("Normalised gain: {0}.", round(gain))));
  }
  return lines;
}

export const richResult = (tools: Tools) => (activity: Activity, result: Result, answer: Response | null, first: Response | null): Node[] => {
  const { h, t, table, feedback } = tools;
  const lines = rows(tools, activity, result, answer, first);
  if (IS_FOREIGN && !["scale", "number", "text", "words"].includes(activity.kind)) for (const row of lines) row.lang = tools.lang(activity); // there people wrote the labels, or they are numbers
  const counted = table(caption(tools, activity, result), lines);
  const most = Math.max(1, ...lines.map(row => row.count));
  return [
    ...sentences(tools, activity, result).map(sentence => h("p", { class: "finding" }, sentence)),
    ...(lines.length === 0 ? [h("p", { class: "empty" }, t("Nobody answered in time."))]
      : activity.kind === "words" ? [
        h("ul", { class: "cloud" }, ...lines.map(row => h("li", { class: `w${1 + Math.round(4 * row.count / most)}` }, `${row.label} `, h("small", {}, String(row.count))))),
        h("details", {}, h("summary", {}, t("The same as a table")), counted)]
      : [counted]),
    ...(result.detail?.shift ? [shift(result.detail.shift)] : []),
    ...feedback(activity, result),
  ];

  function shift({ stayedRight, rightToWrong, wrongToRight, stayedWrong }: NonNullable<NonNullable<Result["detail"]>["shift"]>): HTMLElement {
    const line = (name: string, ...counts: number[]): HTMLElement => h("tr", {}, h("th", { scope: "row" }, name), ...counts.map(count => h("td", { class: "n" }, String(count))));
    return h("table", { class: "shift" }, h("caption", {}, t("What the talk changed, among those who voted twice")),
      h("thead", {}, h("tr", {}, h("td"), h("th", { scope: "col", class: "n" }, t("Right after")), h("th", { scope: "col", class: "n" }, t("Wrong after")))),
      h("tbody", {}, line(t("Right before"), stayedRight, rightToWrong), line(t("Wrong before"), wrongToRight, stayedWrong)));
  }
};

const round = (value: number): string => value.toLocaleString(globalThis.document?.documentElement.lang, { maximumFractionDigits: 2, useGrouping: false });
