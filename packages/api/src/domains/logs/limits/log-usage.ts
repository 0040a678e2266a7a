import type { App } from "../../../app.ts";
import { perApp } from "../../../service/per-app.ts";
import { bindWorkspace } from "../store/bind-workspace.ts";

/** What one workspace sent on one UTC day. */
export interface LogUsage {
  readonly day: string;
  readonly entries: number;
  readonly bytes: number;
  readonly rejected: number;
}

interface Counter {
  day: string;
  /** What all processes told, as of the last time, with this one's own. */
  bytes: number;
  untold: { entries: number; bytes: number; rejected: number; rules: Map<string, number> };
  loaded: Promise<void> | null;
}

export interface UsageAmount {
  entries: number;
  bytes: number;
  rejected: number;
  /** What redaction replaced, by rule. */
  redacted: ReadonlyMap<string, number>;
}

/**
 * Counts by workspace and day, kept here and added to the shared ones every second: an upsert in every batch would make the
 * batches of a workspace wait for each other. A process that is killed loses the counts of its last second, never an entry.
 */
export interface UsageCounter {
  /** Bytes that the workspace has sent today, by all processes. */
  bytesToday(workspaceId: string, day: string): Promise<number>;
  add(workspaceId: string, day: string, amount: UsageAmount): void;
  /** Tells the shared counts now. */
  tell(): Promise<void>;
}

const tellMs = 1000;

export const usageOf: (app: App) => UsageCounter = perApp((app) => {
  const counters = new Map<string, Counter>();

  function counterOf(workspaceId: string, day: string): Counter {
    const key = `${workspaceId} ${day}`;
    const known = counters.get(key);
    if (known) return known;
    const made = { day, bytes: 0, untold: nothing(), loaded: null };
    counters.set(key, made);
    return made;
  }

  async function share(workspaceId: string, counter: Counter): Promise<void> {
    const { untold, day } = counter;
    counter.untold = nothing();
    try {
      const total = await addShared(app, workspaceId, day, untold);
      counter.bytes = total + counter.untold.bytes;
    } catch (error) {
      giveBack(counter, untold);
      throw error;
    }
  }

  async function tell(): Promise<void> {
    for (const [key, counter] of counters) {
      const workspaceId = key.slice(0, 36);
      if (counter.untold.entries + counter.untold.bytes + counter.untold.rejected > 0)
        await share(workspaceId, counter);
      else if (counter.day < app.clock.now().toISOString().slice(0, 10)) counters.delete(key);
    }
  }

  let timer: NodeJS.Timeout | null = null;
  function tellSoon(): void {
    if (timer) return;
    timer = setTimeout(() => {
      timer = null;
      // What could not be told is kept for the next time.
      tell().catch(() => tellSoon());
    }, tellMs).unref();
  }

  return {
    async bytesToday(workspaceId, day) {
      const counter = counterOf(workspaceId, day);
      counter.loaded ??= share(workspaceId, counter);
      await counter.loaded;
      return counter.bytes;
    },
    add(workspaceId, day, { entries, bytes, rejected, redacted }) {
      const counter = counterOf(workspaceId, day);
      counter.bytes += bytes;
      counter.untold.entries += entries;
      counter.untold.bytes += bytes;
      counter.untold.rejected += rejected;
      for (const [rule, count] of redacted)
        counter.untold.rules.set(rule, (counter.untold.rules.get(rule) ?? 0) + count);
      tellSoon();
    },
    tell,
  };
});

function nothing(): Counter["untold"] {
  return { entries: 0, bytes: 0, rejected: 0, rules: new Map() };
}

function giveBack(counter: Counter, untold: Counter["untold"]): void {
  counter.untold.entries += untold.entries;
  counter.untold.bytes += untold.bytes;
  counter.untold.rejected += untold.rejected;
  for (const [rule, count] of untold.rules)
    counter.untold.rules.set(rule, (counter.untold.rules.get(rule) ?? 0) + count);
}

/** @returns the day's bytes by all processes */
async function addShared(app: App, workspaceId: string, day: string, untold: Counter["untold"]): Promise<number> {
  return await bindWorkspace(app.database, workspaceId, async (tx) => {
    for (const [rule, count] of [...untold.rules].sort())
      await tx`
        insert into log_redaction_counts as c (workspace_id, rule, day, replaced) values (${workspaceId}, ${rule}, ${day}, ${count})
        on conflict (workspace_id, rule, day) do update set replaced = c.replaced + excluded.replaced`;
    const [row] = await tx`
      insert into log_usage as u (workspace_id, day, entries, bytes, rejected)
      values (${workspaceId}, ${day}, ${untold.entries}, ${untold.bytes}, ${untold.rejected})
      on conflict (workspace_id, day) do update set entries = u.entries + excluded.entries, bytes = u.bytes + excluded.bytes,
        rejected = u.rejected + excluded.rejected, updated_at = now()
      returning bytes::text as bytes`;
    return Number(row?.bytes ?? 0);
  });
}
