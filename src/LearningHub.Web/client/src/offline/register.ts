// The service worker comes after the page: it must never be what a first page waits for.
import { LANGUAGE, LANGUAGE_AT } from "./rules.ts";

/** Rooms count every byte: who joins one sees her four words first, and gets the service worker there. */
const LATER = /^\/(live|join)(\/|$)/;
/** Milliseconds after which nobody is on the way from one page to the next. */
const CALM = 5000;

export function registerWorker(): void {
  if (!("serviceWorker" in navigator) || LATER.test(location.pathname)) return;
  const { serviceWorker } = navigator;
  const register = async () => {
    try {
      if (!serviceWorker.controller) await (await caches.open(LANGUAGE)).put(LANGUAGE_AT, new Response(document.documentElement.lang));
      await serviceWorker.register("/sw.js", { updateViaCache: "all" });
    } catch {
      // a private window, or a browser that keeps nothing: the site works as ever
    }
  };
  const idle = () => ("requestIdleCallback" in window ? requestIdleCallback(register, { timeout: 5000 }) : setTimeout(register, 1000));
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true });
  let timer: ReturnType<typeof setTimeout>;
  // A newer one takes over while nobody looks, or when no page is open: a page that is on its way then may never come.
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => void serviceWorker.getRegistration().then(it => it?.waiting?.postMessage("")), CALM);
  });
}
