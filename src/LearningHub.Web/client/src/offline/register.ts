// The service worker comes after the page: it must never be what a first page waits for.

/** Rooms count every byte: who joins one sees her four words first, and gets the service worker there. */
const LATER = /^\/(live|join)(\/|$)/;

export function registerWorker(): void {
  if (!("serviceWorker" in navigator) || LATER.test(location.pathname)) return;
  const language = document.documentElement.lang || "en";
  const register = () => void navigator.serviceWorker.register(`/sw.js?lang=${encodeURIComponent(language)}`, { updateViaCache: "all" })
    .catch(() => {}); // a private window, or a browser that keeps nothing: the site works as ever
  const idle = () => ("requestIdleCallback" in window ? requestIdleCallback(register, { timeout: 5000 }) : setTimeout(register, 1000));
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true });
}
