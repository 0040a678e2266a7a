import { driftCandidates } from "@plumbline/db/schema";
import { and, eq, gte, inArray } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { RecordedEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { NotFoundError } from "../../../service/errors.ts";
import { EventSource } from "../../../subscriptions/event-source.ts";
import { listRows } from "../../workspaces/index.ts";
import type { DriftCandidate } from "../document-refs.ts";

/** Which candidates; what is left out does not narrow. */
export interface DriftFilter {
  state?: { in?: DriftCandidate["state"][] | null } | null;
  score?: { gte?: number | null } | null;
  documentId?: { eq?: string | null } | null;
  changeId?: { eq?: string | null } | null;
}

/** Drift candidates, the newest first. */
export async function listCandidates(ctx: Context, workspaceId: string, page: PageArgs, filter: DriftFilter) {
  const { state, score, documentId, changeId } = filter;
  const where = and(
    state?.in ? inArray(driftCandidates.state, state.in) : undefined,
    typeof score?.gte === "number" ? gte(driftCandidates.score, score.gte) : undefined,
    documentId?.eq ? eq(driftCandidates.documentId, documentId.eq) : undefined,
    changeId?.eq ? eq(driftCandidates.changeId, changeId.eq) : undefined,
  );
  return await listRows(ctx, { table: driftCandidates, workspaceId, permission: "documents:read", page, where });
}

const types = [
  "drift.detected",
  "drift.accepted",
  "drift.dismissed",
  "drift.reopened",
  "drift.fixed",
  "drift.rescored",
  "drift.drafted",
];

/** Candidates as they are found and change. */
export function watchCandidates(workspaceId: string, after: string | null | undefined): EventSource {
  return new EventSource({ workspaceId, permission: "documents:read", after: after ?? null, types });
}

/** The candidate that an event is about. @throws NotFoundError when its document is no longer tracked */
export async function loadCandidateOf(ctx: Context, event: RecordedEvent): Promise<DriftCandidate> {
  const { workspaceId, subjectId } = event;
  await authorize(ctx, workspaceId, "documents:read");
  const [candidate] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(driftCandidates)
      .where(and(eq(driftCandidates.workspaceId, workspaceId), eq(driftCandidates.id, subjectId))),
  );
  if (!candidate) throw new NotFoundError("The candidate no longer exists.", "Read the list anew.");
  return candidate;
}
