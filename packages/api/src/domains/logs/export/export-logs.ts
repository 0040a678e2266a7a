import { recordEvent } from "../../../outbox/record-event.ts";
import { accessTo, authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { ownEnvironment } from "../../../service/own-environment.ts";
import type { Permission } from "../../../service/permissions.ts";
import { transact } from "../../../service/transact.ts";
import { logsExported } from "../events.ts";
import { readLogEntryId } from "../query/log-position.ts";
import type { LogSearchInput } from "../query/log-search-input.ts";
import { resolveSearch } from "../query/resolve-search.ts";
import { redactFilter } from "../redaction/redact-filter.ts";
import type { LogEntry } from "../store/log-entry.ts";
import { exportHead, exportLine, type LogFormat } from "./export-lines.ts";
import { readPages } from "./read-pages.ts";

/** Entries of the console's quick download at most; what may be asked of it without `logs:export`. */
export const quickEntries = 10_000;

export interface ExportLogsOptions {
  workspaceId: string;
  search: LogSearchInput;
  format: LogFormat;
  /** The id of the last entry that an earlier download brought; null begins with the newest. */
  after: string | null;
  /** Entries at most; null for all. */
  limit: number | null;
}

/**
 * The newest entries first, page by page as fast as the far side takes them; each page takes a connection of its own, so that a
 * slow reader holds none. Begun, it is in the audit log.
 * @returns chunks of text
 * @throws ForbiddenError without `logs:export`, which is enough by itself; for the newest 10,000 entries `logs:read` is, too
 * @throws TooLargeError, RateLimitedError when its first page cannot be read
 */
export async function exportLogs(ctx: Context, options: ExportLogsOptions): Promise<AsyncGenerator<string>> {
  const { workspaceId, search, format, after, limit } = options;
  if (limit !== null && !(Number.isInteger(limit) && limit >= 1))
    throw new InvalidInputError([{ path: ["limit"], message: "must be a whole number from 1." }]);
  await authorize(ctx, workspaceId, await permissionFor(ctx, options));
  const { filter, since, until } = await resolveSearch(ctx, workspaceId, search);
  const from = after === null ? undefined : readLogEntryId(after, "after");
  await transact(ctx, { workspaceId, verb: "exportLogs", input: options }, async (tx) => {
    const asked = Object.entries(search).filter(([, value]) => value !== null && value !== undefined && value !== "");
    const told = asked.filter(([, value]) => !Array.isArray(value) || value.length > 0);
    await recordEvent(tx, ctx, logsExported, {
      workspaceId,
      subjectId: workspaceId,
      data: {
        format,
        filter: await redactFilter(ctx.app, workspaceId, Object.fromEntries(told)),
        limit,
        resumed: after !== null,
        environmentId: ownEnvironment(ctx) ?? undefined,
      },
    });
  });
  // What arrives while it runs lies before its beginning, or is of the past and may be missed: it is a moment's picture.
  const query = { filter, since, until };
  const pages = readPages(ctx, { workspaceId, query, from, limit });
  // A search that is refused says so now: once a download has begun, it could only break off.
  const first = await pages.next();
  return write(workspaceId, format, from === undefined, first.done ? [] : first.value, pages);
}

async function permissionFor(ctx: Context, { workspaceId, limit, after }: ExportLogsOptions): Promise<Permission> {
  // Continued again and again, the quick one would be the full one.
  const isQuick = limit !== null && limit <= quickEntries && after === null;
  return isQuick && !(await accessTo(ctx, workspaceId))?.allows("logs:export") ? "logs:read" : "logs:export";
}

async function* write(
  workspaceId: string,
  format: LogFormat,
  begins: boolean,
  first: readonly LogEntry[],
  others: AsyncIterable<readonly LogEntry[]>,
): AsyncGenerator<string> {
  const lines = (page: readonly LogEntry[]) =>
    page.map((entry) => exportLine(format, { ...entry, workspaceId })).join("");
  if (begins) yield exportHead(format);
  if (first.length > 0) yield lines(first);
  for await (const page of others) if (page.length > 0) yield lines(page);
}
