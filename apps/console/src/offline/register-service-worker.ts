import { navigate } from "../router.ts";
import { pendingActions } from "./pending-actions.ts";

/** Puts the service worker in place: the shell without a connection, messages while the page is closed, actions that wait. */
export function registerServiceWorker(): void {
  pendingActions.start();
  // The development server has no built worker; plain http beyond this machine has none at all.
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register("/service-worker.js", { updateViaCache: "none" }).catch(() => {});
  navigator.serviceWorker.addEventListener("message", (event: MessageEvent) => {
    const { type, place } = (event.data ?? {}) as { type?: string; place?: string };
    if (type === "go" && place?.startsWith("/")) navigate(place);
  });
}
