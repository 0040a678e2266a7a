import type { Context } from "../../../service/context.ts";
import { logStoreOf } from "../store/log-store-of.ts";

const dayMicros = 86_400_000_000;

/** The span that a question counts over, in microseconds: as asked, else from the oldest day that is kept to the newest. */
export async function spanOf(
  { app }: Context,
  { since, until }: { since: number | undefined; until: number | undefined },
): Promise<{ since: number; until: number }> {
  if (since !== undefined && until !== undefined) return { since, until: Math.max(since, until) };
  const days = (await logStoreOf(app).partitions()).map(({ day }) => Date.parse(`${day}T00:00:00Z`) * 1000);
  const now = app.clock.now().getTime() * 1000;
  const oldest = Math.min(now, ...days);
  // A sender's clock may be ahead, within what is accepted.
  const newest = Math.max(now + 1, ...days.map((day) => day + dayMicros));
  const from = since ?? oldest;
  return { since: from, until: Math.max(from, until ?? newest) };
}
