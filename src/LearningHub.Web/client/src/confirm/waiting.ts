// Confirmations of coupons that waited on a phone. Pure but for `post` and the outbox, so that its tests need no browser.
import type { Outbox } from "../common/outbox.ts";

export interface WaitingConfirmation {
  id: string;
  /** What the address of the coupon ends with: its code or its secret. */
  code: string;
  /** Who was signed in, or empty: then the token and the name say who she is. */
  who: string;
  /** Made by the hub with the page: the same confirmation sent twice makes one person. */
  token: string;
  name: string;
  /** By this phone's clock: a hint. */
  at: string;
  answers?: { item: string; option: string }[];
  answeredAt?: string;
}

export type Outcome = { kind: "kept"; sentence: string } | { kind: "refused"; message: string } | { kind: "waits" };

export type Post = (address: string, body: string) => Promise<{ status: number; json(): Promise<unknown> }>;

export async function send(item: WaitingConfirmation, post: Post): Promise<Outcome> {
  try {
    const response = await post("/confirm/kept", JSON.stringify(item));
    if (response.status === 200) return { kind: "kept", ...(await response.json() as { sentence: string }) };
    if (response.status === 409 || response.status === 404) return { kind: "refused", message: (await response.json() as { title: string }).title };
  } catch {
    // no link: it waits, and the page says so
  }
  return { kind: "waits" };
}

/** Sends everything that waits, in the order kept. What the hub took or refused for good leaves the outbox. */
export async function sendAll(outbox: Outbox<WaitingConfirmation>, post: Post): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const item of (await outbox.all()).sort((a, b) => a.at.localeCompare(b.at))) {
    const outcome = await send(item, post);
    if (outcome.kind !== "waits") await outbox.remove(item.id);
    outcomes.push(outcome);
  }
  return outcomes;
}

/** Set while something may wait, so that other pages open the outbox only then. */
export const WAITING_FLAG = "hub-coupons-waiting";
