import type { Context } from "../service/context.ts";
import type { RecordedEvent } from "./record-event.ts";

/** What a domain does when something happened in another one. Declared in `domains/<name>/reactions/on-<event>.ts`. */
export interface ReactionDefinition {
  readonly kind: "reaction";
  /** Domain and deed: `inbox.tell-admins`. Also the name of its job. */
  readonly name: string;
  readonly description: string;
  /** Event types that it answers, `["signal.received"]`. */
  readonly on: readonly string[];
  /** Runs as a job of its own, at least once; must be harmless when run twice. */
  run(ctx: Context, event: RecordedEvent): Promise<void>;
}

export function defineReaction(options: Omit<ReactionDefinition, "kind">): ReactionDefinition {
  return { kind: "reaction", ...options };
}
