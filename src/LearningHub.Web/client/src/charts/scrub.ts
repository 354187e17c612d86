import { t } from "../common/text.ts";

/** Links to the same page as of earlier days become a slider; without script, and for whoever prefers, the links stay. */
export class HubScrub extends HTMLElement {
  connectedCallback(): void {
    const links = [...this.querySelectorAll<HTMLAnchorElement>("a[data-step]")];
    if (links.length < 2 || this.querySelector("input")) return;
    const here = Math.max(0, links.findIndex(link => link.getAttribute("aria-current") === "true"));
    const said = document.createElement("output");
    const input = document.createElement("input");
    Object.assign(input, { type: "range", min: "0", max: String(links.length - 1), step: "1", value: String(here) });
    input.setAttribute("aria-label", this.getAttribute("label") ?? t("As of"));
    const say = (): void => {
      const text = links[Number(input.value)]?.textContent?.trim() ?? "";
      said.textContent = text;
      input.setAttribute("aria-valuetext", text);
    };
    input.addEventListener("input", say);
    input.addEventListener("change", () => {
      const to = links[Number(input.value)];
      if (to && Number(input.value) !== here) location.assign(to.href);
    });
    say();
    this.prepend(input, said);
    this.classList.add("ready");
  }
}
