// Results of the kinds that are more than one vote on options. Rows and sentences are pure; the rest draws them.
import type { Row } from "./results.ts";
import type { Tools } from "./tools.ts";
import type { Activity, Response, Result } from "./wire.ts";

/** The tally's name for what is not named by itself. */
const OTHERS = "…";

type Counting = Pick<Tools, "people" | "share" | "plain" | "textOf">;

export function rows(tools: Counting, activity: Activity, result: Result, answer: Response | null, first: Response | null): Row[] {
  const { people, share, plain, textOf } = tools;
  const { detail } = result;
  const { options, choices = [], range } = activity;
  const all = people(result);
  const count = (id: string): number => result.tally[id] ?? 0;
  const byCount = (): typeof options => [...options].sort((a, b) => count(b.id) - count(a.id) || a.id.localeCompare(b.id));
  const place = (id: string, right?: number): string | undefined => {
    const at = answer?.order?.indexOf(id) ?? -1;
    return at < 0 ? undefined : at + 1 === right ? "Your place too" : `Your place: ${at + 1}`;
  };
  const option = ({ id, text }: { id: string; text: string }): Row => {
    const votes = detail?.shift?.first;
    const [before, after] = [first?.options?.includes(id), answer?.options?.includes(id)];
    return {
      label: text, count: count(id), share: share(count(id), all), right: result.right.includes(id),
      before: votes ? { count: votes[id] ?? 0, share: share(votes[id] ?? 0, Object.values(votes).reduce((sum, n) => sum + n, 0)) } : undefined,
      mine: before && after ? "Your answer, both times" : before ? "Your first answer" : after ? (first ? "Your second answer" : "Your answer") : undefined,
    };
  };
  switch (activity.kind) {
    case "scale":
    case "number": {
      const value = (name: string): number => (name === OTHERS ? Infinity : Number(name));
      const label = (name: string): string =>
        name === OTHERS ? "All others" : activity.kind === "number" ? name + (range?.unit ? ` ${range.unit}` : "")
        : value(name) === range?.min && range.low ? `${name}: ${range.low}` : value(name) === range?.max && range.high ? `${name}: ${range.high}` : name;
      return Object.entries(result.tally).sort(([a], [b]) => value(a) - value(b)).map(([name, n]) => ({
        label: label(name), count: n, share: share(n, all), right: !!detail?.number && Math.abs(value(name) - detail.number.value) <= detail.number.within,
        mine: answer?.number === value(name) ? "Your answer" : undefined,
      }));
    }
    case "text":
    case "words": {
      const typed = (answer?.text ?? "").split("\n").map(plain);
      const accepted = (detail?.accepted ?? []).map(plain);
      return Object.entries(result.tally).sort(([a, n], [b, m]) => Number(a === OTHERS) - Number(b === OTHERS) || m - n || (a < b ? -1 : 1)).map(([text, n]) => ({
        label: text === OTHERS ? "All others" : text, count: n, share: share(n, all), right: accepted.includes(plain(text)), mine: typed.includes(plain(text)) ? "Your answer" : undefined,
      }));
    }
    case "ranking": return byCount().map(({ id, text }, i) => ({ label: text, count: count(id), share: share(count(id), all * options.length), place: i + 1, mine: place(id) }));
    case "ordering": return result.right.map((id, i) => ({ label: textOf(options, id), count: count(id), share: share(count(id), all), place: i + 1, mine: place(id, i + 1) }));
    case "matching":
      return options.map(({ id, text }, i) => {
        const [partner, chosen] = [detail?.matches?.[id] ?? "", answer?.order?.[i]];
        return {
          label: `${text} → ${textOf(choices, partner)}`, count: count(id), share: share(count(id), all),
          mine: chosen === undefined ? undefined : chosen === partner ? "Yours too" : `You chose: ${textOf(choices, chosen)}`,
        };
      });
    case "takeaways":
    case "priorities": return byCount().map(option);
    default: return options.map(option);
  }
}

