import type { Db } from "@plumbline/db";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { JobDefinition } from "./define-job.ts";

export interface EnqueueOptions {
  /** Not before this time. Default: at once. */
  runAt?: Date;
  /** Replaces a waiting job of the same key instead of adding a second. For rare jobs: it is slower and notifies. */
  key?: string;
}

/**
 * Adds a job inside the verb's transaction: it exists exactly when the change does. Nobody is notified here (NOTIFY takes a
 * database-wide lock at commit); the relay wakes the workers after commit.
 */
export async function enqueue<Payload extends z.ZodType>(
  tx: Db,
  job: Pick<JobDefinition<Payload>, "name" | "payload" | "maxAttempts">,
  payload: z.input<Payload>,
  { runAt, key }: EnqueueOptions = {},
): Promise<void> {
  const body = JSON.stringify(job.payload.parse(payload));
  await tx.execute(sql`
    select plumbline.enqueue(
      ${job.name}, ${body}::text::json, coalesce(${runAt?.toISOString() ?? null}::timestamptz, now()),
      ${job.maxAttempts}::int, ${key ?? null}::text
    )`);
}
