import type { Db } from "@plumbline/db";
import type { Context } from "../../../service/context.ts";
import { lockEvaluator } from "../evaluation/lock-evaluator.ts";
import type { Alert } from "./alert-ref.ts";
import { closeAlert } from "./close-alert.ts";
import { newestOf } from "./open-alert.ts";

export interface ResolveRaisedInput {
  workspaceId: string;
  source: string;
  fingerprint: string;
  /** Why it is over, in words. */
  cause: string;
  /** Default now. */
  at?: Date;
}

/** Ends what `raiseAlert` opened, in the caller's transaction. @returns null when none of that fingerprint is open */
export async function resolveRaised(
  tx: Db,
  ctx: Context,
  { workspaceId, source, fingerprint, cause, at = ctx.app.clock.now() }: ResolveRaisedInput,
): Promise<Alert | null> {
  await lockEvaluator(tx, workspaceId);
  const known = await newestOf(tx, workspaceId, `${source}:${fingerprint}`);
  if (!known || known.state === "resolved") return null;
  return await closeAlert(tx, ctx, known, { by: "source", cause, at });
}
