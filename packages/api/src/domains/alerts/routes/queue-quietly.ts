import type { Db } from "@plumbline/db";
import type { Context } from "../../../service/context.ts";
import { NotFoundError } from "../../../service/errors.ts";
import { queueNotification } from "../../notifications/index.ts";

type Queued = Parameters<typeof queueNotification>[2];

/**
 * Queues a message; a channel that is gone stops nobody: the other channels must get theirs, and the evaluation must commit.
 * @returns false when there is no such channel any more
 */
export async function queueQuietly(tx: Db, ctx: Context, message: Queued): Promise<boolean> {
  try {
    await queueNotification(tx, ctx, message);
    return true;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}
