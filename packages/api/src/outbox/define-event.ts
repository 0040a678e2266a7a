import type { z } from "zod";

/** One kind of event. Declared in `domains/<name>/events.ts`; the registry collects them by path. */
export interface EventDefinition<Data extends z.ZodType = z.ZodType> {
  readonly kind: "event";
  /** The subject's noun and a past participle: `workspace.created`. */
  readonly type: string;
  /** The noun of what it is about: `workspace`. */
  readonly subject: string;
  /** One sentence for people: what has happened when this is in the log. */
  readonly description: string;
  /** What the event carries. Never a secret. */
  readonly data: Data;
  /** Whether customers' endpoints may receive it. Default true. */
  readonly outbound: boolean;
}

export interface DefineEventOptions<Data extends z.ZodType> {
  type: string;
  subject: string;
  description: string;
  data: Data;
  outbound?: boolean;
}

export function defineEvent<Data extends z.ZodType>(options: DefineEventOptions<Data>): EventDefinition<Data> {
  return { kind: "event", outbound: true, ...options };
}
