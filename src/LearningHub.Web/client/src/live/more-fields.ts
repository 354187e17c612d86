// Forms of the kinds that choose no options. None needs dragging; all work by keyboard and at 320 px.
import type { Field } from "./ask.ts";
import type { Draft } from "./drafts.ts";
import type { Tools } from "./tools.ts";
import type { Activity, Option, Response } from "./wire.ts";

const LONGEST_TEXT = 200;
const LONGEST_ENTRY = 30;

/** A number as people type it, with a comma or a point; null when it is none. */
export function readNumber(typed: string): number | null {
  const plain = typed.trim().replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** The list with one entry moved by a place up (-1) or down (1). */
export function moved<T>(list: readonly T[], at: number, by: number): T[] {
  const next = [...list];
  const to = at + by;
  if (to >= 0 && to < list.length) [next[at], next[to]] = [next[to]!, next[at]!];
  return next;
}

/** Entries of a word cloud, or what is wrong with them. */
export function readWords({ t }: Pick<Tools, "t">, typed: string[]): string[] | string {
  const entries = typed.map(entry => entry.trim().replace(/\s+/g, " ")).filter(entry => entry);
  if (entries.length === 0) return t("Write at least one word, then send.");
  const long = entries.find(entry => entry.length > LONGEST_ENTRY);
  return long ? t("“{0}” is too long: at most {1} characters each.", long, LONGEST_ENTRY) : entries;
}

/** A number as the page's language writes it: 2,5 in French. */
const shown = (value: number): string => value.toLocaleString(globalThis.document?.documentElement.lang, { maximumFractionDigits: 2, useGrouping: false });

export const fields = (tools: Tools) => (activity: Activity, draft: Draft | null, touched: () => void): Field | null => {
  const { h, t, lang, legend, hintOf, hint } = tools;
  const id = `answer-${activity.activityId}`;
  const { range, options, choices = [] } = activity;
  const group = (...children: Node[]): Node[] => [h("fieldset", {}, legend(activity), hintOf(activity), ...children)];
  const line = (label: string, control: HTMLElement): HTMLElement => h("div", { class: "field" }, h("label", { for: control.id }, label), control);

  switch (activity.kind) {
    case "scale": {
      if (!range) return null;
      const steps = Array.from({ length: range.max - range.min + 1 }, (_, i) => range.min + i);
      const end = (step: number): string => (step === range.min && range.low ? `, ${range.low}` : step === range.max && range.high ? `, ${range.high}` : "");
      const radios = steps.map(step => h("input", { type: "radio", name: id, value: String(step), checked: draft?.text === String(step) }) as HTMLInputElement);
      const chosen = (): string => radios.find(radio => radio.checked)?.value ?? "";
      return {
        nodes: group(
          h("div", { class: "scale" }, ...radios.map((radio, i) => h("label", {}, radio, h("span", {}, String(steps[i]), h("span", { class: "visually-hidden" }, end(steps[i]!)))))),
          h("p", { class: "ends", lang: lang(activity), "aria-hidden": "true" }, h("span", {}, range.low ? `${range.min}: ${range.low}` : ""), h("span", {}, range.high ? `${range.max}: ${range.high}` : ""))),
        read: () => (chosen() ? { number: Number(chosen()) } : t("Choose a number, then send.")),
        peek: () => ({ text: chosen() }),
      };
    }
    case "number": {
      const unit = range?.unit;
      const asked = !range ? t("A number.") : unit ? t("A number in {0}, from {1} to {2}.", unit, shown(range.min), shown(range.max)) : t("A number, from {0} to {1}.", shown(range.min), shown(range.max));
      return oneLine(asked, { inputmode: "decimal", maxlength: "20" }, typed => {
        const number = readNumber(typed);
        return number === null ? t("Type a number with digits, then send.") : range && (number < range.min || number > range.max) ? t("Type a number from {0} to {1}, then send.", shown(range.min), shown(range.max)) : { number };
      });
    }
    case "text":
      return oneLine(hint(activity), { maxlength: String(LONGEST_TEXT) }, typed => (typed.trim() ? { text: typed.trim() } : t("Write something, then send.")));
    case "words": {
      const begun = draft?.text?.split("\n") ?? [];
      const inputs = Array.from({ length: activity.most ?? 1 }, (_, i) =>
        h("input", { id: `${id}-${i}`, maxlength: String(LONGEST_ENTRY), autocomplete: "off", value: begun[i] ?? "" }) as HTMLInputElement);
      const typed = (): string[] => inputs.map(input => input.value);
      return {
        nodes: group(...inputs.map((input, i) => line(t("Word {0}", i + 1), input))),
        read: () => {
          const entries = readWords(tools, typed());
          return typeof entries === "string" ? entries : { text: entries.join("\n") };
        },
        peek: () => ({ text: typed().join("\n") }),
      };
    }
    case "ranking":
    case "ordering":
      return inOrder();
    case "matching": {
      const selects = options.map((option, i) => {
        const select = h("select", { id: `${id}-${option.id}` }, h("option", { value: "" }, t("Choose what belongs to it")),
          ...choices.map(choice => h("option", { value: choice.id, lang: lang(activity), selected: draft?.order?.[i] === choice.id }, choice.text))) as HTMLSelectElement;
        return select;
      });
      const order = (): string[] => selects.map(select => select.value);
      return {
        nodes: group(...selects.map((select, i) => line(options[i]!.text, select))),
        read: (): Response | string => {
          const empty = order().indexOf("");
          if (empty >= 0) return t("Choose what belongs to “{0}”, then send.", options[empty]!.text);
          const twice = order().find((choice, i, all) => all.indexOf(choice) !== i);
          return twice ? t("You chose “{0}” twice. Each has a different partner.", tools.textOf(choices, twice)) : { order: order() };
        },
        peek: () => ({ order: order() }),
      };
    }
    default:
      return null;
  }

  function oneLine(asked: string, attributes: Record<string, string>, read: (typed: string) => Response | string): Field {
    const input = h("input", { id, autocomplete: "off", value: draft?.text ?? "", ...attributes }) as HTMLInputElement;
    return {
      nodes: [h("div", { class: "field" }, h("label", { class: "prompt", for: id, tabindex: "-1" }, h("span", { lang: lang(activity) }, activity.prompt), " ", h("span", { class: "hint" }, asked)), input)],
      read: () => read(input.value),
      peek: () => ({ text: input.value }),
    };
  }

  /** A list with a button up and a button down on each line; what moved is said aloud. */
  function inOrder(): Field {
    const known = draft?.order?.length === options.length ? draft.order : null;
    let order: Option[] = known ? known.map(id => options.find(option => option.id === id)!) : [...options];
    const isMoved = (): boolean => order.some((option, i) => option !== options[i]);
    const aloud = h("p", { class: "visually-hidden", role: "status" });
    const list = h("ol", { class: "order" });
    const lines = new Map(options.map(option => {
      const place = h("b", {});
      const button = (by: number, text: string): HTMLButtonElement => h("button", {
        type: "button", class: "quiet", "aria-label": by < 0 ? t("Move up: {0}", option.text) : t("Move down: {0}", option.text), onclick: () => move(option, by),
      }, text) as HTMLButtonElement;
      const [up, down] = [button(-1, t("Move up")), button(1, t("Move down"))];
      return [option, { place, up, down, element: h("li", {}, place, h("span", { class: "what", lang: lang(activity) }, option.text), up, down) }] as const;
    }));
    const draw = (): void => {
      order.forEach((option, i) => {
        const { place, up, down, element } = lines.get(option)!;
        place.textContent = `${i + 1}.`;
        // Not disabled: a button that disables itself under a finger throws the keyboard's place away.
        up.setAttribute("aria-disabled", String(i === 0));
        down.setAttribute("aria-disabled", String(i === order.length - 1));
        if (list.children[i] !== element) list.insertBefore(element, list.children[i] ?? null);
      });
    };
    const move = (option: Option, by: number): void => {
      const at = order.indexOf(option);
      if (at + by < 0 || at + by >= order.length) return;
      order = moved(order, at, by);
      draw();
      const { up, down } = lines.get(option)!;
      (by < 0 ? up : down).focus();
      aloud.textContent = t("{0}: now place {1} of {2}.", option.text, at + by + 1, order.length);
      touched();
    };
    draw();
    return {
      nodes: group(list, aloud),
      read: () => ({ order: order.map(option => option.id) }),
      peek: () => (isMoved() ? { order: order.map(option => option.id) } : {}),
    };
  }
};
