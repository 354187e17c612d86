// Warns under a text that two people exchange, by the rule that walls use: a training tool holds no cases.
import { t } from "./common/text.ts";
import { guard, mayNameSomebody } from "./live/naming.ts";

class NamingGuard extends HTMLElement {
  connectedCallback(): void {
    guard(this, (text, sensitive) => !mayNameSomebody(text) ? ""
      : sensitive ? t("Stop: this looks as if it names or reaches a real person. In this module nothing of that kind may be written. Say it without names, numbers and places.")
      : t("This looks as if it names or reaches a person. Leave names and numbers out."));
  }
}

customElements.define("naming-guard", NamingGuard);
