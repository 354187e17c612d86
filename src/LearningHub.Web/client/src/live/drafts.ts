// What somebody has begun to answer, in this tab: neither a message that arrives nor a reload may lose it.
import type { Response } from "./wire.ts";

/** As far as it goes: a number stands here as the text that was typed. */
export type Draft = Response;

export class Drafts {
  private readonly key: string;
  private all: Record<string, Draft>;

  constructor(code: string, private readonly storage: Pick<Storage, "getItem" | "setItem"> | null) {
    this.key = `live-draft-${code}`;
    try { this.all = JSON.parse(storage?.getItem(this.key) ?? "{}") as Record<string, Draft>; } catch { this.all = {}; }
  }

  of(activityId: string): Draft | null { return this.all[activityId] ?? null; }

  put(activityId: string, draft: Draft | null): void {
    if (draft) this.all[activityId] = draft;
    else if (activityId in this.all) delete this.all[activityId];
    else return;
    try { this.storage?.setItem(this.key, JSON.stringify(this.all)); } catch { /* a full or private store: the page itself still holds it */ }
  }

  /** Drops what has been answered. */
  settle(answers: Record<string, Response>): void {
    for (const id of Object.keys(this.all)) if (answers[id]) this.put(id, null);
  }
}

/** Nothing was chosen or typed. */
export const isEmpty = (draft: Draft): boolean =>
  draft.sure === undefined && !draft.options?.length && !draft.text?.trim() && draft.number === undefined && !draft.order?.some(id => id);
