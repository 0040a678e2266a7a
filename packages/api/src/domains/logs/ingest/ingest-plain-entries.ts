import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { plainSources } from "../ndjson/plain-sources.ts";
import { readPlainEntry } from "../ndjson/read-plain-entry.ts";
import type { JsonValue } from "../store/json-value.ts";
import type { LogBatchAnswer } from "../store/log-store.ts";
import { ingestLogs } from "./ingest-logs.ts";
import { RefusedEntry } from "./intake-notes.ts";

/** One entry as GraphQL takes it. */
export interface PlainEntryInput {
  time?: Date | null;
  severityNumber?: number | null;
  level?: string | null;
  body: string;
  service?: string | null;
  tenant?: string | null;
  traceId?: string | null;
  spanId?: string | null;
  eventName?: string | null;
  attributes?: unknown;
}

/** Entries of one mutation. */
const mostEntries = 1000;

/** Takes entries over GraphQL, by the same way as every other door. */
export async function ingestPlainEntries(
  ctx: Context,
  { workspaceId, entries }: { workspaceId: string; entries: readonly PlainEntryInput[] },
): Promise<LogBatchAnswer> {
  if (entries.length > mostEntries)
    throw new InvalidInputError([{ path: ["entries"], message: `must hold at most ${mostEntries} entries.` }]);
  return await ingestLogs(ctx, {
    workspaceId,
    door: "graphql",
    body: Buffer.from(JSON.stringify(entries)),
    read(_, notes) {
      const sourceFor = plainSources();
      return entries.flatMap((entry, index) => {
        try {
          return [readPlainEntry(lineOf(entry), sourceFor)];
        } catch (error) {
          if (!(error instanceof RefusedEntry)) throw error;
          notes.reject(`${error.message} (entry ${index + 1})`);
          return [];
        }
      });
    },
  });
}

function lineOf({ time, severityNumber, attributes, tenant, ...rest }: PlainEntryInput): Record<string, JsonValue> {
  const given = typeof attributes === "object" && attributes !== null ? (attributes as Record<string, JsonValue>) : {};
  const line: Record<string, JsonValue> = { attributes: tenant ? { ...given, tenant } : given };
  if (time) line.time = time.toISOString();
  if (severityNumber != null) line.severityNumber = severityNumber;
  for (const [name, value] of Object.entries(rest)) if (value != null) line[name] = value;
  return line;
}
