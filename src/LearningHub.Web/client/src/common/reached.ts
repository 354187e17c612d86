// Whether the hub itself answers; a phone that says it is online may have no way to it.

const PATIENCE = 5_000;
const FIRST_PAUSE = 3_000;
const LONGEST_PAUSE = 30_000;

export async function isReached(): Promise<boolean> {
  if (!navigator.onLine) return false;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    return (await fetch("/healthz/live", { cache: "no-store", signal: patience.signal })).ok;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** Looks by itself, at every chance and now and then, and acts once when the hub answers. A page that nobody looks at does not ask. */
export function whenReached(act: () => void): void {
  let pause = FIRST_PAUSE, timer: ReturnType<typeof setTimeout> | undefined, busy = false, done = false;
  const look = async (): Promise<void> => {
    if (busy || done || document.hidden) return;
    busy = true;
    clearTimeout(timer);
    done = await isReached();
    busy = false;
    if (done) return act();
    timer = setTimeout(() => void look(), pause);
    pause = Math.min(LONGEST_PAUSE, pause * 1.5);
  };
  addEventListener("online", () => void look());
  document.addEventListener("visibilitychange", () => void look());
  timer = setTimeout(() => void look(), pause);
}
