import type { Db } from "@plumbline/db";
import { environments, flagConfigurations, flagOverrides, flagSegments, flags } from "@plumbline/db/schema";
import type { FlagDefinition, Segment } from "@plumbline/sdk/flags";
import { and, asc, eq, inArray, ne, type SQL } from "drizzle-orm";
import { platformCategory } from "../flag/refuse-platform.ts";
import type { FlagOverrideRow } from "../flag-refs.ts";
import { definitionOf } from "./definition-of.ts";

export interface LoadDefinitionsOptions {
  workspaceId: string;
  environmentIds: readonly string[];
  /** Plumbline's own flags, which are delivered to nobody. Default `without`. */
  platform?: "with" | "without" | "only";
  /** Only these flags. Default: all of them. */
  flags?: { ids: readonly string[] } | { keys: readonly string[] };
}

/** Flags as the evaluator takes them, by the id of their environment, in the order in which they were made. */
export async function loadDefinitions(
  db: Db,
  { workspaceId, environmentIds, platform = "without", flags: which }: LoadDefinitionsOptions,
): Promise<Map<string, FlagDefinition[]>> {
  const found = new Map<string, FlagDefinition[]>(environmentIds.map((id) => [id, []]));
  const wanted = which && ("ids" in which ? which.ids : which.keys);
  if (environmentIds.length === 0 || wanted?.length === 0) return found;
  const narrow: SQL | undefined =
    which && ("ids" in which ? inArray(flags.id, [...which.ids]) : inArray(flags.key, [...which.keys]));
  const rows = await db
    .select({ flag: flags, configuration: flagConfigurations, environment: environments.key })
    .from(flagConfigurations)
    .innerJoin(flags, and(eq(flags.workspaceId, workspaceId), eq(flags.id, flagConfigurations.flagId)))
    .innerJoin(
      environments,
      and(eq(environments.workspaceId, workspaceId), eq(environments.id, flagConfigurations.environmentId)),
    )
    .where(
      and(
        eq(flagConfigurations.workspaceId, workspaceId),
        inArray(flagConfigurations.environmentId, [...environmentIds]),
        narrow,
        platform === "with" ? undefined : (platform === "only" ? eq : ne)(flags.category, platformCategory),
      ),
    )
    .orderBy(asc(flags.id));
  const ids = which ? [...new Set(rows.map(({ flag }) => flag.id))] : null;
  const overrides = await loadOverrides(db, workspaceId, environmentIds, ids);
  for (const { flag, configuration, environment } of rows) {
    const own = overrides.get(`${flag.id} ${configuration.environmentId}`) ?? [];
    found.get(configuration.environmentId)?.push(definitionOf(flag, configuration, own, environment));
  }
  return found;
}

async function loadOverrides(
  db: Db,
  workspaceId: string,
  environmentIds: readonly string[],
  flagIds: readonly string[] | null,
): Promise<Map<string, FlagOverrideRow[]>> {
  const rows =
    flagIds?.length === 0
      ? []
      : await db
          .select()
          .from(flagOverrides)
          .where(
            and(
              eq(flagOverrides.workspaceId, workspaceId),
              inArray(flagOverrides.environmentId, [...environmentIds]),
              flagIds ? inArray(flagOverrides.flagId, [...flagIds]) : undefined,
            ),
          )
          .orderBy(asc(flagOverrides.id));
  const byFlag = new Map<string, FlagOverrideRow[]>();
  for (const row of rows) {
    const key = `${row.flagId} ${row.environmentId}`;
    const own = byFlag.get(key);
    if (own) own.push(row);
    else byFlag.set(key, [row]);
  }
  return byFlag;
}

/** The workspace's segments as the evaluator takes them. */
export async function loadSegments(db: Db, workspaceId: string): Promise<Segment[]> {
  const rows = await db
    .select({ key: flagSegments.key, name: flagSegments.name, conditions: flagSegments.conditions })
    .from(flagSegments)
    .where(eq(flagSegments.workspaceId, workspaceId))
    .orderBy(asc(flagSegments.id));
  return rows;
}
