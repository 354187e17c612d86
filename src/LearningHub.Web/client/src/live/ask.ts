// A question as a form: what every kind shares, and the kinds that choose options. The rarer ones come in more.ts.
import { t } from "../common/text.ts";
import { h, say } from "./dom.ts";
import { isEmpty, type Draft } from "./drafts.ts";
import type { Activity, Response } from "./wire.ts";
import { hint } from "./words.ts";

/** The part of a form that a kind makes. */
export interface Field {
  nodes: Node[];
  /** The answer, or what is missing in words. */
  read(): Response | string;
  /** What stands in the form now, however unfinished. */
  peek(): Draft;
}

export interface Frame {
  button: string;
  draft: Draft | null;
  keep(draft: Draft | null): void;
  send(response: Response): void;
}

export function ask(activity: Activity, field: Field, frame: Frame): HTMLFormElement {
  const alert = h("p", { role: "alert", hidden: true });
  const name = `sure-${activity.activityId}`;
  const sure = (): { sure?: boolean } => {
    const said = form.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)?.value;
    return said ? { sure: said === "true" } : {};
  };
  const typed = (): void => {
    const draft = { ...field.peek(), ...sure() };
    frame.keep(isEmpty(draft) ? null : draft);
    if (!alert.hidden) say(alert, "");
  };
  const form: HTMLFormElement = h("form", {
    novalidate: true, oninput: typed, onchange: typed,
    onsubmit: event => {
      event.preventDefault();
      const response = field.read();
      if (typeof response === "string") return say(alert, response);
      for (const button of form.querySelectorAll("button")) button.disabled = true;
      frame.send({ ...response, ...sure() });
    },
  }, ...field.nodes, activity.judged === true && confidence(name, frame.draft?.sure), alert, h("button", { class: "big" }, frame.button)) as HTMLFormElement;
  return form;
}

function confidence(name: string, said: boolean | undefined): HTMLElement {
  const choice = (value: boolean, text: string): HTMLElement =>
    h("label", { class: "choice" }, h("input", { type: "radio", name, value: String(value), checked: said === value }), h("span", {}, text));
  return h("fieldset", { class: "sure" }, h("legend", {}, t("How sure are you?"), " ", h("span", { class: "hint" }, t("You may leave this open."))), choice(true, t("I am sure")), choice(false, t("I am not sure")));
}

/** Whether the page speaks another language than the modules. Set by the build. */
declare const IS_FOREIGN: boolean;

/** Modules are in English; what a host makes up in the room may be in any language. */
export const lang = (activity: Activity): string | null => (IS_FOREIGN && !/^(own|priorities)-/.test(activity.activityId) ? "en" : null);

/** What a plan asks where its author wrote nothing: LivePrompts.cs. It comes in English, as to everybody in the room. */
const OWN: Record<string, string> = IS_FOREIGN ? {
  "Which messages will you pass on first?": t("Which messages will you pass on first?"), "What should be done first?": t("What should be done first?"),
  "Case exercise": t("Case exercise"), "Welcome. The session begins soon.": t("Welcome. The session begins soon."), "Pause": t("Pause"),
  "What do you want to ask?": t("What do you want to ask?"), "What do you want to ask the panel?": t("What do you want to ask the panel?"), "What should be done?": t("What should be done?"),
  "Look up and listen: the facilitator speaks.": t("Look up and listen: the facilitator speaks."),
} : {};

/** What an activity asks, in the page's language where the program itself asks it. */
export const asked = ({ prompt }: Activity): string => OWN[prompt] ?? prompt;

/** What is asked or shown, where a reader of the page is taken; as the name of a group unless it says otherwise. */
export const legend = (activity: Activity, tag = "legend"): HTMLElement => h(tag, { class: "prompt", tabindex: "-1", lang: IS_FOREIGN && OWN[activity.prompt] ? null : lang(activity) }, IS_FOREIGN ? asked(activity) : activity.prompt);

export const hintOf = (activity: Activity): HTMLElement | false => !!hint(activity) && h("p", { class: "hint" }, hint(activity));

/** One option, or up to `most` of them. */
export function options(activity: Activity, draft: Draft | null): Field {
  const name = `option-${activity.activityId}`;
  const most = activity.most ?? 1;
  const inputs = activity.options.map(option =>
    h("input", { type: most > 1 ? "checkbox" : "radio", name, value: option.id, checked: !!draft?.options?.includes(option.id) }) as HTMLInputElement);
  const chosen = (): string[] => inputs.filter(input => input.checked).map(input => input.value);
  return {
    nodes: [h("fieldset", {}, legend(activity), hintOf(activity), ...inputs.map((input, i) => h("label", { class: "choice" }, input, h("span", { lang: lang(activity) }, activity.options[i]!.text))))],
    read: () => {
      const ids = chosen();
      if (ids.length > most) return t("You have chosen {0}. Choose at most {1}, then send.", ids.length, most);
      return ids.length > 0 ? { options: ids } : most > 1 ? t("Choose at least one option, then send.") : t("Choose one option, then send.");
    },
    peek: () => ({ options: chosen() }),
  };
}
