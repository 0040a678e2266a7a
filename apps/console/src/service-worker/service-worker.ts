import { syncTag } from "../offline/queued-action.ts";
import { sendQueued } from "../offline/send-queued.ts";
import { answerFromShell, forgetOldShells, keepShell } from "./keep-shell.ts";
import { renewDevice } from "./renew-device.ts";
import { openPlace, showPush } from "./show-push.ts";
import type { WorkerScope } from "./worker-scope.ts";

const scope = globalThis as unknown as WorkerScope;

scope.addEventListener("install", (event) => {
  // The page reloads itself when a chunk of an old build is gone, so a new worker need not wait for every page to close.
  event.waitUntil(keepShell().then(() => scope.skipWaiting()));
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(forgetOldShells().then(() => scope.clients.claim()));
});

scope.addEventListener("fetch", (event) => answerFromShell(event, scope.location.origin));

scope.addEventListener("push", (event) => event.waitUntil(showPush(scope, event)));

scope.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renewDevice(scope, event)));

scope.addEventListener("notificationclick", (event) => event.waitUntil(openPlace(scope, event)));

scope.addEventListener("sync", (event) => {
  if (event.tag === syncTag) event.waitUntil(sendAndTell());
});

/** What it throws makes the browser try again later. */
async function sendAndTell(): Promise<void> {
  const sent = await sendQueued();
  const windows = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const open of windows) open.postMessage({ type: "sent-actions", sent });
}
