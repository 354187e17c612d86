// What was shown so far: cards, questions with my answer, results. Nothing disappears when the session ends.
import { t } from "../common/text.ts";
import { legend } from "./ask.ts";
import { h } from "./dom.ts";
import { results, type SheetActs } from "./sheet.ts";
import { card } from "./tools.ts";
import { isWall } from "./wall-wire.ts";
import { isCard, type Response, type Shown } from "./wire.ts";
import { said, verdict } from "./words.ts";

export function past(shown: Shown[], answers: Record<string, Response>, ended: boolean, acts: SheetActs): Node[] {
  return shown.map(({ activity, result }) => {
    if (isCard(activity)) return h("section", { class: "shown" }, ...card(activity));
    const mine = answers[activity.activityId];
    return h("section", { class: "shown" },
      legend(activity, "h2"),
      !!mine && h("p", { class: "said" }, `${t("My answer: {0}.", said(activity, mine))} ${result ? verdict(activity, result, mine) : ""}`),
      ...(result ? results(activity, result, answers, acts)
        : isWall(activity) ? [h("p", {}, h("a", { href: `${location.pathname}/walls/${activity.activityId}` }, t("What was written on it")))]
        : [h("p", { class: "meta" }, ended ? t("The result was not shown.") : t("The result was not shown yet."))]));
  });
}
