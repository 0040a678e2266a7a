import { defineJob } from "../../../outbox/define-job.ts";
import { attemptNotification } from "../attempt-notification.ts";
import { notificationRef, type SendJob } from "../notification-ref.ts";

/** One attempt of one message. What follows a failure is planned by the attempt itself, so the schedule is exact and visible. */
export const sendNotification: SendJob = defineJob({
  name: "notifications.send",
  description: "Hands one message over to its channel's far side, or changes it there, once.",
  reachesOutside: true,
  payload: notificationRef,
  run: async (ctx, ref) => await attemptNotification(ctx, ref, sendNotification),
});
