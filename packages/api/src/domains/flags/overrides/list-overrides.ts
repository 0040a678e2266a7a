import { flagOverrides, flags } from "@plumbline/db/schema";
import { and, eq, ilike, ne, or, sql } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { ownEnvironment } from "../../../service/own-environment.ts";
import type { Tenant } from "../../tenants/index.ts";
import { listRows } from "../../workspaces/index.ts";
import type { Flag, FlagOverrideRow } from "../flag-refs.ts";

/** Which overrides; what is left out does not narrow. */
export interface FlagOverrideFilter {
  environmentId?: string | null;
  kind?: FlagOverrideRow["kind"] | null;
  /** Part of the user's or tenant's key. */
  search?: string | null;
}

/** A flag's overrides, the newest first; for an API key of one environment, those there. */
export async function listOverrides(ctx: Context, flag: Flag, page: PageArgs, filter: FlagOverrideFilter) {
  const { environmentId, kind, search } = filter;
  const where = and(
    eq(flagOverrides.flagId, flag.id),
    inOwn(ctx),
    environmentId ? eq(flagOverrides.environmentId, environmentId) : undefined,
    kind ? eq(flagOverrides.kind, kind) : undefined,
    search ? ilike(flagOverrides.subject, `%${search.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
  );
  const { workspaceId } = flag;
  return await listRows(ctx, { table: flagOverrides, workspaceId, permission: "flags:read", page, where });
}

/** Nothing for who sees every environment. */
function inOwn(ctx: Context) {
  const only = ownEnvironment(ctx);
  return only ? eq(flagOverrides.environmentId, only) : undefined;
}

/** Overrides of one tenant, of every flag. */
export async function listTenantOverrides(ctx: Context, { workspaceId, key }: Tenant, page: PageArgs) {
  const where = and(eq(flagOverrides.kind, "tenant"), eq(flagOverrides.subject, key), inOwn(ctx));
  return await listRows(ctx, { table: flagOverrides, workspaceId, permission: "flags:read", page, where });
}

/** Flags that name the tenant: by an override, or on a list of who is denied or allowed. */
export async function listTenantFlags(ctx: Context, { workspaceId, key }: Tenant, page: PageArgs) {
  const only = ownEnvironment(ctx);
  const overridden = sql`exists (select from flag_overrides o where o.workspace_id = ${workspaceId}
    and o.flag_id = ${flags.id} and o.kind = 'tenant' and o.subject = ${key}
    and (${only}::uuid is null or o.environment_id = ${only}::uuid))`;
  const listed = JSON.stringify({ tenants: [key] });
  const named = sql`exists (select from flag_configurations c where c.workspace_id = ${workspaceId}
    and c.flag_id = ${flags.id} and (${only}::uuid is null or c.environment_id = ${only}::uuid)
    and (c.deny @> ${listed}::jsonb or c.allow @> ${listed}::jsonb))`;
  const where = and(ne(flags.state, "archived"), or(overridden, named));
  return await listRows(ctx, { table: flags, workspaceId, permission: "flags:read", page, where });
}
