// What a kept module says about itself. Pure, but for the reader's language and clock.
import { many, t } from "../common/text.ts";
import { kilobytes, type KeptModule, type ModuleList } from "./list.ts";

const language = (): string => {
  const tag = globalThis.document?.documentElement.lang || "en";
  return tag === "en" ? "en-GB" : tag; // 22 Nov, as the pages write it
};

/** 22 Nov, 10:42 */
export const moment = (iso: string): string => {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? "" : at.toLocaleString(language(), { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
};

/** 22 Nov */
export const day = (iso: string): string => new Date(iso).toLocaleDateString(language(), { day: "numeric", month: "short" });

/** What is known of the hub's edition: nothing (no link), the same, or another that takes so many bytes to fetch. */
export type News = { kind: "unknown" } | { kind: "same" } | { kind: "newer"; bytes: number; list: ModuleList };

export function standing(kept: KeptModule, news: News): string {
  const since = t("Kept on this phone since {0}, {1} KB.", day(kept.since), kilobytes(kept.bytes));
  switch (news.kind) {
    case "same": return `${since} ${t("It is up to date.")}`;
    case "newer": return `${since} ${news.bytes === 0 ? t("An update is there.") : t("An update of {0} KB is there.", kilobytes(news.bytes))}`;
    case "unknown": return `${since} ${t("Looked for an update last on {0}.", moment(kept.checked))}`;
  }
}

export const progress = (bytes: number, of: number): string => t("{0} of {1} KB are on this phone.", kilobytes(bytes), kilobytes(of));

/** A number of bytes for people: 840 KB, 1.2 MB, 3.4 GB. */
export function room(bytes: number): string {
  const said = (scale: number, digits: number) => (bytes / scale).toLocaleString(language(), { maximumFractionDigits: digits });
  return bytes >= 1e9 ? t("{0} GB", said(1e9, 1)) : bytes >= 1e6 ? t("{0} MB", said(1e6, bytes >= 1e7 ? 0 : 1)) : t("{0} KB", said(1e3, 0));
}

export const promise = (persisted: boolean): string => persisted
  ? t("The browser has promised to keep it until you remove it.")
  : t("The browser may delete it when this phone runs out of room, or when you do not come here for weeks. Then load it again: it is small.");

export const together = (modules: number, bytes: number): string => many("{0} module, {1} in all.", "{0} modules, {1} in all.", modules, room(bytes));
