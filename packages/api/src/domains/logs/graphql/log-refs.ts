import { builder } from "../../../graphql/builder.ts";
import type { LogFacets } from "../query/facet-logs.ts";
import type { LogHistogram } from "../query/histogram-logs.ts";
import type { LogLine } from "../query/log-line.ts";
import type { SavedSearch } from "../saved-searches/saved-search-ref.ts";
import "../saved-searches/saved-search-ref.ts";

/** The GraphQL types of searching logs, apart from their fields. */
export const LogEntryRef = builder.objectRef<LogLine>("LogEntry");
export const LogHistogramRef = builder.objectRef<LogHistogram>("LogHistogram");
export const LogFacetsRef = builder.objectRef<LogFacets>("LogFacets");
export const SavedSearchRef = builder.objectRef<SavedSearch>("SavedSearch");

export const LogLevelEnum = builder.enumType("LogLevel", {
  description: "How severe an entry is, in OpenTelemetry's ranges of its severity number.",
  values: {
    TRACE: { value: "trace" as const, description: "Severity 1 to 4." },
    DEBUG: { value: "debug" as const, description: "Severity 5 to 8." },
    INFO: {
      value: "info" as const,
      description: "Severity 9 to 12, and entries without one: they are shown, found and kept as such.",
    },
    WARN: { value: "warn" as const, description: "Severity 13 to 16." },
    ERROR: { value: "error" as const, description: "Severity 17 to 20." },
    FATAL: { value: "fatal" as const, description: "Severity 21 to 24." },
  },
});
