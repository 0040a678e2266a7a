import { z } from "zod";
import type { JobDefinition } from "../../outbox/define-job.ts";

/** Which message a job is to work on. What there is to do is read off the message, under its lock. */
export const notificationRef = z.object({
  workspaceId: z.uuid(),
  channelId: z.uuid(),
  notificationId: z.uuid(),
});

export type NotificationRef = z.infer<typeof notificationRef>;

/** The job that makes an attempt, and plans the next one as itself. */
export type SendJob = JobDefinition<typeof notificationRef>;
