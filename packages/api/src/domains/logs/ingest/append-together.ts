import type { App } from "../../../app.ts";
import { perApp } from "../../../service/per-app.ts";
import type { Appended, LogBatch } from "../store/log-store.ts";
import { logStoreOf } from "../store/log-store-of.ts";

interface Waiting {
  batch: LogBatch;
  resolve(appended: Appended): void;
  reject(error: unknown): void;
}

/** Commits of one workspace under way at once in this process; what comes meanwhile waits and is stored together. */
const mostAtOnce = 2;

/** Entries of one commit, beyond which nothing more joins. */
const mostTogether = 20_000;

/**
 * Stores a batch with others of the same workspace that wait for the same: a hundred small requests become one commit. Each is
 * answered after the commit that it was part of.
 */
export async function appendTogether(app: App, workspaceId: string, batch: LogBatch): Promise<Appended> {
  return await queues(app)(workspaceId, batch);
}

const queues = perApp((app) => {
  const waiting = new Map<string, { queue: Waiting[]; running: number }>();

  async function run(workspaceId: string, line: { queue: Waiting[]; running: number }): Promise<void> {
    line.running += 1;
    while (line.queue.length > 0) {
      const together = takeSome(line.queue);
      try {
        const appended = await logStoreOf(app).append(
          workspaceId,
          together.map(({ batch }) => batch),
        );
        for (const [index, each] of together.entries()) each.resolve(appended[index] as Appended);
      } catch (error) {
        for (const each of together) each.reject(error);
      }
    }
    line.running -= 1;
    if (line.running === 0 && line.queue.length === 0) waiting.delete(workspaceId);
  }

  return (workspaceId: string, batch: LogBatch) =>
    new Promise<Appended>((resolve, reject) => {
      const line = waiting.get(workspaceId) ?? { queue: [], running: 0 };
      waiting.set(workspaceId, line);
      line.queue.push({ batch, resolve, reject });
      if (line.running < mostAtOnce) void run(workspaceId, line);
    });
});

function takeSome(queue: Waiting[]): Waiting[] {
  let entries = 0;
  let count = 0;
  for (const { batch } of queue) {
    if (count > 0 && entries + batch.entries.length > mostTogether) break;
    entries += batch.entries.length;
    count += 1;
  }
  return queue.splice(0, count);
}
