// What waits, in words for its owner: nothing that she typed may be out of her sight until the hub has it.
import type { Item } from "../common/outbox.ts";
import { t } from "../common/text.ts";

const nameOf = (kind: string): string => ({
  "read": t("A lesson read"), "check": t("A self-check"), "rehearse": t("Key messages said aloud"), "ask": t("A question on a lesson"), "test-begin": t("A test, begun"), "test-answer": t("An answer in a test"), "test-finish": t("A test, finished"),
  "live": t("An answer in a live session"), "wall": t("A post on a wall"), "attendance": t("A code of a half day"), "coupon": t("A confirmation of a session"), "colleague": t("Confirmation of a colleague"),
  "pledge": t("A promise to teach"), "schedule": t("The day of a session"), "not-yet": t("What stands in the way"), "session": t("A session that was held"), "paper": t("Sheets on paper"),
} as Record<string, string>)[kind] ?? t("Something you sent");

export const titleOf = (item: Item): string => item.label || nameOf(item.kind);

const field = (name: string): string => ({
  people: t("How many"), due: t("By when"), day: t("Day"), held: t("Date"), district: t("District"), venue: t("Venue"), minutes: t("Minutes"), heads: t("How many were there"),
  names: t("Names"), name: t("Name"), Name: t("Name"), digits: t("Code"), text: t("Text"), code: t("Code"),
} as Record<string, string>)[name] ?? "";

/** What was typed, field by field; ids and secrets say nothing to a person. */
export function textOf(item: Item): string[] {
  const lines: string[] = [];
  for (const [name, value] of Object.entries(item.body as Record<string, unknown>)) {
    const sheet = /^(code|name|letters)-(\d+)$/.exec(name);
    if (sheet) lines.push(t("Line {0}: {1}", Number(sheet[2]) + 1, String(value)));
    else if (typeof value === "object" && value !== null && "text" in value) lines.push(String(value.text));
    else if (field(name) && (typeof value === "string" || typeof value === "number") && !(name === "code" && item.kind !== "coupon" && item.kind !== "colleague")) lines.push(`${field(name)}: ${value}`);
  }
  return lines;
}
