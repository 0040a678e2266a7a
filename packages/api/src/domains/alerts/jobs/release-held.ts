import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { releaseHeldMessages } from "../routes/release-held-messages.ts";

/** One for each route and moment, planned when the first message is held back. */
export const releaseHeld = defineJob({
  name: "alerts.release-held",
  description: "Sends what quiet hours or a digest held back, as one message to each channel.",
  payload: z.object({ workspaceId: z.uuid(), routeId: z.uuid() }),
  run: releaseHeldMessages,
});
