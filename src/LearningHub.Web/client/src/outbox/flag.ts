/** Where a device notes that something may wait: absent before the first look, empty while nothing does. Other pages open the store only then. */
export const FLAG = "hub-waiting";
