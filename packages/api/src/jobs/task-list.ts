import type { TaskList } from "graphile-worker";
import type { App } from "../app.ts";
import type { JobDefinition } from "../outbox/define-job.ts";
import type { ReactionDefinition } from "../outbox/define-reaction.ts";
import { findEvent } from "../outbox/find-event.ts";
import { reactions } from "../registry.gen.ts";
import { systemContext } from "../service/context.ts";

/** Jobs as graphile-worker tasks, each under its own name. */
export function jobTasks(app: App, ofJobs: readonly JobDefinition[]): TaskList {
  return Object.fromEntries(ofJobs.map((job) => [job.name, runJob(app, job)] as const));
}

/** Reactions as graphile-worker tasks, each under its own name. */
export function reactionTasks(app: App): TaskList {
  return Object.fromEntries(reactions.map((reaction) => [reaction.name, runReaction(app, reaction)] as const));
}

function runJob(app: App, job: JobDefinition) {
  return async (payload: unknown) => {
    // A cron job's payload carries graphile-worker's own `_cron`, which strict schemas would refuse.
    const own = job.cron ? {} : payload;
    await job.run(systemContext(app, job.name), job.payload.parse(own));
  };
}

function runReaction(app: App, reaction: ReactionDefinition) {
  return async (payload: unknown) => {
    const event = await findEvent(app.database, (payload as { seq: number }).seq);
    // The workspace may have been purged since; then there is nothing left to react to.
    if (event) await reaction.run(systemContext(app, reaction.name), event);
  };
}
