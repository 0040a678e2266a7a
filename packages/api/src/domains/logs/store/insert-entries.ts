import type { TransactionSql } from "postgres";
import { packEntries } from "./entry-columns.ts";
import type { NewLogEntry } from "./log-entry.ts";
import { writeJson } from "./write-json.ts";

/** What all entries of one insert share. */
export interface InsertedWith {
  workspaceId: string;
  environmentId: string | null;
  receivedAt: Date;
}

/** Entries of one statement at most. */
const mostEntries = 5000;

/** Sources of one statement at most: Postgres walks an array of texts from its start for every subscript. */
const mostSources = 50;

/** Inserts entries under row level security, in the order given. Why not COPY: docs/adr/0070. */
export async function insertEntries(
  tx: TransactionSql,
  entries: readonly NewLogEntry[],
  shared: InsertedWith,
): Promise<void> {
  for (const part of inParts(entries)) await insertPart(tx, part, shared);
}

function* inParts(entries: readonly NewLogEntry[]): Generator<readonly NewLogEntry[]> {
  let from = 0;
  let sources = new Set<NewLogEntry["source"]>();
  for (const [index, entry] of entries.entries()) {
    if (index - from >= mostEntries || (sources.size >= mostSources && !sources.has(entry.source))) {
      yield entries.slice(from, index);
      from = index;
      sources = new Set();
    }
    sources.add(entry.source);
  }
  if (from < entries.length) yield from === 0 ? entries : entries.slice(from);
}

async function insertPart(
  tx: TransactionSql,
  entries: readonly NewLogEntry[],
  { workspaceId, environmentId, receivedAt }: InsertedWith,
): Promise<void> {
  const { delimiter: d, columns: c, sources } = packEntries(entries);
  const services = sources.map(({ service }) => service);
  const scopes = sources.map(({ scope }) => scope);
  const resources = sources.map(({ resource }) => writeJson(resource));
  const origins = sources.map(({ origin }) => (origin === null ? null : writeJson(origin)));
  await tx`
    with shared as materialized (
      select ${services}::text[] as services, ${scopes}::text[] as scopes, ${resources}::text[]::jsonb[] as resources,
        ${origins}::text[]::jsonb[] as origins
    )
    insert into log_entries (
      workspace_id, keep_days, time, time_nanos, observed_at, observed_nanos, received_at, severity, severity_text, body, body_json,
      service, environment_id, tenant, trace_id, span_id, flags, scope, event_name, resource, attributes, origin, group_id
    )
    select ${workspaceId}::uuid, r.keep::smallint, 'epoch'::timestamptz + r.time::bigint * interval '1 microsecond',
      r.nanos::smallint, 'epoch'::timestamptz + r.observed::bigint * interval '1 microsecond', r.observed_nanos::smallint,
      ${receivedAt.toISOString()}::timestamptz, r.severity::smallint, nullif(r.severity_text, ''), coalesce(r.body, ''),
      nullif(r.body_json, '')::jsonb, s.services[r.source::int], ${environmentId}::uuid, nullif(r.tenant, ''),
      decode(nullif(r.trace, ''), 'hex'), decode(nullif(r.span, ''), 'hex'), nullif(r.flags, '')::int,
      s.scopes[r.source::int], nullif(r.event, ''), s.resources[r.source::int], r.attributes::jsonb,
      s.origins[r.source::int], nullif(r.grouped, '')::uuid
    from shared s, unnest(
      string_to_array(${c.keep}, ${d}), string_to_array(${c.time}, ${d}), string_to_array(${c.nanos}, ${d}),
      string_to_array(${c.observed}, ${d}), string_to_array(${c.observedNanos}, ${d}), string_to_array(${c.severity}, ${d}),
      string_to_array(${c.severityText}, ${d}), string_to_array(${c.body}, ${d}), string_to_array(${c.bodyJson}, ${d}),
      string_to_array(${c.tenant}, ${d}), string_to_array(${c.trace}, ${d}), string_to_array(${c.span}, ${d}),
      string_to_array(${c.flags}, ${d}), string_to_array(${c.event}, ${d}), string_to_array(${c.attributes}, ${d}),
      string_to_array(${c.group}, ${d}), string_to_array(${c.source}, ${d})
    ) as r(
      keep, time, nanos, observed, observed_nanos, severity, severity_text, body, body_json, tenant, trace, span, flags, event,
      attributes, grouped, source
    )`;
}
