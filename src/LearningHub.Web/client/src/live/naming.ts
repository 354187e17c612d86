// What looks as if it names or reaches a person. The hub holds such a post by the same rule (LiveTexts.MayNameSomebody); test/naming.json holds the two together.
import { t } from "../common/text.ts";

const reaching = /(\p{Nd}[ \-./()]?){6,}|@[\p{L}\p{Nd}_]|https?:|www\./iu;
const naming = /(^|[^\p{L}])([A-Z]{1,3}\p{Nd}{5,}|(Mr|Mrs|Ms|Miss|Dr|Mme|Mlle|Monsieur|Madame|Sr|Sra|[Mm]y name is|[Nn]amed|[Cc]alled)\.? \p{Lu})/u;

export function mayNameSomebody(text: string): boolean {
  const clean = text.normalize("NFC").replace(/\p{Cf}/gu, "").replace(/[\p{Cc}\p{Z}]+/gu, " ").trim();
  return reaching.test(clean) || naming.test(clean);
}

/** What to say to somebody who types such a text; empty when there is nothing to say. */
export function namingLine(text: string, sensitive: boolean): string {
  if (!mayNameSomebody(text)) return "";
  return sensitive
    ? t("Stop: this looks as if it names or reaches a real person. In this module nothing of that kind may be written, not even to the facilitator. Say it without names, numbers and places.")
    : t("This looks as if it names or reaches a person. Leave names and numbers out. The facilitator reads it before anybody else does.");
}

/** Warns under every text that somebody types on the page. */
export function guard(root: HTMLElement, say = namingLine): void {
  const sensitive = root.hasAttribute("sensitive");
  root.addEventListener("input", event => {
    const control = event.target as HTMLInputElement | HTMLTextAreaElement;
    if (!control.matches("textarea, input[type=text], input:not([type])")) return;
    const line = say(control.value, sensitive);
    let place = control.parentElement?.querySelector<HTMLElement>("[data-naming]") ?? null;
    if (!place && !line) return;
    if (!place) {
      place = document.createElement("p");
      place.className = "alert";
      place.dataset["naming"] = "";
      place.setAttribute("role", "status");
      control.after(place);
    }
    if (place.textContent !== line) place.textContent = line;
    place.hidden = line === "";
  });
}
