import type { integrations, SeenRateLimit } from "@plumbline/db/schema";
import type { App } from "../../../app.ts";
import type { RateLimit } from "../provider/rate-limit.ts";

/** A limit is written at most this often, in milliseconds, unless much of it went at once. */
const writeEveryMs = 30_000;
/** The share of the limit whose loss is worth a write of its own. */
const bigChange = 0.2;
const mostRemembered = 10_000;

const written = new WeakMap<App, Map<string, { at: number; remaining: number | null }>>();

/** Keeps the limit that an answer told of, without a write for each call. */
export async function noteRateLimit(
  app: App,
  { id, workspaceId }: Pick<typeof integrations.$inferSelect, "id" | "workspaceId">,
  { limit, remaining, resetsAt }: RateLimit,
): Promise<void> {
  const known = written.get(app) ?? new Map<string, { at: number; remaining: number | null }>();
  written.set(app, known);
  const now = app.clock.now();
  const last = known.get(id);
  const moved = Math.abs((last?.remaining ?? 0) - (remaining ?? 0));
  const isBig = moved >= (limit ?? 0) * bigChange || (remaining === 0 && last?.remaining !== 0);
  if (last && now.getTime() - last.at < writeEveryMs && !(isBig && moved > 0)) return;
  const oldest = known.keys().next().value;
  if (known.size >= mostRemembered && oldest !== undefined) known.delete(oldest);
  known.delete(id);
  known.set(id, { at: now.getTime(), remaining });
  const seen: SeenRateLimit = { limit, remaining, resetsAt: resetsAt?.toISOString() ?? null, at: now.toISOString() };
  await app.database.raw`
    update integrations set rate_limit = ${app.database.raw.json({ ...seen })}
    where workspace_id = ${workspaceId} and id = ${id}`;
}
