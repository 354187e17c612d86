// A test that is taken without a link: what is answered, and where one goes next. Pure, so that its tests need no browser.
import type { Item } from "../common/outbox.ts";
import type { Packet } from "./packets.ts";

export interface Answer { option: string; sure: boolean }

/** What waits of one attempt, as far as the test cares. */
export interface Pending { begun: boolean; finished: boolean; given: Record<string, Answer> }

export function pendingOf(items: Item[], attempt: string): Pending {
  const pending: Pending = { begun: false, finished: false, given: {} };
  for (const item of items) {
    const body = item.body as Record<string, string>;
    if (!item.kind.startsWith("test-") || body["attempt"] !== attempt || item.refused !== undefined) continue;
    if (item.kind === "test-begin") pending.begun = true;
    if (item.kind === "test-finish") pending.finished = true;
    if (item.kind === "test-answer") pending.given[body["item"]!] = { option: body["option"]!, sure: body["sure"] === "true" };
  }
  return pending;
}

/** What the hub holds with what waits here laid over it. */
export function givenIn(packet: Packet, pending: Pending): Record<string, Answer> {
  const given: Record<string, Answer> = {};
  for (const [item, answer] of Object.entries(packet.given)) given[item] = { option: answer.option, sure: answer.sure !== false };
  return { ...given, ...pending.given };
}

/** The first question without an answer, counted from 0; the number of questions when there is none. */
export function firstOpen(packet: Packet, given: Record<string, Answer>): number {
  const open = packet.questions.findIndex(question => !given[question.id]);
  return open < 0 ? packet.questions.length : open;
}

/** Numbers of the questions without an answer, counted from 1. */
export const openNumbers = (packet: Packet, given: Record<string, Answer>): number[] =>
  packet.questions.flatMap((question, i) => (given[question.id] ? [] : [i + 1]));
