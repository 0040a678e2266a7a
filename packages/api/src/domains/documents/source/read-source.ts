import type { Db } from "@plumbline/db";
import { documentSources, documents, integrations, type integrations as integrationTable } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { AppError } from "../../../service/errors.ts";
import { transact } from "../../../service/transact.ts";
import { accessOf, findProvider, type ProviderAccess, type RemoteDocument } from "../../integrations/index.ts";
import { closeFixed } from "../candidate/close-fixed.ts";
import { storeText } from "../document/store-text.ts";
import type { Document, DocumentSource } from "../document-refs.ts";
import { documentRemoved, documentSourceFailed, documentSourceRead } from "../events.ts";

type Integration = typeof integrationTable.$inferSelect;

/** Documents of one source that are read; what is beyond is said. */
const mostDocuments = 3_000;

/** Reads the list of a source's documents, and the text of each that has another revision than the one read last. */
export async function readSource(ctx: Context, workspaceId: string, sourceId: string): Promise<void> {
  const [found] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ source: documentSources, integration: integrations })
      .from(documentSources)
      .innerJoin(
        integrations,
        and(
          eq(integrations.workspaceId, documentSources.workspaceId),
          eq(integrations.id, documentSources.integrationId),
        ),
      )
      .where(and(eq(documentSources.workspaceId, workspaceId), eq(documentSources.id, sourceId))),
  );
  if (!found) return;
  const { source, integration } = found;
  try {
    if (integration.state === "disconnected") {
      await noteFailure(ctx, source, integration, "The integration is disconnected.", "Connect it again.");
      return;
    }
    const access = await accessOf(ctx, integration);
    await readAll(ctx, source, integration, access);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await noteFailure(ctx, source, integration, error.message, error.nextStep ?? "Look at the integration.");
  }
}

async function readAll(ctx: Context, source: DocumentSource, integration: Integration, access: ProviderAccess) {
  const { workspaceId, id: sourceId, target, pattern } = source;
  const contract = findProvider(integration.provider).documents;
  if (!contract) throw new TypeError(`${integration.provider} has documents tracked and cannot read any.`);
  const listed = await contract.list(access, { target, pattern });
  const remote = listed.slice(0, mostDocuments);
  const known = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(documents)
      .where(
        and(eq(documents.workspaceId, workspaceId), eq(documents.sourceId, sourceId), isNull(documents.removedAt)),
      ),
  );
  const byPath = new Map(known.map((document) => [document.path, document]));
  const failures: string[] = [];
  for (const one of remote) {
    const before = byPath.get(one.path);
    if (before?.revision === one.revision && !before.failingSince) continue;
    const failure = await readOne(ctx, source, one, () => contract.read(access, { target, document: one }));
    if (failure) failures.push(`${one.path}: ${failure}`);
  }
  const present = new Set(remote.map(({ path }) => path));
  for (const document of known) if (!present.has(document.path)) await removeDocument(ctx, document);
  if (failures.length > 0) {
    const reason = `${failures.length} of ${remote.length} documents could not be read. ${failures[0]}`;
    await noteFailure(ctx, source, integration, reason, "Look at the documents that are marked.");
    return;
  }
  if (listed.length > remote.length) {
    const reason = `It holds ${listed.length} documents; the first ${mostDocuments} were read.`;
    await noteFailure(ctx, source, integration, reason, "Track it by narrower patterns.");
    return;
  }
  await noteRead(ctx, source, integration, remote.length);
}

/** @returns why it could not be read, or null */
async function readOne(
  ctx: Context,
  { workspaceId, id: sourceId }: DocumentSource,
  remote: RemoteDocument,
  read: () => Promise<string>,
): Promise<string | null> {
  let content: string | null = null;
  let failure: string | null = null;
  try {
    content = await read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    failure = error.message;
  }
  const { path, title, url, revision } = remote;
  await transact(ctx, { workspaceId, verb: "readSource", input: null }, async (tx) => {
    const document = await lockDocument(tx, { workspaceId, sourceId, path, title: title ?? path });
    if (content !== null) return await storeText(tx, ctx, document, { content, title, url, revision });
    return await tx
      .update(documents)
      .set({ failingSince: document.failingSince ?? ctx.app.clock.now(), failureReason: failure })
      .where(and(eq(documents.workspaceId, workspaceId), eq(documents.id, document.id)));
  });
  return failure;
}

async function lockDocument(
  tx: Db,
  wish: { workspaceId: string; sourceId: string; path: string; title: string },
): Promise<Document> {
  await tx.insert(documents).values(wish).onConflictDoNothing();
  const { workspaceId, sourceId, path } = wish;
  const [row] = await tx
    .select()
    .from(documents)
    .where(
      and(
        eq(documents.workspaceId, workspaceId),
        eq(documents.sourceId, sourceId),
        eq(documents.path, path),
        isNull(documents.removedAt),
      ),
    )
    .for("update");
  if (!row) throw new TypeError("A document that was just made could not be read.");
  return row;
}

async function removeDocument(ctx: Context, { workspaceId, id }: Document): Promise<void> {
  const now = ctx.app.clock.now();
  await transact(ctx, { workspaceId, verb: "readSource", input: null }, async (tx) => {
    const [gone] = await tx
      .update(documents)
      .set({ removedAt: now, updatedAt: now })
      .where(and(eq(documents.workspaceId, workspaceId), eq(documents.id, id), isNull(documents.removedAt)))
      .returning();
    if (!gone) return;
    const { title, path, kind } = gone;
    await recordEvent(tx, ctx, documentRemoved, { workspaceId, subjectId: id, data: { title, path, kind } });
    await closeFixed(tx, ctx, gone);
  });
}

async function noteRead(ctx: Context, source: DocumentSource, { provider }: Integration, count: number) {
  const { workspaceId, id, target, pattern } = source;
  const now = ctx.app.clock.now();
  await transact(ctx, { workspaceId, verb: "readSource", input: null }, async (tx) => {
    const [before] = await tx
      .select()
      .from(documentSources)
      .where(and(eq(documentSources.workspaceId, workspaceId), eq(documentSources.id, id)))
      .for("update");
    if (!before) return;
    await tx
      .update(documentSources)
      .set({ readAt: now, documentCount: count, failingSince: null, failureReason: null, failureNextStep: null })
      .where(and(eq(documentSources.workspaceId, workspaceId), eq(documentSources.id, id)));
    if (before.readAt && !before.failingSince) return;
    const data = { provider, target, pattern, documents: count };
    await recordEvent(tx, ctx, documentSourceRead, { workspaceId, subjectId: id, data });
  });
}

async function noteFailure(
  ctx: Context,
  { workspaceId, id, target, pattern }: DocumentSource,
  { provider }: Integration,
  reason: string,
  nextStep: string,
) {
  const now = ctx.app.clock.now();
  await transact(ctx, { workspaceId, verb: "readSource", input: null }, async (tx) => {
    const own = and(eq(documentSources.workspaceId, workspaceId), eq(documentSources.id, id));
    const [before] = await tx.select().from(documentSources).where(own).for("update");
    if (!before) return;
    await tx
      .update(documentSources)
      .set({ failingSince: before.failingSince ?? now, failureReason: reason, failureNextStep: nextStep })
      .where(own);
    if (before.failureReason === reason) return;
    const data = { provider, target, pattern, reason, nextStep };
    await recordEvent(tx, ctx, documentSourceFailed, { workspaceId, subjectId: id, data });
  });
}
