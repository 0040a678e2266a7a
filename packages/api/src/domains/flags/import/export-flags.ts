import { environments, flagConfigurations, flagOverrides, flagSegments, flags } from "@plumbline/db/schema";
import type { FlagFile, PortableConfiguration, PortableFlag } from "@plumbline/sdk/flags/import";
import { and, asc, eq, isNull, ne } from "drizzle-orm";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { ownEnvironment } from "../../../service/own-environment.ts";
import { platformCategory } from "../flag/refuse-platform.ts";
import type { Flag, FlagConfiguration, FlagOverrideRow } from "../flag-refs.ts";

/**
 * Every flag and segment of a workspace as a file that `importFlags` reads. With their salts: who imports it elsewhere keeps who is
 * in. An API key of one environment gets what holds there, and in no other. Plumbline's own flags are left out, since every
 * workspace has them.
 */
export async function exportFlags(ctx: Context, workspaceId: string): Promise<FlagFile> {
  await authorize(ctx, workspaceId, "flags:read");
  const only = ownEnvironment(ctx);
  return await ctx.reads.workspace(workspaceId, async (db) => {
    const own = and(eq(flags.workspaceId, workspaceId), ne(flags.category, platformCategory));
    const rows = await db.select().from(flags).where(own).orderBy(asc(flags.key));
    const here = await db
      .select({ id: environments.id, key: environments.key })
      .from(environments)
      .where(
        and(
          eq(environments.workspaceId, workspaceId),
          isNull(environments.archivedAt),
          only ? eq(environments.id, only) : undefined,
        ),
      );
    const settings = await db.select().from(flagConfigurations).where(eq(flagConfigurations.workspaceId, workspaceId));
    const overrides = await db.select().from(flagOverrides).where(eq(flagOverrides.workspaceId, workspaceId));
    const segments = await db
      .select()
      .from(flagSegments)
      .where(eq(flagSegments.workspaceId, workspaceId))
      .orderBy(asc(flagSegments.key));
    return {
      format: "plumbline-flags/1",
      segments: segments.map(({ key, name, description, conditions }) => ({ key, name, description, conditions })),
      flags: rows.map((flag) => ({
        ...portableOf(flag),
        environments: Object.fromEntries(
          here.flatMap(({ id, key }): [string, PortableConfiguration][] => {
            const one = settings.find(({ flagId, environmentId }) => flagId === flag.id && environmentId === id);
            const set = overrides.filter(({ flagId, environmentId }) => flagId === flag.id && environmentId === id);
            return one ? [[key, configurationOf(one, set)]] : [];
          }),
        ),
      })),
    };
  });
}

function portableOf(flag: Flag): Omit<PortableFlag, "environments"> {
  const { key, name, description, type, valueKind, variants, jsonSchema, category, tags, state, salt } = flag;
  return {
    key,
    name,
    description,
    type,
    valueKind,
    variants,
    ...(jsonSchema ? { jsonSchema: jsonSchema as NonNullable<PortableFlag["jsonSchema"]> } : {}),
    category,
    tags,
    state,
    salt,
    ...(flag.bucketBy ? { bucketBy: flag.bucketBy } : {}),
    ...(flag.reviewAt ? { reviewAt: flag.reviewAt.toISOString() } : {}),
  };
}

function configurationOf(one: FlagConfiguration, overrides: readonly FlagOverrideRow[]): PortableConfiguration {
  const { enabled, killed, killReason, serve, defaultVariant, schedule, deny, allow, prerequisites, rules, rollout } =
    one;
  const of = (kind: FlagOverrideRow["kind"]) =>
    overrides
      .filter((override) => override.kind === kind)
      .map(({ subject, variant, expiresAt, reason }) => ({
        key: subject,
        variant,
        ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
        reason,
      }));
  const [userOverrides, tenantOverrides] = [of("user"), of("tenant")];
  return {
    enabled,
    ...(killed ? { killed, killReason: killReason ?? "" } : {}),
    serve,
    defaultVariant,
    ...(schedule ? { schedule } : {}),
    ...(userOverrides.length > 0 ? { userOverrides } : {}),
    ...(tenantOverrides.length > 0 ? { tenantOverrides } : {}),
    ...(deny ? { deny } : {}),
    ...(allow ? { allow } : {}),
    ...(prerequisites.length > 0 ? { prerequisites } : {}),
    ...(rules.length > 0 ? { rules } : {}),
    ...(rollout ? { rollout } : {}),
  };
}
