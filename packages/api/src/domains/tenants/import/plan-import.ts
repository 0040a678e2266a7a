import { createHash } from "node:crypto";
import type { Db } from "@plumbline/db";
import { environments, serviceDependencies, services, tenants } from "@plumbline/db/schema";
import { eq } from "drizzle-orm";
import { changedFields } from "../../workspaces/index.ts";
import { findCircle } from "../service/find-circle.ts";
import type { ImportType } from "./import-entry.ts";
import type { ImportIssue } from "./import-issue.ts";
import { type CheckedEntry, readImport } from "./read-import.ts";

/** What the import would do with one entry. */
export interface PlannedEntry {
  line: number;
  key: string;
  name: string;
  action: "create" | "update" | "unchanged";
  /** The row it is about; null when it is created. */
  id: string | null;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  /** Keys of the services it needs, where the file says so. */
  dependsOn: string[] | null;
}

/** What an import would do. Nothing is done while there are issues. */
export interface ImportPlan {
  type: ImportType;
  entries: PlannedEntry[];
  issues: ImportIssue[];
  /** Names this plan: pass it when importing, to be refused if the workspace changed meanwhile. */
  planHash: string;
}

const tables = { tenants, environments, services } as const;

/** Compares a file with what is there. Reads only. */
export async function planImport(db: Db, workspaceId: string, type: ImportType, content: string): Promise<ImportPlan> {
  const { entries, issues } = readImport(type, content);
  const table = tables[type];
  const rows = await db.select().from(table).where(eq(table.workspaceId, workspaceId));
  const known = new Map(rows.map((row) => [row.key, row as { id: string; key: string }]));
  const edges = type === "services" ? await dependencyKeys(db, workspaceId, rows) : [];
  const planned = entries.map((entry) => planEntry(entry, known.get(entry.fields.key), edges));
  const all = [...issues, ...(type === "services" ? dependencyIssues(planned, known, edges) : [])];
  const planHash = createHash("sha256")
    .update(JSON.stringify([type, planned]))
    .digest("base64url")
    .slice(0, 22);
  return { type, entries: planned, issues: all, planHash };
}

type Edge = { from: string; to: string };

function planEntry(entry: CheckedEntry, row: { id: string } | undefined, edges: Edge[]): PlannedEntry {
  const { dependsOn, ...fields } = entry.fields as CheckedEntry<"services">["fields"];
  // Archived and named in the file: it is in use again.
  const wish = { ...fields, archivedAt: null };
  const changes = row ? changedFields(row, wish) : { before: {}, after: fields };
  const before = { ...changes?.before };
  const after = { ...changes?.after } as Record<string, unknown>;
  const needed = dependsOn ? [...new Set(dependsOn)].sort() : null;
  if (needed) {
    const now = edges
      .filter(({ from }) => from === fields.key)
      .map(({ to }) => to)
      .sort();
    if (now.join() !== needed.join()) {
      if (row) before.dependsOn = now;
      after.dependsOn = needed;
    }
  }
  const action = !row ? "create" : Object.keys(after).length > 0 ? "update" : "unchanged";
  return {
    line: entry.line,
    key: fields.key,
    name: fields.name,
    action,
    id: row?.id ?? null,
    before,
    after,
    dependsOn: needed,
  };
}

async function dependencyKeys(db: Db, workspaceId: string, rows: { id: string; key: string }[]): Promise<Edge[]> {
  const keyOf = new Map(rows.map(({ id, key }) => [id, key]));
  const known = await db
    .select({ from: serviceDependencies.serviceId, to: serviceDependencies.dependsOnId })
    .from(serviceDependencies)
    .where(eq(serviceDependencies.workspaceId, workspaceId));
  return known.map(({ from, to }) => ({ from: keyOf.get(from) ?? "", to: keyOf.get(to) ?? "" }));
}

/** Services that are named and not there, and circles that the whole of it would close. */
function dependencyIssues(planned: PlannedEntry[], known: Map<string, unknown>, edges: Edge[]): ImportIssue[] {
  const issues: ImportIssue[] = [];
  const inFile = new Set(planned.map(({ key }) => key));
  const replaced = new Set(planned.filter(({ dependsOn }) => dependsOn).map(({ key }) => key));
  const graph = edges.filter(({ from }) => !replaced.has(from));
  for (const { key, line, dependsOn } of planned) {
    for (const to of dependsOn ?? []) {
      if (!inFile.has(to) && !known.has(to)) {
        issues.push({ line, message: `dependsOn: there is no service ${to}, here or in the workspace.` });
        continue;
      }
      const circle = findCircle(graph, { from: key, to });
      if (circle) issues.push({ line, message: `dependsOn: would close a circle: ${circle.join(" → ")}.` });
      else graph.push({ from: key, to });
    }
  }
  return issues;
}
