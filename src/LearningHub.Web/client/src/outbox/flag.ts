import { keep } from "../live/dom.ts";

/** Where a device notes that something may wait: absent before the first look, "1" while something may, else when a look found nothing. */
export const FLAG = "hub-waiting";

/** Who was signed in on the last page that came from the hub; empty for nobody. */
export const PERSON = "hub-who";

/** A browser that is killed may lose its last notes: what was looked at longer ago is looked at again. */
const TRUSTED = 600_000;

/** Whether a page should open the store. */
export const mayWait = (): boolean => Date.now() - Number(keep.get(FLAG)) > TRUSTED;
