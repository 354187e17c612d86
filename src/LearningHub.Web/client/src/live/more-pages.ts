// What was shown so far, and phones that several people share.
import type { Tools } from "./tools.ts";
import type { Activity, Response, Result, Shown } from "./wire.ts";

const MOST_PEOPLE = 12;

export const history = ({ h, card, isCard, said, verdict }: Tools) =>
  (shown: Shown[], answers: Record<string, Response>, ended: boolean, result: (activity: Activity, result: Result, answers: Record<string, Response>) => Node[]): Node[] =>
    shown.map(it => {
      const { activity } = it;
      if (isCard(activity)) return h("section", { class: "shown" }, ...card(activity));
      const mine = answers[activity.activityId] ?? null;
      return h("section", { class: "shown" },
        h("h2", { class: "prompt" }, activity.prompt),
        !!mine && h("p", { class: "said" }, `My answer: ${said(activity, mine)}. ${it.result ? verdict(activity, it.result, mine) : ""}`),
        ...(it.result ? result(activity, it.result, answers) : [h("p", { class: "meta" }, `The result was not shown${ended ? "" : " yet"}.`)]));
    });

export const team = ({ h }: Tools) => (say: (people: number) => void): HTMLElement => {
  const select = h("select", { id: "people" }, h("option", { value: "" }, "one person"),
    ...Array.from({ length: MOST_PEOPLE - 1 }, (_, i) => h("option", { value: String(i + 2) }, `${i + 2} people`))) as HTMLSelectElement;
  const done = h("p", { role: "status" });
  return h("details", { class: "team" }, h("summary", {}, "We share this phone"),
    h("div", { class: "field" }, h("label", { for: "people" }, "We are ", h("span", { class: "hint" }, "You answer together, and your answers are marked as given together.")), select),
    h("button", { type: "button", onclick: () => {
      if (!select.value) return;
      say(Number(select.value));
      done.textContent = `Noted: ${select.value} people share this phone.`;
    } }, "Say so"), done);
};
