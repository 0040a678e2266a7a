import type { Context } from "../../../service/context.ts";
import { isFeatureOn } from "../../../service/features.ts";
import { personalMessageKind, preferenceFor } from "../../inbox/index.ts";
import { audienceField, rolesIn } from "../audience.ts";
import { type ChannelDelivery, defineChannelKind, type SendOutcome } from "../channel-kind.ts";
import { devicesOfRoles, devicesOfUser, type PushDevice } from "../devices/push-device.ts";
import { type PushAnswer, pushToDevice } from "../devices/push-to-device.ts";
import { notificationIdOutside } from "../notification-ids.ts";
import { clip } from "../notification-message.ts";
import { plainBody } from "../plain-body.ts";

/** Browsers show it, the page open or not (W3C Push API). */
export const webPushChannel = defineChannelKind({
  name: "web_push",
  title: "Web push",
  description: "Shown by the browsers that members allowed, also while the page is closed.",
  guide: "web-push",
  fields: [audienceField],
  repeats:
    "A browser that gets a message twice shows it once: both carry the same tag. One that took it is not asked again when another has to be.",
  perMinute: 20,
  personal: true,
  where: (settings) => `Browsers of ${rolesIn(settings).join(", ")}`,
  send: push,
});

async function push(ctx: Context, delivery: ChannelDelivery): Promise<SendOutcome> {
  const { channel, settings, notification } = delivery;
  const { userId, workspaceId } = channel;
  if (!(await isFeatureOn(ctx, workspaceId, "plumbline.web-push"))) {
    return { result: "unwanted", reason: "The workspace's flag plumbline.web-push is off: no browser is told." };
  }
  if (userId && !(await preferenceFor(ctx, userId, personalMessageKind)).push) {
    return { result: "unwanted", reason: "The person chose not to have these shown by browsers." };
  }
  const devices = userId ? await devicesOfUser(ctx, userId) : await devicesOfRoles(ctx, workspaceId, rolesIn(settings));
  if (devices.length === 0) return { result: "unwanted", reason: "No browser was allowed to show messages yet." };
  const had = new Set(Array.isArray(notification.remote?.taken) ? (notification.remote.taken as string[]) : []);
  const message = {
    payload: shownMessage(delivery),
    topic: notification.id.replaceAll("-", ""),
    urgency: delivery.message.severity === "critical" ? ("high" as const) : ("normal" as const),
  };
  const answers = await Promise.all(
    devices
      .filter(({ id }) => !had.has(id))
      .map(async (device) => ({ device, answer: await pushToDevice(ctx, device, message) })),
  );
  return judge(delivery, answers, had);
}

/** What the service worker shows. Push services carry about 4,000 bytes, encryption included. */
function shownMessage({ message, notification, placeUrl, workspaceName }: ChannelDelivery) {
  const { pathname, search } = new URL(placeUrl);
  return {
    id: notificationIdOutside(notification.id),
    title: clip(message.resolved ? `Resolved: ${message.title}` : message.title, 150),
    body: clip(plainBody(message).join("\n"), 600),
    workspace: clip(workspaceName, 80),
    severity: message.severity,
    place: clip(`${pathname}${search}`, 500),
    // Of one group only the newest is to stand on the screen.
    tag: notification.groupKey.slice(0, 200),
    at: notification.createdAt.toISOString(),
  };
}

type Answered = { device: PushDevice; answer: PushAnswer };

function judge({ message }: ChannelDelivery, answers: readonly Answered[], had: Set<string>): SendOutcome {
  const taken = [...had, ...answers.filter(({ answer }) => answer.result === "taken").map(({ device }) => device.id)];
  const refused = answers.flatMap(({ answer }) => (answer.result === "refused" ? [answer] : []));
  const gone = answers.filter(({ answer }) => answer.result === "gone").length;
  const again = refused.filter(({ forGood }) => !forGood);
  const remote = { taken };
  if (again.length > 0) {
    return {
      result: "refused",
      status: again[0]?.status ?? null,
      reason: again.map(({ reason }) => reason).join(" "),
      nextStep: "Wait: it is tried again for the browsers that do not have it.",
      response: `${taken.length} taken, ${again.length} to be tried again`,
      fault: "moment",
      retryAfterMs: Math.max(...again.map(({ retryAfterMs }) => retryAfterMs)),
      remote,
    };
  }
  if (taken.length > 0) {
    const services = [...new Set(answers.map(({ device }) => device.service))].join(", ");
    const what = `“${message.title.slice(0, 120)}” taken for ${taken.length} ${taken.length === 1 ? "browser" : "browsers"}`;
    const response = gone > 0 ? `${what}; ${gone} gone` : what;
    return { result: "taken", status: 201, response, remote, proof: { what, from: services || "the push service" } };
  }
  if (refused.length === 0)
    return { result: "unwanted", reason: "The browsers that were allowed are gone; allow them again." };
  return {
    result: "refused",
    status: refused[0]?.status ?? null,
    reason: refused.map(({ reason }) => reason).join(" "),
    nextStep: "Take the permission back on the device and allow it again.",
    response: null,
    fault: "channel",
  };
}
