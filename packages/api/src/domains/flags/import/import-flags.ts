import type { Db } from "@plumbline/db";
import { flags } from "@plumbline/db/schema";
import type { PortableFlag } from "@plumbline/sdk/flags/import";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { changeFlags } from "../change/change-flags.ts";
import type { FlagChange } from "../change/flag-change.ts";
import { flagsImported } from "../events.ts";
import type { ImportReport } from "./import-report.ts";
import { type ImportPlan, planImport } from "./plan-import.ts";
import { importFormats, readImport } from "./read-import.ts";

export const importFlagsInput = z.object({
  workspaceId: z.uuid(),
  format: z.enum(importFormats),
  /** The file. */
  text: z.string().max(5_000_000, "has at most 5,000,000 characters."),
  /** Key of the environment that a file is of which does not say it. Default `production`. */
  environment: z
    .string()
    .nullish()
    .transform((key) => key ?? "production"),
  /** Environments of the file under the workspace's keys. Default: those of the same key. */
  environments: z
    .array(z.object({ from: z.string(), to: z.string() }))
    .max(100)
    .nullish()
    .transform((all) => new Map((all ?? []).map(({ from, to }) => [from, to]))),
  /** Whether what is there under the same key is changed. Default false: it is skipped. */
  overwrite: z
    .boolean()
    .nullish()
    .transform((wanted) => wanted ?? false),
  /** Whether only the report is wanted. Default false. */
  dryRun: z
    .boolean()
    .nullish()
    .transform((wanted) => wanted ?? false),
  reason: z
    .string()
    .trim()
    .max(1000)
    .nullish()
    .transform((reason) => reason || null),
});

export type ImportFlagsInput = z.input<typeof importFlagsInput>;
type Wish = z.output<typeof importFlagsInput>;

/** Carries a dry run's report out of its transaction, which must not commit. */
class DryRunEnded extends Error {
  readonly report: ImportReport;
  constructor(report: ImportReport) {
    super("The dry run has ended.");
    this.report = report;
  }
}

/**
 * Makes flags of a file of ours, of Unleash or of flagd. A flag that cannot be taken over is left out with the reason; of all
 * others either all are written or none. A dry run does the same and takes it back.
 * @throws InvalidInputError when the file is not of its format, or what comes of it cannot be evaluated here
 * @throws PreconditionError when an environment requires approval
 */
export async function importFlags(ctx: Context, input: ImportFlagsInput): Promise<ImportReport> {
  await authorize(ctx, input.workspaceId, "flags:write");
  const wish = parseInput(importFlagsInput, input);
  const { workspaceId, dryRun } = wish;
  try {
    return await transact(ctx, { workspaceId, verb: "importFlags", input }, async (tx) => {
      const report = await write(tx, ctx, wish);
      if (dryRun) throw new DryRunEnded(report);
      return report;
    });
  } catch (error) {
    if (error instanceof DryRunEnded) return error.report;
    throw error;
  }
}

async function write(tx: Db, ctx: Context, wish: Wish): Promise<ImportReport> {
  const { workspaceId, format, text, environment, environments, overwrite, dryRun } = wish;
  const imported = readImport(format, text, environment);
  const plan = await planImport(tx, { workspaceId, imported, names: environments, overwrite });
  const changes = plan.changes.flatMap((one) => one.changes);
  const reason = wish.reason ?? `Imported from ${format === "plumbline" ? "a file" : format}.`;
  const outcomes = changes.length > 0 ? await changeFlags(tx, ctx, { workspaceId, changes, reason }) : [];
  let next = 0;
  for (const { item, changes: own } of plan.changes) {
    const done = outcomes.slice(next, next + own.length);
    next += own.length;
    if (done.every((outcome) => outcome === null)) item.action = "unchanged";
  }
  const more = await furtherChanges(tx, workspaceId, plan);
  if (more.length > 0) await changeFlags(tx, ctx, { workspaceId, changes: more, reason });
  const keysOf = (action: string) => plan.items.filter((one) => one.action === action).map(({ key }) => key);
  const [created, changed, refused] = [keysOf("created"), keysOf("changed"), keysOf("refused")];
  if (created.length + changed.length > 0)
    await recordEvent(tx, ctx, flagsImported, {
      workspaceId,
      subjectId: workspaceId,
      data: { format, created, changed, refused, differences: imported.differences.length },
    });
  const kept = new Set(plan.written.map(({ key }) => key));
  const differences = imported.differences.filter(({ flag }) => kept.has(flag));
  return { dryRun, items: plan.items, differences, unknownEnvironments: plan.unknownEnvironments };
}

/** What a flag can only be once it is there: stale or archived, killed somewhere, with overrides. */
async function furtherChanges(tx: Db, workspaceId: string, plan: ImportPlan): Promise<FlagChange[]> {
  const keys = plan.written.map(({ key }) => key);
  if (keys.length === 0) return [];
  const rows = await tx
    .select({ id: flags.id, key: flags.key, state: flags.state })
    .from(flags)
    .where(and(eq(flags.workspaceId, workspaceId), inArray(flags.key, keys)));
  const ids = new Map(rows.map(({ id, key }) => [key, id]));
  return plan.written.flatMap((flag) => {
    const flagId = ids.get(flag.key);
    return flagId ? changesAfter(flag, flagId, plan) : [];
  });
}

function changesAfter(flag: PortableFlag, flagId: string, { environmentIds }: ImportPlan): FlagChange[] {
  const changes: FlagChange[] = [];
  for (const [name, environmentId] of environmentIds) {
    const { killed, killReason, userOverrides = [], tenantOverrides = [] } = flag.environments[name] ?? {};
    if (killed) {
      const set = { killed: true, killReason: killReason ?? "It was killed where it was imported from." };
      changes.push({ kind: "configuration", flagId, environmentId, set });
    }
    const put = [
      ...userOverrides.map((one) => ({ kind: "user" as const, ...one })),
      ...tenantOverrides.map((one) => ({ kind: "tenant" as const, ...one })),
    ].map(({ kind, key, variant, expiresAt, reason }) => ({
      kind,
      subject: key,
      variant,
      expiresAt: expiresAt ?? null,
      reason: reason || "Imported.",
    }));
    if (put.length > 0) changes.push({ kind: "overrides", flagId, environmentId, put, remove: [] });
  }
  // Last: an archived flag takes no other change.
  if (flag.state === "stale" || flag.state === "archived") {
    const staleReason = flag.state === "stale" ? "It was stale where it was imported from." : null;
    changes.push({ kind: "flag", flagId, set: { state: flag.state, staleReason } });
  }
  return changes;
}
