import type { Context } from "../../service/context.ts";

/**
 * The same caller without the idempotency key: for a second transaction of one verb. The key belongs to the first one, whose
 * answer it replays; the second must be harmless when it runs again.
 */
export function innerContext(ctx: Context): Context {
  const { idempotencyKey: _claimed, ...inner } = ctx;
  return inner;
}
