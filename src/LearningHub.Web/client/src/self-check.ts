// "Check yourself" on a page of a kept module: the feedback is shown here, in the words in which the hub shows it. A visitor's answer goes nowhere;
// that of somebody who is signed in waits in the outbox.
import { t } from "./common/text.ts";
import { h } from "./live/dom.ts";
import { canKeep, fromKept } from "./offline/store.ts";
import type * as outbox from "./outbox-page.ts";

interface Option { id: string; right: boolean; feedback: string }

interface Here { checks: Record<string, Option[]>; module: string }

async function checksHere(): Promise<Here | null> {
  const module = /\/modules\/([\w-]+)\//.exec(location.pathname)?.[1];
  const kept = module && canKeep() ? await fromKept(`/offline/${module}/checks.json`) : null;
  return kept ? { ...await kept.response.json() as { checks: Record<string, Option[]> }, module: `${kept.module.module}@${kept.module.version}` } : null;
}

void checksHere().then(here => {
  if (!here) return;
  // The hub would answer a visitor's form with a page: the phone answers in its place.
  for (const form of document.querySelectorAll<HTMLFormElement>("section.check form[method='get']")) {
    form.addEventListener("submit", event => {
      const [item, given] = [...new FormData(form)][0] ?? [];
      const options = item ? here.checks[item] : undefined;
      if (!item || !options) return;
      event.preventDefault();
      show(form, form.closest("section")!, options, String(given));
      form.querySelector("button")!.textContent = t("Try again");
      void keepAnswer(form, here.module, item, String(given));
    });
  }

  // A learner's form is posted; where the outbox took it instead, the feedback is shown under its note.
  for (const form of document.querySelectorAll<HTMLFormElement>("section.check form[data-outbox='check']")) {
    form.addEventListener("submit", () => {
      const section = form.closest("section")!;
      const options = here.checks[form.dataset["outboxItem"] ?? ""];
      const fields = new FormData(form);
      new MutationObserver((_, observer) => {
        if (form.isConnected || !options) return;
        observer.disconnect();
        show(form, section, options, String(fields.get("Option")), fields.get("Sure") === "true");
      }).observe(section, { childList: true });
    });
  }
});

/** On a page from this phone it is not printed who reads it: the answer is hers who is signed in. */
async function keepAnswer(form: HTMLFormElement, module: string, item: string, option: string): Promise<void> {
  const line = document.querySelector<HTMLElement>("[data-online-status]");
  const script = line?.dataset["script"];
  if (!line?.dataset["who"] || !script) return;
  const { keepDone } = await import(script) as typeof outbox;
  await keepDone({ kind: "check", stream: module, body: { Option: option, module, item }, label: t("Self-check: {0}", form.querySelector("legend")?.textContent ?? item) });
}

function show(form: HTMLFormElement, section: HTMLElement, options: readonly Option[], given: string, sure = false): void {
  const said = section.querySelector<HTMLElement>("div[role='status']") ?? section.appendChild(h("div", { role: "status" }));
  said.replaceChildren(...options.map(option => {
    const words = h("span", { lang: form.querySelector<HTMLElement>("legend")?.lang || null }, ...textOf(form, option.id), h("br"));
    words.insertAdjacentHTML("beforeend", option.feedback); // the hub's own, as it stands in the lesson
    return h("p", { class: `feedback ${option.right ? "right" : "wrong"}` },
      h("b", {}, option.id === given ? (option.right ? t("Right, your choice:") : t("Not right, your choice:")) : option.right ? t("Right:") : t("Not right:")), " ", words);
  }));
  if (sure && !options.some(option => option.id === given && option.right))
    said.append(h("p", {}, t("You were sure. What we are sure of we do not look up, and we teach it on. Read the part above once more before you go on.")));
}

/** The option's words, as the form shows them. */
const textOf = (form: HTMLFormElement, option: string): Node[] =>
  [...form.querySelector(`input[value="${CSS.escape(option)}"] + span`)?.childNodes ?? []].map(node => node.cloneNode(true));
