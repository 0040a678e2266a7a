import type { App } from "../../../../app.ts";
import { perApp } from "../../../../service/per-app.ts";
import { groupErrors } from "../../jobs/group-errors.ts";

/** Milliseconds that wishes are gathered for: one job for each workspace, however many batches come. */
const gatherMs = 250;

/** Asks for the grouping of a workspace's errors, a moment after they are stored. Off the path of who stores them. */
export function wakeGrouping(app: App, workspaceId: string): void {
  wakerOf(app)(workspaceId);
}

const wakerOf: (app: App) => (workspaceId: string) => void = perApp((app) => {
  const waiting = new Set<string>();
  return (workspaceId) => {
    waiting.add(workspaceId);
    if (waiting.size > 1) return;
    setTimeout(() => {
      const ids = [...waiting];
      waiting.clear();
      // What is missed here is found by the minute's tick.
      addJobs(app, ids).catch((error: unknown) =>
        app.log.warn({ error }, "Errors wait for the next minute's grouping."),
      );
    }, gatherMs).unref();
  };
});

async function addJobs(app: App, ids: readonly string[]): Promise<void> {
  await app.database.raw.begin(async (tx) => {
    await tx`
      insert into error_readers (workspace_id, cursor) select id, 0 from workspaces where id = any(${[...ids]}::uuid[]) order by id
      on conflict do nothing`;
    await tx`
      select plumbline.enqueue(
        ${groupErrors.name}, json_build_object('workspaceId', id), now(), ${groupErrors.maxAttempts}::int, 'logs.group-errors:' || id
      ) from unnest(${[...ids]}::uuid[]) as id`;
  });
  app.outbox.wakeWorkers();
}
