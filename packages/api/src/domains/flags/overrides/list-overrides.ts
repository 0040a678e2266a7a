import { flagOverrides, flags } from "@plumbline/db/schema";
import { and, eq, ilike, ne, or, sql } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
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

/** A flag's overrides, the newest first. */
export async function listOverrides(ctx: Context, flag: Flag, page: PageArgs, filter: FlagOverrideFilter) {
  const { environmentId, kind, search } = filter;
  const where = and(
    eq(flagOverrides.flagId, flag.id),
    environmentId ? eq(flagOverrides.environmentId, environmentId) : undefined,
    kind ? eq(flagOverrides.kind, kind) : undefined,
    search ? ilike(flagOverrides.subject, `%${search.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
  );
  const { workspaceId } = flag;
  return await listRows(ctx, { table: flagOverrides, workspaceId, permission: "flags:read", page, where });
}

/** Overrides of one tenant, of every flag. */
export async function listTenantOverrides(ctx: Context, { workspaceId, key }: Tenant, page: PageArgs) {
  const where = and(eq(flagOverrides.kind, "tenant"), eq(flagOverrides.subject, key));
  return await listRows(ctx, { table: flagOverrides, workspaceId, permission: "flags:read", page, where });
}

/** Flags that name the tenant: by an override, or on a list of who is denied or allowed. */
export async function listTenantFlags(ctx: Context, { workspaceId, key }: Tenant, page: PageArgs) {
  const overridden = sql`exists (select from flag_overrides o where o.workspace_id = ${workspaceId}
    and o.flag_id = ${flags.id} and o.kind = 'tenant' and o.subject = ${key})`;
  const listed = JSON.stringify({ tenants: [key] });
  const named = sql`exists (select from flag_configurations c where c.workspace_id = ${workspaceId}
    and c.flag_id = ${flags.id} and (c.deny @> ${listed}::jsonb or c.allow @> ${listed}::jsonb))`;
  const where = and(ne(flags.state, "archived"), or(overridden, named));
  return await listRows(ctx, { table: flags, workspaceId, permission: "flags:read", page, where });
}
