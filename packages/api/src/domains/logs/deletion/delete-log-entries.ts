import { logDeletions } from "@plumbline/db/schema";
import { z } from "zod";
import { enqueue } from "../../../outbox/enqueue.ts";
import { recordEvent } from "../../../outbox/record-event.ts";
import { describeActor } from "../../../service/actor.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { ownEnvironment } from "../../../service/own-environment.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { logDeletionRequested } from "../events.ts";
import { deleteEntries } from "../jobs/delete-entries.ts";
import type { LogSearchInput } from "../query/log-search-input.ts";
import { redactFilter } from "../redaction/redact-filter.ts";
import { logStoreOf } from "../store/log-store-of.ts";
import type { LogDeletion } from "./deletion-ref.ts";
import { meantBy } from "./meant-by.ts";

const deleteInput = z.object({
  workspaceId: z.uuid(),
  reason: z.string().trim().min(1).max(500),
  expected: z.int().min(0),
});

export interface DeleteLogEntriesInput {
  workspaceId: string;
  filter: LogSearchInput;
  /** For the history. */
  reason: string;
  /** What the dry run counted; when it is more by now, nothing is deleted. */
  expected: number;
}

/**
 * Deletes the entries that have arrived by now and that the filter means; for an API key those of its environment. A job carries it out and counts afterwards what is left.
 * @throws PreconditionError when the filter means more than the dry run said
 */
export async function deleteLogEntries(ctx: Context, input: DeleteLogEntriesInput): Promise<LogDeletion> {
  await authorize(ctx, input.workspaceId, "logs:delete");
  const { workspaceId, reason, expected } = parseInput(deleteInput, input);
  const meant = await meantBy(ctx, workspaceId, input.filter);
  const store = logStoreOf(ctx.app);
  const upToSeq = await store.safeSeq();
  const wish = { workspaceId, reason, expected, filter: input.filter };
  return await transact(ctx, { workspaceId, verb: "deleteLogEntries", input: wish }, async (tx) => {
    const counted = await store.countMeant(workspaceId, { ...meant, upToSeq });
    if (counted > expected)
      throw new PreconditionError(
        `The filter means ${counted} entries by now, ${counted - expected} more than the ${expected} that you expect; nothing was deleted.`,
        "Look at them, then delete with the new number; a filter with an end in time stays as it is.",
      );
    // The job that deletes is nobody's key: it must know whose environment was meant.
    const environmentId = ownEnvironment(ctx) ?? undefined;
    const filter = JSON.parse(JSON.stringify({ ...input.filter, environmentId })) as Record<string, unknown>;
    const requestedBy = describeActor(ctx.actor).actorName;
    const [made] = await tx
      .insert(logDeletions)
      .values({ workspaceId, filter, reason, expected: counted, upToSeq, requestedBy, createdAt: ctx.app.clock.now() })
      .returning();
    const deletion = made as LogDeletion;
    const data = { filter: await redactFilter(ctx.app, workspaceId, filter), reason, expected: counted, environmentId };
    await recordEvent(tx, ctx, logDeletionRequested, { workspaceId, subjectId: deletion.id, data });
    await enqueue(tx, deleteEntries, { workspaceId, deletionId: deletion.id });
    return deletion;
  });
}
