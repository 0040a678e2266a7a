import { inWorkspace } from "@plumbline/db";
import { logSources } from "@plumbline/db/schema";
import { and, count, eq, sql } from "drizzle-orm";
import type { App } from "../../../app.ts";
import { recordEvent } from "../../../outbox/record-event.ts";
import { systemContext } from "../../../service/context.ts";
import { perApp } from "../../../service/per-app.ts";
import { logSourceConnected } from "../events.ts";

/** A way in. */
export type LogDoor = "otlp-protobuf" | "otlp-json" | "ndjson" | "graphql";

/** What one batch says of one service. */
export interface Delivered {
  workspaceId: string;
  apiKeyId: string;
  service: string;
  door: LogDoor;
  client: string | null;
  entries: number;
  at: Date;
}

/** Services that are remembered of one workspace: their names come from the senders. */
const mostSources = 500;

/** Milliseconds that deliveries of a known source are collected. Its first one is written at once: somebody may be waiting for it. */
const collectMs = 5000;

/** Notes that a source delivered, after the commit; the proof of “logs arrive”. A failure here never fails a batch. */
export function noteSource(app: App, delivered: Delivered): void {
  noters(app)(delivered);
}

const noters = perApp((app) => {
  const waiting = new Map<string, Delivered>();
  const known = new Set<string>();
  let timer: NodeJS.Timeout | null = null;

  function write(): void {
    timer = null;
    const all = [...waiting.values()];
    waiting.clear();
    for (const each of all)
      void writeSource(app, each).catch((err) => app.log.warn({ err }, "A log source was not noted."));
  }

  return (delivered: Delivered) => {
    const key = `${delivered.apiKeyId} ${delivered.service}`;
    const before = waiting.get(key);
    waiting.set(key, before ? { ...delivered, entries: before.entries + delivered.entries } : delivered);
    if (!known.has(key)) {
      if (known.size > 10_000) known.clear();
      known.add(key);
      write();
    } else if (!timer) timer = setTimeout(write, collectMs).unref();
  };
});

async function writeSource(app: App, { workspaceId, apiKeyId, service, door, client, entries, at }: Delivered) {
  const isNew = await inWorkspace(app.database, workspaceId, async (tx) => {
    const [source] = await tx
      .update(logSources)
      .set({
        door,
        client,
        lastAt: sql`greatest(${logSources.lastAt}, ${at.toISOString()}::timestamptz)`,
        entries: sql`${logSources.entries} + ${entries}`,
      })
      .where(
        and(
          eq(logSources.workspaceId, workspaceId),
          eq(logSources.apiKeyId, apiKeyId),
          eq(logSources.service, service),
        ),
      )
      .returning({ id: logSources.id });
    if (source) return false;
    const [{ n } = { n: 0 }] = await tx
      .select({ n: count() })
      .from(logSources)
      .where(eq(logSources.workspaceId, workspaceId));
    if (n >= mostSources) return false;
    const [made] = await tx
      .insert(logSources)
      .values({ workspaceId, apiKeyId, service, door, client, firstAt: at, lastAt: at, entries })
      .onConflictDoNothing()
      .returning({ id: logSources.id });
    if (!made) return false;
    await recordEvent(tx, systemContext(app, "Log intake"), logSourceConnected, {
      workspaceId,
      subjectId: made.id,
      data: { service, door, client },
    });
    return true;
  });
  if (isNew) app.outbox.nudge();
}
