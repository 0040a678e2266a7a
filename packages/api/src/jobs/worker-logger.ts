import { Logger } from "graphile-worker";
import type { Log } from "../log.ts";

// The worker's own pool only fetches and completes jobs; what they read and write goes over the database's pools.
const poolIsSmall = /^WARNING: having maxPoolSize \(\d+\) smaller than concurrency/;

/** Graphile-worker's messages in the process's own log; its routine chatter is debug. */
export function workerLogger(log: Log): Logger {
  return new Logger((scope) => (level, message, meta) => {
    const fields = { job: scope.jobId, task: scope.taskIdentifier, ...(meta?.error ? { err: meta.error } : {}) };
    if (level === "error") log.error(fields, message);
    else if (level === "warning" && !poolIsSmall.test(message)) log.warn(fields, message);
    else log.debug(fields, message);
  });
}
