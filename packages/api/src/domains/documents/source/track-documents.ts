import { documentSources, integrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { enqueue } from "../../../outbox/enqueue.ts";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { ConflictError, PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { findProvider } from "../../integrations/index.ts";
import { authorizeRow, unknownRow } from "../../workspaces/index.ts";
import type { DocumentSource } from "../document-refs.ts";
import { documentSourceTracked } from "../events.ts";
import { readSourceTask } from "../jobs/read-source.ts";

export const trackDocumentsInput = z.object({
  integrationId: z.uuid(),
  /** Id of one of the things that the integration watches. */
  target: z.string().trim().min(1).max(500),
  /** Default the provider's own. */
  pattern: z.string().trim().max(300).nullish(),
});

export type TrackDocumentsInput = z.input<typeof trackDocumentsInput>;

/**
 * Has the documents of a place tracked; they are read at once, by every signal of a change, and each hour.
 * @throws PreconditionError when the provider has no documents, or the integration is disconnected or does not watch the place
 * @throws ConflictError when the place is tracked by this pattern already
 */
export async function trackDocuments(ctx: Context, input: TrackDocumentsInput): Promise<DocumentSource> {
  const wish = parseInput(trackDocumentsInput, input);
  const { integrationId: id, target } = wish;
  const permission = "documents:write";
  const workspaceId = await authorizeRow(ctx, { table: integrations, id, permission, noun: "integration" });
  return await transact(ctx, { workspaceId, verb: "trackDocuments", input: wish }, async (tx) => {
    const [integration] = await tx
      .select()
      .from(integrations)
      .where(and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, id)))
      .for("key share");
    if (!integration) throw unknownRow("integration");
    const provider = findProvider(integration.provider);
    if (!provider.documents) {
      throw new PreconditionError(`${provider.name} holds no documents.`, "Choose another integration.");
    }
    if (integration.state === "disconnected") {
      throw new PreconditionError(`${integration.name} is disconnected.`, "Connect it again.");
    }
    if (!integration.targets.some((watched) => watched.id === target)) {
      throw new PreconditionError(
        `${integration.name} does not watch ${target}.`,
        "Choose it at the integration first.",
      );
    }
    const pattern = wish.pattern || provider.documents.defaultPattern;
    const now = ctx.app.clock.now();
    const [made] = await tx
      .insert(documentSources)
      .values({ workspaceId, integrationId: id, target, pattern, createdAt: now, updatedAt: now })
      .onConflictDoNothing()
      .returning();
    if (!made) throw new ConflictError(`${target} is tracked by ${pattern} already.`, "Choose another pattern.");
    const data = { provider: provider.slug, target, pattern };
    await recordEvent(tx, ctx, documentSourceTracked, { workspaceId, subjectId: made.id, data });
    await enqueue(tx, readSourceTask, { workspaceId, sourceId: made.id });
    return made;
  });
}
