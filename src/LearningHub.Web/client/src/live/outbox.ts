// Answers of the live room in the outbox that every page shares.
import { openOutbox as open, type Outbox as Shared } from "../common/outbox.ts";
import type { Waiting } from "./view.ts";

export interface Kept extends Waiting {
  code: string;
}

export type Outbox = Shared<Kept>;

export const openOutbox = (): Promise<Outbox> => open<Kept>("answers");
