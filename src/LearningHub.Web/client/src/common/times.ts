// The server writes moments in UTC and says so; a phone knows its own clock.

/** The page's language. */
export const language = (): string => document.documentElement.lang;

/** 09:02 by this device's clock and language. */
export function clockTime(at: Date): string {
  return at.toLocaleTimeString(language(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

export function showLocalTimes(root: ParentNode): void {
  for (const time of root.querySelectorAll<HTMLTimeElement>("time[data-local]")) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.getTime())) time.textContent = clockTime(at);
  }
}
