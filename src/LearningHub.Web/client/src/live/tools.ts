// What the script for rarer things is given by the page's own script.
import { many, t } from "../common/text.ts";
import { hintOf, lang, legend } from "./ask.ts";
import { h, say } from "./dom.ts";
import { feedback, inTime, modes, people, share, table } from "./results.ts";
import { isWall } from "./wall-wire.ts";
import type { Activity } from "./wire.ts";
import { hint, plain, textOf } from "./words.ts";

/** What the room looks at together: a lesson's points, the case, a pause. */
export function card(activity: Activity): Node[] {
  return [
    legend(activity, "h2"),
    ...(activity.points?.length ? [h("ol", { class: "points", lang: "en" }, ...activity.points.map(point => h("li", {}, point)))] : []),
    ...(activity.link ? [h("p", {}, h("a", { class: "button quiet", href: activity.link }, activity.kind === "case" ? t("Open the case") : t("Read the whole lesson")))] : []),
  ];
}

export const tools = { t, many, h, say, isWall, lang, legend, hintOf, hint, plain, textOf, feedback, inTime, modes, people, share, table };

export type Tools = typeof tools;
