// The last resort: what waits leaves this phone as QR codes, as text or as a file, and a facilitator hands it in.
import type { Item } from "../common/outbox.ts";
import { t } from "../common/text.ts";
import { h, say } from "../live/dom.ts";
import type * as codes from "../qr-codes.ts";
import { asParts, asText, pack } from "./pack.ts";

/** @param who whose things these are.
 * @param script the address of the script that draws codes: without it text and file remain. */
export async function handOver(place: HTMLElement, who: string, items: Item[], script: string): Promise<void> {
  const draw = await (import(script) as Promise<typeof codes>).then(part => part.picture, () => null);
  const bytes = await pack(who, items), text = asText(bytes), parts = asParts(bytes);
  const area = h("textarea", { id: "handed", readonly: true, rows: "4" }) as HTMLTextAreaElement;
  area.value = text;
  const told = h("p", { role: "status" });
  const file = h("a", { class: "button quiet", download: "learning-hub-waiting.txt", href: URL.createObjectURL(new Blob([text], { type: "text/plain" })) }, t("Save it as a file"));
  place.replaceChildren(
    h("p", {}, t("Show this to a facilitator of your workshop, or send it to her. It holds your answers and names; send it to nobody else. What she hands in counts once, also when this phone sends it later.")),
    ...(draw ? parts : []).map((part, i) => h("figure", {}, draw!(`${location.origin}/outbox/import#${part}`, t("QR code {0} of {1}", i + 1, parts.length)),
      h("figcaption", {}, parts.length > 1 ? t("Code {0} of {1}. Her phone's camera opens it.", i + 1, parts.length) : t("Her phone's camera opens it.")))),
    h("div", { class: "field" }, h("label", { for: "handed" }, t("The same as text")), area),
    h("div", { class: "actions" },
      h("button", { type: "button", onclick: () => void copy(area, told) }, t("Copy the text")),
      h("a", { class: "button quiet", href: `sms:?body=${encodeURIComponent(text)}` }, t("Send it by text message")), file),
    told);
}

async function copy(area: HTMLTextAreaElement, told: HTMLElement): Promise<void> {
  area.select();
  try {
    await navigator.clipboard.writeText(area.value);
    say(told, t("Copied."));
  } catch {
    say(told, t("The text is marked: copy it with your phone's own menu."));
  }
}
