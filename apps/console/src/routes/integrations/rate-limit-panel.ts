import { html, nothing, type TemplateResult } from "lit";
import { exactTime } from "../../parts/clock.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";

/** The provider's rate limit as one of its answers told it. */
export interface RateLimitFacts {
  limit: number | null;
  remaining: number | null;
  resetsAt: string | null;
  seenAt: string;
}

/** How many calls are left, and when there are all again. */
export function rateLimitPanel({ limit, remaining, resetsAt, seenAt }: RateLimitFacts): TemplateResult {
  const number = (value: number) => value.toLocaleString("en");
  const used = limit !== null && remaining !== null ? limit - remaining : null;
  return panel({
    id: "limits",
    title: "Rate limit",
    meta: resetsAt ? `starts anew at ${exactTime(resetsAt, "minute")}` : html`told ${timeAgo(seenAt)}`,
    pad: true,
    body: html`<div class="limit"><span>${remaining === null ? "Not told how many are left" : `${number(remaining)}${limit === null ? "" : ` of ${number(limit)}`} left`}</span>
      ${used === null ? nothing : html`<span class="quiet">${number(used)} used</span><i style="--p: ${limit ? (used / limit) * 100 : 0}"></i>`}</div>`,
  });
}
