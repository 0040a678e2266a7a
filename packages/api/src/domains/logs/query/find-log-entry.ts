import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { ownEnvironment } from "../../../service/own-environment.ts";
import { everyEntry } from "../store/log-filter.ts";
import { logStoreOf } from "../store/log-store-of.ts";
import type { LogLine } from "./log-line.ts";
import { readLogEntryId } from "./log-position.ts";
import { narrowToEnvironment } from "./narrow-to-environment.ts";

/** One entry by its id, or null when it is gone, never was, or is not of an API key's environment. */
export async function findLogEntry(ctx: Context, workspaceId: string, id: string): Promise<LogLine | null> {
  await authorize(ctx, workspaceId, "logs:read");
  const { time, seq } = readLogEntryId(id);
  const [entry] = await logStoreOf(ctx.app).page(workspaceId, {
    filter: narrowToEnvironment(everyEntry, ownEnvironment(ctx)),
    since: time,
    until: time + 1,
    before: { time, seq: seq - 1 },
    after: { time, seq: seq + 1 },
    limit: 1,
  });
  return entry ? { ...entry, workspaceId } : null;
}

/** Entries around one that can be asked for at most, on each side. */
const mostAround = 100;

/**
 * What the same service wrote just before an entry and just after it, the oldest first.
 * @throws InvalidInputError when more than 100 are asked for
 */
export async function logsAround(
  ctx: Context,
  entry: LogLine,
  side: "before" | "after",
  first: number,
): Promise<LogLine[]> {
  await authorize(ctx, entry.workspaceId, "logs:read");
  if (first < 1 || first > mostAround)
    throw new InvalidInputError([{ path: ["first"], message: `must be from 1 to ${mostAround}.` }]);
  const written = { kind: "field", field: "service", values: [entry.source.service] } as const;
  const found = await logStoreOf(ctx.app).page(entry.workspaceId, {
    filter: narrowToEnvironment(written, ownEnvironment(ctx)),
    after: entry,
    order: side === "before" ? "newest first" : "oldest first",
    limit: first,
  });
  const lines = found.map((each) => ({ ...each, workspaceId: entry.workspaceId }));
  return side === "before" ? lines.reverse() : lines;
}
