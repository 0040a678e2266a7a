import type { z } from "zod";
import type { Context } from "../service/context.ts";

/** A unit of background work. Declared in `domains/<name>/jobs/<task>.ts`; the registry collects them by path. */
export interface JobDefinition<Payload extends z.ZodType = z.ZodType> {
  readonly kind: "job";
  /** Domain and task: `integrations.process-delivery`. */
  readonly name: string;
  readonly description: string;
  readonly payload: Payload;
  /** Cron pattern in UTC, five fields. Such a job gets an empty payload. */
  readonly cron?: string;
  /** Attempts at most, with exponential delays. Default 12 (about 45 hours). */
  readonly maxAttempts: number;
  /**
   * True for what waits for somebody else's server (mail, webhooks, polls). Such jobs run in a lane of their own: a far side that
   * hangs must not hold up the signals. Default false.
   */
  readonly reachesOutside: boolean;
  /** Runs at least once; must be harmless when run twice. */
  run(ctx: Context, payload: z.output<Payload>): Promise<void>;
}

export interface DefineJobOptions<Payload extends z.ZodType> {
  name: string;
  description: string;
  payload: Payload;
  cron?: string;
  maxAttempts?: number;
  reachesOutside?: boolean;
  run(ctx: Context, payload: z.output<Payload>): Promise<void>;
}

export function defineJob<Payload extends z.ZodType>(options: DefineJobOptions<Payload>): JobDefinition<Payload> {
  return { kind: "job", maxAttempts: 12, reachesOutside: false, ...options };
}
