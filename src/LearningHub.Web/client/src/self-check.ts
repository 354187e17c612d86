// "Check yourself" on a page that is kept on this phone: the answer is shown here, in the words in which the hub shows it, and nothing is sent.
import { t } from "./common/text.ts";
import { h } from "./live/dom.ts";
import { canKeep, fromKept } from "./offline/store.ts";

interface Option { id: string; right: boolean; feedback: string }

/** A form that the hub would answer with a page: a visitor's. One that keeps an answer is posted, and is left alone. */
const VISITORS = "section.check form[method='get']";

async function checksHere(): Promise<Record<string, Option[]> | null> {
  const module = /^\/modules\/([\w-]+)\//.exec(location.pathname)?.[1];
  const kept = module && canKeep() ? await fromKept(`/offline/${module}/checks.json`) : null;
  return kept ? (await kept.response.json() as { checks: Record<string, Option[]> }).checks : null;
}

void checksHere().then(checks => {
  if (!checks) return;
  for (const form of document.querySelectorAll<HTMLFormElement>(VISITORS)) {
    form.addEventListener("submit", event => {
      const [item, given] = [...new FormData(form)][0] ?? [];
      const options = item ? checks[item] : undefined;
      if (!item || !options) return;
      event.preventDefault();
      show(form, options, String(given));
      form.dispatchEvent(new CustomEvent("self-check-answered", { bubbles: true, detail: { item, option: String(given) } }));
    });
  }
});

function show(form: HTMLFormElement, options: readonly Option[], given: string): void {
  const section = form.closest("section")!;
  const said = section.querySelector<HTMLElement>("div[role='status']") ?? section.appendChild(h("div", { role: "status" }));
  said.replaceChildren(...options.map(option => {
    const words = h("p", { class: `feedback ${option.right ? "right" : "wrong"}` },
      h("b", {}, option.id === given ? (option.right ? t("Right, your choice:") : t("Not right, your choice:")) : option.right ? t("Right:") : t("Not right:")), " ",
      ...textOf(form, option.id), h("br"));
    words.insertAdjacentHTML("beforeend", option.feedback); // the hub's own, as it stands in the lesson
    return words;
  }));
  form.querySelector("button")!.textContent = t("Try again");
}

/** The option's words, as the form shows them. */
const textOf = (form: HTMLFormElement, option: string): Node[] =>
  [...form.querySelector(`input[value="${CSS.escape(option)}"] + span`)?.childNodes ?? []].map(node => node.cloneNode(true));
