import type { TransactionSql } from "postgres";
import { type EntryColumns, packEntries } from "./entry-columns.ts";
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
  const values = (name: keyof EntryColumns) => {
    const column = c[name];
    return "same" in column ? tx`null::text[]` : tx`string_to_array(${column.joined}, ${d})`;
  };
  const value = (name: keyof EntryColumns) => {
    const column = c[name];
    return "same" in column ? tx`${column.same}::text` : tx`r.${tx(name.toLowerCase())}`;
  };
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
    select ${workspaceId}::uuid, (${value("keep")})::smallint,
      'epoch'::timestamptz + (${value("time")})::bigint * interval '1 microsecond', (${value("nanos")})::smallint,
      'epoch'::timestamptz + (${value("observed")})::bigint * interval '1 microsecond', (${value("observedNanos")})::smallint,
      ${receivedAt.toISOString()}::timestamptz, (${value("severity")})::smallint, nullif(${value("severityText")}, ''),
      coalesce(${value("body")}, ''), nullif(${value("bodyJson")}, '')::jsonb, s.services[(${value("source")})::int],
      ${environmentId}::uuid, nullif(${value("tenant")}, ''), decode(nullif(${value("trace")}, ''), 'hex'),
      decode(nullif(${value("span")}, ''), 'hex'), nullif(${value("flags")}, '')::int, s.scopes[(${value("source")})::int],
      nullif(${value("event")}, ''), s.resources[(${value("source")})::int], (${value("attributes")})::jsonb,
      s.origins[(${value("source")})::int], nullif(${value("group")}, '')::uuid
    from shared s, unnest(
      array_fill(''::text, array[${entries.length}::int]), ${values("keep")}, ${values("time")}, ${values("nanos")},
      ${values("observed")}, ${values("observedNanos")}, ${values("severity")}, ${values("severityText")}, ${values("body")},
      ${values("bodyJson")}, ${values("tenant")}, ${values("trace")}, ${values("span")}, ${values("flags")}, ${values("event")},
      ${values("attributes")}, ${values("group")}, ${values("source")}
    ) as r(
      place, keep, time, nanos, observed, observednanos, severity, severitytext, body, bodyjson, tenant, trace, span, flags, event,
      attributes, "group", source
    )`;
}
