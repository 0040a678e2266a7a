import type { TransactionSql } from "postgres";
import { reactions } from "../../registry.gen.ts";
import type { NumberedEvent } from "../number-events.ts";

/** Attempts of a reaction's job, about 45 hours with graphile-worker's exponential delays. */
const maxAttempts = 12;

/** Adds one job for each pair of event and reaction that answers it. */
export async function addReactionJobs(tx: TransactionSql, batch: readonly NumberedEvent[]): Promise<void> {
  const jobs = batch.flatMap((event) =>
    reactions
      .filter((reaction) => reaction.on.includes(event.type))
      .map((reaction) => ({ task: reaction.name, payload: { seq: Number(event.seq) } })),
  );
  if (jobs.length === 0) return;
  await tx`
    select plumbline.enqueue(job.task, job.payload::text::json, now(), ${maxAttempts}::int, null::text)
    from jsonb_to_recordset(${JSON.stringify(jobs)}::text::jsonb) as job(task text, payload jsonb)`;
}
