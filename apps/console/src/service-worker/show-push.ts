import type { ClickedEvent, PushedEvent, WorkerScope } from "./worker-scope.ts";

/** A message as the server sends it. */
interface PushedMessage {
  title?: string;
  body?: string;
  workspace?: string;
  severity?: string;
  /** Path of the console. */
  place?: string;
  tag?: string;
  at?: string;
}

/** Shows a message, the page open or not. A browser takes the permission back from who shows nothing, so something is always shown. */
export async function showPush(scope: WorkerScope, { data }: PushedEvent): Promise<void> {
  const message = read(data);
  const { title = "Plumbline", body = "", workspace = "", severity, place = "/inbox", tag, at } = message;
  const options = {
    body: [workspace, body].filter(Boolean).join("\n"),
    tag: tag ?? "plumbline",
    // Of one thing only the newest stands on the screen; it rings again when it is new.
    renotify: true,
    requireInteraction: severity === "critical",
    icon: "/icon.svg",
    timestamp: at ? Date.parse(at) : Date.now(),
    data: { place },
  };
  await scope.registration.showNotification(title, options);
}

function read(data: PushedEvent["data"]): PushedMessage {
  try {
    return (data?.json() ?? {}) as PushedMessage;
  } catch {
    return { body: "A message came that could not be read. Look into your inbox." };
  }
}

/** Opens the place of a message: in a window of ours where there is one, else in a new one. */
export async function openPlace(scope: WorkerScope, { notification }: ClickedEvent): Promise<void> {
  notification.close();
  const { place = "/inbox" } = (notification.data ?? {}) as { place?: string };
  // Never an address of elsewhere, whoever sent it.
  const path = /^\/(?!\/)/.test(place) ? place : "/inbox";
  const [open] = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!open) {
    await scope.clients.openWindow(path);
    return;
  }
  open.postMessage({ type: "go", place: path });
  await open.focus();
}
