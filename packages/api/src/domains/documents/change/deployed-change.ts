import { integrations, signals } from "@plumbline/db/schema";
import { and, desc, eq, lt, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { accessOf, findProvider, type RemoteChange } from "../../integrations/index.ts";

/** The signal of a deployment that is in use: GitHub's, Vercel's, or one of the signed webhook that names itself so. */
export const deployed = "deployment.succeeded";

type Signal = typeof signals.$inferSelect;

const commit = z.string().regex(/^[0-9a-f]{7,64}$/i);
/** `before` is optional: who deploys a range may name its beginning; else it is what was deployed there last. */
const deployment = z.object({
  commit,
  before: commit.nullish().catch(null),
  repository: z.string().nullish().catch(null),
  environment: z.string().nullish().catch(null),
  service: z.string().nullish().catch(null),
});

/**
 * What a deployment brought to its environment since the one before it. Null, and nothing is claimed, where it names no commit,
 * where it is the first, or where no connected provider knows the repository.
 * @throws ProviderError when the provider refuses
 */
export async function deployedChange(ctx: Context, signal: Signal): Promise<RemoteChange | null> {
  const read = deployment.safeParse(signal.data);
  if (!read.success) return null;
  const { commit: after, environment, repository, before: named } = read.data;
  const before = named ?? (await deployedBefore(ctx, signal));
  if (!before || before === after) return null;
  const target = repository ?? signal.subject;
  const teller = await tellerOf(ctx, signal, target);
  const between = teller && findProvider(teller.provider).changes?.between;
  if (!between) return null;
  const change = await between(await accessOf(ctx, teller), { target, before, after });
  return change && { ...change, title: `Deployed${environment ? ` to ${environment}` : ""}: ${change.title}` };
}

/** The commit of the last deployment of the same environment and service. */
async function deployedBefore(ctx: Context, signal: Signal): Promise<string | null> {
  const { workspaceId, integrationId, subject, occurredAt, data } = signal;
  const same = (field: "environment" | "service" | "repository") =>
    sql`${signals.data} ->> ${field}::text is not distinct from ${data[field] == null ? null : String(data[field])}::text`;
  const [found] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ data: signals.data })
      .from(signals)
      .where(
        and(
          eq(signals.workspaceId, workspaceId),
          eq(signals.integrationId, integrationId),
          eq(signals.type, deployed),
          eq(signals.subject, subject),
          lt(signals.occurredAt, occurredAt),
          ne(signals.id, signal.id),
          same("environment"),
          same("service"),
          same("repository"),
        ),
      )
      .orderBy(desc(signals.occurredAt))
      .limit(1),
  );
  return commit.safeParse(found?.data.commit).data ?? null;
}

/** The integration that can compare: the signal's own, else one that watches the repository. */
async function tellerOf(ctx: Context, { workspaceId, integrationId }: Signal, target: string) {
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(integrations)
      .where(and(eq(integrations.workspaceId, workspaceId), ne(integrations.state, "disconnected"))),
  );
  const able = rows.filter(({ provider }) => findProvider(provider).changes?.between);
  return (
    able.find(({ id }) => id === integrationId) ?? able.find(({ targets }) => targets.some(({ id }) => id === target))
  );
}
