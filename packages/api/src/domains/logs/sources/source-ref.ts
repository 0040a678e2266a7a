import type { logSources } from "@plumbline/db/schema";
import { registerIdPrefix } from "../../../graphql/ids.ts";

registerIdPrefix("LogSource", "logsrc");

/** One row of `log_sources`. */
export type LogSourceRow = typeof logSources.$inferSelect;
