// Answers of the live room in the outbox that every page shares.
import { openOutbox as open, type Outbox as Shared } from "../common/outbox.ts";
import type { Waiting } from "./view.ts";

export interface Kept extends Waiting {
  code: string;
  /** What the room gave this person: it goes out as her and as nobody else, whoever is signed in by then. */
  claim?: string | undefined;
}

export type Outbox = Shared<Kept>;

export const openOutbox = (): Promise<Outbox> => open<Kept>("live");
