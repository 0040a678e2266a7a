import { z } from "zod";
import { defineEvent } from "../../outbox/define-event.ts";

export const workspaceMarkedDemo = defineEvent({
  type: "workspace.marked_demo",
  subject: "workspace",
  description: "The workspace was marked as a demo: its traffic is simulated.",
  data: z.object({}),
});
