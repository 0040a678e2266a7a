import { type Db, inWorkspace } from "@plumbline/db";
import { sql } from "drizzle-orm";
import type { App } from "../../../app.ts";
import { recordEvent } from "../../../outbox/record-event.ts";
import { createContext } from "../../../service/context.ts";
import { flagSourceConnected, flagSourceEvaluated } from "../events.ts";
import type { ExposureBatch, SeenExposure, SeenSource } from "./exposure-buffer.ts";
import { writeDecisions } from "./write-decisions.ts";

/**
 * Sources of one key that are kept; a publishable key lies in the open, and names are cheap to make up. A new one takes the place of
 * one that was silent for so many minutes, at first of one that never evaluated.
 */
const mostSources = 50;
const silentMinutes = 10;

/** Writes what was summed up, a transaction for each workspace. Of workspaces that fail the others are written. */
export async function writeExposures(app: App, { sources, exposures, decisions }: ExposureBatch): Promise<void> {
  const ids = new Set(sources.map(({ place }) => place.workspaceId));
  const failures: unknown[] = [];
  for (const workspaceId of ids) {
    const own = ({ place }: { place: { workspaceId: string } }) => place.workspaceId === workspaceId;
    const counted = exposures.filter(own);
    await inWorkspace(app.database, workspaceId, async (tx) => {
      if (counted.length > 0) await writeCounts(tx, workspaceId, counted);
      const decided = decisions.filter(own);
      if (decided.length > 0) await writeDecisions(tx, workspaceId, decided);
      for (const source of sources.filter(own)) await writeSource(app, tx, source, counted);
    }).catch((error) => failures.push(error));
  }
  app.outbox.nudge();
  if (failures.length > 0) throw failures[0];
}

/** Flags and variants that are not there are passed over: a report may be older than what it is about. In one order, against deadlocks. */
async function writeCounts(tx: Db, workspaceId: string, exposures: readonly SeenExposure[]): Promise<void> {
  const rows = exposures.map(({ place, ...one }) => ({ ...one, environment: place.environmentId }));
  await tx.execute(sql`
    insert into flag_exposures as known (workspace_id, environment_id, flag_id, hour, variant, count, last_at)
    select f.workspace_id, r.environment, f.id, r.hour, r.variant, r.count, r.at
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as r (environment uuid, flag text, variant text, hour timestamptz, count bigint, at timestamptz)
    join flags f on f.workspace_id = ${workspaceId} and f.key = r.flag
    where r.variant = '' or f.variants @> jsonb_build_array(jsonb_build_object('key', r.variant))
    order by f.id, r.environment, r.hour, r.variant
    on conflict (workspace_id, flag_id, environment_id, hour, variant)
    do update set count = known.count + excluded.count, last_at = greatest(known.last_at, excluded.last_at)`);
}

async function makeRoom(tx: Db, { place: { workspaceId }, actor, sdk, sdkVersion, seenAt }: SeenSource): Promise<void> {
  const own = sql`workspace_id = ${workspaceId} and api_key_id = ${actor.apiKeyId}`;
  await tx.execute(sql`
    delete from flag_sources where id = (
      select id from flag_sources where ${own} and last_seen_at < ${seenAt.toISOString()}::timestamptz - make_interval(mins => ${silentMinutes})
      order by last_evaluated_at nulls first, last_seen_at limit 1)
    and (select count(*) from flag_sources where ${own}) >= ${mostSources}
    and not exists (select from flag_sources where ${own} and sdk = ${sdk} and sdk_version = ${sdkVersion})`);
}

async function writeSource(app: App, tx: Db, source: SeenSource, counted: readonly SeenExposure[]): Promise<void> {
  const { place, actor, sdk, sdkVersion, evaluations, dropped } = source;
  const at = source.seenAt.toISOString();
  const evaluatedAt = evaluations > 0 ? at : null;
  await makeRoom(tx, source);
  const [row] = (await tx.execute(sql`
    insert into flag_sources as known (workspace_id, environment_id, api_key_id, sdk, sdk_version, last_seen_at,
      first_evaluated_at, last_evaluated_at, evaluations, dropped)
    select ${place.workspaceId}, ${place.environmentId}, ${actor.apiKeyId}, ${sdk}, ${sdkVersion}, ${at}::timestamptz,
      ${evaluatedAt}::timestamptz, ${evaluatedAt}::timestamptz, ${evaluations}, ${dropped}
    where (select count(*) from flag_sources where workspace_id = ${place.workspaceId} and api_key_id = ${actor.apiKeyId}
      and (sdk, sdk_version) <> (${sdk}, ${sdkVersion})) < ${mostSources}
    on conflict (workspace_id, environment_id, api_key_id, sdk, sdk_version) do update set
      last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
      first_evaluated_at = coalesce(known.first_evaluated_at, excluded.first_evaluated_at),
      last_evaluated_at = coalesce(excluded.last_evaluated_at, known.last_evaluated_at),
      evaluations = known.evaluations + excluded.evaluations, dropped = known.dropped + excluded.dropped
    returning id, xmax = 0 as made, first_evaluated_at = ${evaluatedAt}::timestamptz as first`)) as unknown as {
    id: string;
    made: boolean;
    first: boolean | null;
  }[];
  if (!row) return;
  const ctx = createContext({ app, actor });
  const { workspaceId, environmentId } = place;
  const base = { sdk, sdkVersion, environmentId, apiKeyId: actor.apiKeyId, apiKey: actor.name };
  if (row.made) await recordEvent(tx, ctx, flagSourceConnected, { workspaceId, subjectId: row.id, data: base });
  if (!row.first) return;
  const flags = [
    ...new Set(counted.filter((one) => one.place.environmentId === environmentId).map(({ flag }) => flag)),
  ];
  await recordEvent(tx, ctx, flagSourceEvaluated, {
    workspaceId,
    subjectId: row.id,
    data: { ...base, flags: flags.slice(0, 10) },
  });
}
