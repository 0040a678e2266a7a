import type { App } from "../../app.ts";

const minute = 60;

/**
 * Requests that one address may send to one door within a window of so many seconds. Guessing and mailing are slow work; an office behind
 * one address is not kept out. `*` matches the rest of a path.
 */
export const rateLimitRules = {
  "/sign-in/*": { window: 5 * minute, max: 50 },
  "/sign-up/*": { window: 10 * minute, max: 100 },
  "/request-password-reset": { window: 10 * minute, max: 20 },
  "/reset-password": { window: 10 * minute, max: 20 },
  "/send-verification-email": { window: 10 * minute, max: 20 },
  "/change-password": { window: 10 * minute, max: 20 },
  "/change-email": { window: 10 * minute, max: 20 },
  "/two-factor/*": { window: 5 * minute, max: 30 },
  "/passkey/*": { window: 5 * minute, max: 60 },
};

/** What every other door takes. */
export const rateLimitDefault = { window: minute, max: 300 };

/**
 * Counts in Postgres, in one statement, so that any number of processes share one count and no burst slips through between
 * reading and writing. A window starts with its first request and is over after its length: better-auth's own count starts anew
 * only after a window without any request, which locks out whoever comes by steadily.
 */
export function databaseRateLimit({ database, clock }: Pick<App, "database" | "clock">) {
  return {
    async consume(key: string, { window, max }: { window: number; max: number }) {
      const now = clock.now().getTime();
      const windowMs = window * 1000;
      const [counted] = await database.raw<{ count: number; startedAt: string }[]>`
        insert into rate_limits as r (key, count, last_request) values (${key}, 1, ${now})
        on conflict (key) do update set
          count = case when r.last_request <= ${now - windowMs} then 1 else least(r.count + 1, ${max + 1}) end,
          last_request = case when r.last_request <= ${now - windowMs} then ${now} else r.last_request end
        returning count, last_request as "startedAt"`;
      const allowed = (counted?.count ?? 1) <= max;
      const endsAt = Number(counted?.startedAt ?? now) + windowMs;
      return { allowed, retryAfter: allowed ? null : Math.max(1, Math.ceil((endsAt - now) / 1000)) };
    },
  };
}
