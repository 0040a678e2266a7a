import type { z } from "zod";
import type { EventDefinition } from "../../../outbox/define-event.ts";
import type { flagChangeData } from "../events.ts";

/** An event that a change of flags may be recorded as. */
export type FlagChangeEvent = EventDefinition<typeof flagChangeData> & { data: z.ZodType };

/** A change that was written: what is kept of it as a revision. */
export interface AppliedChange {
  /** One of the two. */
  flagId: string | null;
  segmentId: string | null;
  /** Null when it holds everywhere. */
  environmentId: string | null;
  key: string;
  name: string;
  /** Of the new revision. */
  number: number;
  /** Null for what was not there before. */
  before: Record<string, unknown> | null;
  /** Null for what is there no more. */
  after: Record<string, unknown> | null;
  event: FlagChangeEvent;
  /** Whose history it belongs to besides. */
  tenantId: string | null;
}
