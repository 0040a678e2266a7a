import { documentSources, documents, documentVersions, driftCandidates } from "@plumbline/db/schema";
import { and, eq, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";
import type { Document } from "../document-refs.ts";

/** Which documents; what is left out does not narrow. */
export interface DocumentFilter {
  kind?: { in?: Document["kind"][] | null } | null;
  sourceId?: { eq?: string | null } | null;
  /** True: only those that cannot be read. */
  failing?: boolean | null;
  /** True: only those of which something is suspected. */
  suspected?: boolean | null;
  /** Part of the title or the path. */
  search?: string | null;
}

/** Documents, the newest first; those that are gone are left out. */
export async function listDocuments(ctx: Context, workspaceId: string, page: PageArgs, filter: DocumentFilter) {
  const where = and(isNull(documents.removedAt), ...clausesOf(filter));
  return await listRows(ctx, { table: documents, workspaceId, permission: "documents:read", page, where });
}

function clausesOf({ kind, sourceId, failing, suspected, search }: DocumentFilter): (SQL | undefined)[] {
  const like = `%${(search ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  return [
    kind?.in ? inArray(documents.kind, kind.in) : undefined,
    sourceId?.eq ? eq(documents.sourceId, sourceId.eq) : undefined,
    failing === true ? isNotNull(documents.failingSince) : undefined,
    failing === false ? isNull(documents.failingSince) : undefined,
    suspected === true ? isSuspected : undefined,
    suspected === false ? sql`not ${isSuspected}` : undefined,
    search ? or(ilike(documents.title, like), ilike(documents.path, like)) : undefined,
  ];
}

const isSuspected = sql`exists (
  select from ${driftCandidates} where ${driftCandidates.workspaceId} = ${documents.workspaceId}
    and ${driftCandidates.documentId} = ${documents.id} and ${driftCandidates.state} in ('open', 'accepted'))`;

/** The texts that a document had, the newest first. */
export async function listVersions(ctx: Context, { workspaceId, id }: Document, page: PageArgs) {
  const where = eq(documentVersions.documentId, id);
  return await listRows(ctx, { table: documentVersions, workspaceId, permission: "documents:read", page, where });
}

/** Tracked places, the newest first. */
export async function listSources(ctx: Context, workspaceId: string, page: PageArgs) {
  return await listRows(ctx, { table: documentSources, workspaceId, permission: "documents:read", page });
}
