import { documentSources, documents, driftSettings } from "@plumbline/db/schema";
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { encodeId } from "../../graphql/ids.ts";
import type { Context } from "../../service/context.ts";
import { type Claim, defineClaims } from "../../service/define-claims.ts";
import { findProvider, loadIntegration } from "../integrations/index.ts";
import type { Document, DocumentSource } from "./document-refs.ts";

const mostBroken = 50;
/** A source is read each hour; after three missed readings its documents are old. */
const staleAfterMs = 3 * 3_600_000;

/** Every source claims that its documents are read; a document that cannot be read is broken by itself. */
export const documentClaims = defineClaims({
  name: "documents",
  async list(ctx, workspaceId): Promise<Claim[]> {
    const sources = await ctx.reads.workspace(workspaceId, (db) =>
      db.select().from(documentSources).where(eq(documentSources.workspaceId, workspaceId)).orderBy(documentSources.id),
    );
    const failing = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select()
        .from(documents)
        .where(
          and(eq(documents.workspaceId, workspaceId), isNotNull(documents.failingSince), isNull(documents.removedAt)),
        )
        .orderBy(documents.id)
        .limit(mostBroken),
    );
    const claims = await Promise.all(sources.map((source) => sourceClaim(ctx, source)));
    return [...claims, ...failing.map(brokenClaim), ...(await channelClaim(ctx, workspaceId, sources))];
  },
});

async function sourceClaim(ctx: Context, source: DocumentSource): Promise<Claim> {
  const { workspaceId, id, target, pattern, readAt, documentCount, failingSince, failureReason } = source;
  const integration = await loadIntegration(ctx, workspaceId, source.integrationId);
  const provider = integration ? findProvider(integration.provider).name : "its provider";
  const old = readAt !== null && ctx.app.clock.now().getTime() - readAt.getTime() > staleAfterMs;
  const state = failingSince ? "broken" : readAt === null ? "claimed" : old ? "stale" : "proven";
  const reason = {
    broken: failureReason,
    claimed: "Tracked, and not read yet.",
    stale: "It was not read again for more than three hours.",
    proven: null,
  }[state];
  return {
    id: `document-source:${id}`,
    title: `Documents of ${target} (${pattern}) are read`,
    state,
    proof: readAt ? { what: `${documentCount} documents read`, when: readAt, from: provider } : null,
    reason,
    ...(failingSince ? { since: failingSince } : {}),
    nextStep: state === "proven" ? null : { label: source.failureNextStep ?? "Read it now", href: "documents" },
    subject: { type: "document_source", id },
    tenantId: null,
  };
}

function brokenClaim({ id, title, failingSince, failureReason, readAt, version }: Document): Claim {
  return {
    id: `document:${id}`,
    title: `“${title}” is read`,
    state: "broken",
    proof: readAt ? { what: `Version ${version} was read`, when: readAt, from: "its source" } : null,
    reason: failureReason,
    since: failingSince,
    nextStep: { label: "Look at the document", href: `documents/${encodeId("doc", id)}` },
    subject: { type: "document", id },
    tenantId: null,
  };
}

/** Candidates that nobody hears of are found by nobody. */
async function channelClaim(ctx: Context, workspaceId: string, sources: DocumentSource[]): Promise<Claim[]> {
  if (sources.length === 0) return [];
  const [settings] = await ctx.reads.workspace(workspaceId, (db) =>
    db.select().from(driftSettings).where(eq(driftSettings.workspaceId, workspaceId)),
  );
  if (settings && settings.channelIds.length > 0) return [];
  return [
    {
      id: "documents:channel",
      title: "Drift reaches people",
      state: "claimed",
      proof: null,
      reason: "No channel is chosen: candidates stand in the inbox and are told to nobody.",
      nextStep: { label: "Choose a channel", href: "drift" },
      subject: null,
      tenantId: null,
    },
  ];
}
