import type { App } from "../../../app.ts";

/** A silence of our own that is worth asking the providers about, in minutes. Shorter ones their own retries bridge. */
const worthAsking = 5;

/**
 * Called every minute. When the call before was long ago, the installation was down: every integration that lives on webhooks may
 * have missed deliveries since, and is compared with its provider within minutes.
 */
export async function noteDowntime({ database, log }: App): Promise<void> {
  const { raw } = database;
  const [row] = await raw`
    with before as (select seen_at from door_watch where id = 1)
    insert into door_watch (id, seen_at) values (1, now())
    on conflict (id) do update set seen_at = excluded.seen_at
    returning (select seen_at from before) as before, now() as now`;
  const { before, now } = row as unknown as { before: Date | null; now: Date };
  if (!before || now.getTime() - before.getTime() < worthAsking * 60_000) return;
  const asked = await raw`
    with missed as (
      update integrations set gap_since = least(coalesce(gap_since, ${before}), ${before})
      where mode = 'webhook' and method <> 'secret' and state not in ('pending', 'disconnected')
      returning id
    )
    select plumbline.enqueue(
      'integrations.reconcile', json_build_object('integrationId', id, 'trigger', 'schedule'),
      now() + random() * interval '3 minutes', 2, null::text
    ) from missed`;
  log.info(
    { since: before, integrations: asked.count },
    "Nobody watched the doors for a while; the providers are asked.",
  );
}
