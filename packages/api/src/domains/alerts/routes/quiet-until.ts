import type { QuietHours } from "@plumbline/db/schema";
import { dailySpans } from "../on-call/spans.ts";

/** When the quiet hours end that a moment lies in; null when it lies in none. */
export function quietUntil({ timeZone, ...span }: QuietHours, now: Date): Date | null {
  const at = now.getTime();
  const [lasting] = dailySpans(span, timeZone, { from: at, to: at + 1 });
  return lasting ? new Date(lasting.to) : null;
}
