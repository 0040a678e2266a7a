import type { logDeletions } from "@plumbline/db/schema";
import { registerIdPrefix } from "../../../graphql/ids.ts";

registerIdPrefix("LogDeletion", "logdel");

/** One row of `log_deletions`. */
export type LogDeletion = typeof logDeletions.$inferSelect;
