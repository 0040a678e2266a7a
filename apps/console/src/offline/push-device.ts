import { mutate } from "../data/client.ts";
import { PresentedError } from "../data/presented-error.ts";
import { browserName } from "../routes/account/browser-name.ts";
import { RegisterPushDeviceDocument } from "./push-device.gen.ts";

/** Whether this browser can show messages, and whether the person has said so. */
export type DevicePermission = "unsupported" | "default" | "granted" | "denied";

export function devicePermission(): DevicePermission {
  const supported = "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
  return supported ? Notification.permission : "unsupported";
}

/** SHA-256 of this browser's endpoint, by which it finds itself among the person's devices; null without a subscription. */
export async function ownEndpointHash(): Promise<string | null> {
  const subscription = await currentSubscription();
  if (!subscription) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(subscription.endpoint));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Asks the person, subscribes this browser and tells the server. Call it from a click: browsers ask for nothing else.
 * @throws PresentedError with what to do when the person or the browser refuses
 */
export async function allowOnThisDevice(publicKey: string): Promise<void> {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") {
    throw new PresentedError({
      code: "DENIED",
      title: "This browser was not allowed to show messages.",
      detail: "Allow notifications for this address in the browser's settings, then try again.",
    });
  }
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
    .catch((error: unknown) => {
      throw new PresentedError({
        code: "UNKNOWN",
        title: "The browser's push service did not take the subscription.",
        detail: `${(error as Error).message} Private windows and some networks do not let it.`,
      });
    });
  const { endpoint, keys } = subscription.toJSON();
  await mutate(RegisterPushDeviceDocument, {
    input: {
      url: endpoint ?? "",
      p256dh: keys?.p256dh ?? "",
      auth: keys?.auth ?? "",
      name: browserName(navigator.userAgent),
    },
  });
}

/** Ends this browser's subscription: after signing out it must not show the last person's messages. */
export async function endDevice(): Promise<void> {
  const subscription = await currentSubscription().catch(() => null);
  await subscription?.unsubscribe().catch(() => false);
}

async function currentSubscription(): Promise<PushSubscription | null> {
  if (devicePermission() === "unsupported") return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}