export function caption(tools: Pick<Tools, "people" | "inTime" | "modes">, activity: Activity, result: Result): string {
  const n = tools.people(result);
  const who = n === 1 ? "1 person" : `${n} people`;
  const said = { takeaways: `Votes of ${who}`, priorities: `Votes of ${who}`, ranking: `Points from ${who}: first place is worth ${activity.options.length}, last place 1`,
    ordering: `How many of ${who} put each one in its right place`, matching: `How many of ${who} found each pair` }[activity.kind] ?? tools.inTime(n);
  return said + tools.modes(result) + (result.detail?.shift ? ". Upper bar: before the talk. Lower bar: after it" : "");
}

/** What the numbers say; empty where the table says it all. */
export function sentences(activity: Activity, { detail }: Result): string[] {
  if (!detail) return [];
  const unit = activity.range?.unit ? ` ${activity.range.unit}` : "";
  const lines: string[] = [];
  if (detail.allRight !== undefined && ["multiple", "number", "text", "ordering", "matching"].includes(activity.kind)) {
    const judged = detail.people - (activity.kind === "multiple" ? detail.modes?.["hands"] ?? 0 : 0); // hands on several options: nobody knows whose they were
    lines.push(`${detail.allRight} of ${judged} had ${activity.kind === "number" || activity.kind === "text" ? "the right answer" : "all of it right"}.`);
  }
  if (detail.number) {
    const { value, within } = detail.number;
    lines.push(`Right: ${round(value)}${unit}.${within === 0 ? "" : ` From ${round(value - within)} to ${round(value + within)} counts as right.`}`);
  }
  if (detail.accepted?.length) lines.push(`Right: ${detail.accepted.join(", or ")}.`);
  if (detail.mean !== undefined) lines.push(`Mean ${round(detail.mean)}${unit}, median ${round(detail.median ?? 0)}${unit}.`);
  if (detail.shift) {
    const { wrongToRight, stayedWrong, gain } = detail.shift;
    const wrong = wrongToRight + stayedWrong;
    lines.push(wrong === 0 ? "Nobody who voted twice was wrong before the talk."
      : `Of the ${wrong} who were wrong before the talk, ${wrongToRight} (${Math.round(100 * wrongToRight / wrong)} %) were right after it.${gain === undefined ? "" : ` Normalised gain: ${round(gain)}.`}`);
  }
  return lines;
}

export const richResult = (tools: Tools) => (activity: Activity, result: Result, answer: Response | null, first: Response | null): Node[] => {
  const { h, table, feedback } = tools;
  const lines = rows(tools, activity, result, answer, first);
  const counted = table(caption(tools, activity, result), lines);
  const most = Math.max(1, ...lines.map(row => row.count));
  return [
    ...sentences(activity, result).map(sentence => h("p", { class: "finding" }, sentence)),
    ...(lines.length === 0 ? [h("p", { class: "empty" }, "Nobody answered in time.")]
      : activity.kind === "words" ? [
        h("ul", { class: "cloud" }, ...lines.map(row => h("li", { class: `w${1 + Math.round(4 * row.count / most)}` }, `${row.label} `, h("small", {}, String(row.count))))),
        h("details", {}, h("summary", {}, "The same as a table"), counted)]
      : [counted]),
    ...(result.detail?.shift ? [shift(result.detail.shift)] : []),
    ...feedback(activity, result),
  ];

  function shift({ stayedRight, rightToWrong, wrongToRight, stayedWrong }: NonNullable<NonNullable<Result["detail"]>["shift"]>): HTMLElement {
    const line = (name: string, ...counts: number[]): HTMLElement => h("tr", {}, h("th", { scope: "row" }, name), ...counts.map(count => h("td", { class: "n" }, String(count))));
    return h("table", { class: "shift" }, h("caption", {}, "What the talk changed, among those who voted twice"),
      h("thead", {}, h("tr", {}, h("td"), h("th", { scope: "col", class: "n" }, "Right after"), h("th", { scope: "col", class: "n" }, "Wrong after"))),
      h("tbody", {}, line("Right before", stayedRight, rightToWrong), line("Wrong before", wrongToRight, stayedWrong)));
  }
};

const round = (value: number): string => String(Math.round(value * 100) / 100);
