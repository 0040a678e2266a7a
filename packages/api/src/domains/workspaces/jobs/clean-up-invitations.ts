import { invitations } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { and, isNull, lte } from "drizzle-orm";
import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { recordEvent } from "../../../outbox/record-event.ts";
import { invitationExpiredCleaned } from "../events.ts";

/** Closes invitations that have run out, once a day, and records for each workspace how many. */
export const cleanUpInvitations = defineJob({
  name: "workspaces.clean-up-invitations",
  description: "Closes invitations that nobody accepted in time and records their count in each workspace.",
  payload: z.object({}),
  cron: "17 3 * * *",
  async run(ctx) {
    const now = ctx.app.clock.now();
    await withSystem(ctx.app.database, async (tx) => {
      const closed = await tx
        .update(invitations)
        .set({ expiredAt: now })
        .where(
          and(
            lte(invitations.expiresAt, now),
            isNull(invitations.acceptedAt),
            isNull(invitations.revokedAt),
            isNull(invitations.expiredAt),
          ),
        )
        .returning({ workspaceId: invitations.workspaceId });
      const byWorkspace = Map.groupBy(closed, (row) => row.workspaceId);
      for (const [workspaceId, { length: count }] of byWorkspace) {
        await recordEvent(tx, ctx, invitationExpiredCleaned, { workspaceId, subjectId: workspaceId, data: { count } });
      }
    });
    ctx.app.outbox.nudge();
  },
});
