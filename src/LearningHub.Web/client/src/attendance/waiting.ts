// Codes of a half day on their way to the hub. Pure but for `post`, so that its tests need no browser.

export interface WaitingCode {
  id: string;
  /** The workshop's join code. */
  code: string;
  digits: string;
  /** When it was typed, by the hub's clock as far as this phone knew it; milliseconds since 1970. */
  typedAt: number;
  /** Who typed it: the code of one person must not go out for another who signs in on the same phone. */
  who: string;
  /** Why the hub did not take it. It is not sent again; it stays until the person has read this. */
  refused?: string;
  /** Held by the page alone: the disk had no room. */
  loose?: boolean;
}

export type Outcome =
  | { kind: "recorded"; sentence: string; at: string }
  | { kind: "refused"; message: string }
  /** No link, or not this person, or the hub rests: it stays where it is. */
  | { kind: "waits" };

export type Post = (address: string, body: string) => Promise<{ status: number; json(): Promise<unknown> }>;

/** The six digits somebody meant; null when they cannot be a code. */
export function readDigits(typed: string): string | null {
  const digits = typed.replace(/[\s.-]/g, "");
  return /^\d{6}$/.test(digits) ? digits : null;
}

export async function send(item: WaitingCode, post: Post): Promise<Outcome> {
  try {
    const body = JSON.stringify({ code: item.digits, typedAt: new Date(item.typedAt).toISOString(), for: item.who });
    const response = await post(`/here/${encodeURIComponent(item.code)}/confirmations`, body);
    if (response.status === 200) return { kind: "recorded", ...(await response.json() as { sentence: string; at: string }) };
    if (response.status === 409 || response.status === 404) return { kind: "refused", message: (await response.json() as { title: string }).title };
  } catch {
    // no link: it waits, and the page says so
  }
  return { kind: "waits" };
}

export const overHttp: Post = (address, body) =>
  fetch(address, { method: "POST", headers: { "content-type": "application/json", accept: "application/json" }, body, redirect: "error" });
