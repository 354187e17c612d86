/** Where a device notes that something may wait: absent before the first look, empty while nothing does. Other pages open the store only then. */
export const FLAG = "hub-waiting";

/** Who was signed in on the last page that came from the hub; empty for nobody. */
export const PERSON = "hub-who";
