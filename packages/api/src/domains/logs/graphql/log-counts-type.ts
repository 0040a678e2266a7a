import { builder } from "../../../graphql/builder.ts";
import type { LogCount } from "../query/count-logs.ts";
import type { LogFacet } from "../query/facet-logs.ts";
import type { LogHistogramBar } from "../query/histogram-logs.ts";
import { LogFacetsRef, LogHistogramRef, LogLevelEnum } from "./log-refs.ts";

export const LogCountRef = builder.objectRef<LogCount>("LogCount").implement({
  description: "How many entries match.",
  fields: (t) => ({
    count: t.exposeFloat("count", { description: "So many; where it is not exact, at least so many." }),
    exact: t.exposeBoolean("exact", { description: "False: counting took too long and was ended; there may be more." }),
  }),
});

const LevelCountRef = builder.objectRef<LogHistogramBar["counts"][number]>("LogLevelCount").implement({
  description: "Entries of one level.",
  fields: (t) => ({
    level: t.expose("level", { type: LogLevelEnum, description: "Which." }),
    count: t.exposeFloat("count", { description: "How many." }),
  }),
});

const BarRef = builder.objectRef<LogHistogramBar>("LogHistogramBar").implement({
  description: "One step of time.",
  fields: (t) => ({
    from: t.expose("from", { type: "DateTime", description: "Its beginning, which belongs to it." }),
    to: t.expose("to", { type: "DateTime", description: "Its end, which does not." }),
    counts: t.field({
      type: [LevelCountRef],
      description: "By level; levels without an entry are left out.",
      complexity: { field: 1, multiplier: 2 },
      resolve: ({ counts }) => [...counts],
    }),
  }),
});

LogHistogramRef.implement({
  description: "Entries by time and level.",
  fields: (t) => ({
    stepSeconds: t.exposeInt("stepSeconds", { description: "Seconds of one bar." }),
    total: t.exposeFloat("total", { description: "Entries in all bars." }),
    bars: t.field({
      type: [BarRef],
      description: "Every step, also those without an entry, the oldest first.",
      complexity: { field: 1, multiplier: 20 },
      resolve: ({ bars }) => [...bars],
    }),
  }),
});

const ValueCountRef = builder.objectRef<LogFacet["values"][number]>("LogFacetValue").implement({
  description: "A value of a field with how often it occurs.",
  fields: (t) => ({
    value: t.exposeString("value", { description: "As the search box takes it." }),
    count: t.exposeFloat("count", { description: "Entries that have it." }),
  }),
});

const FacetRef = builder.objectRef<LogFacet>("LogFacet").implement({
  description: "One field with its most frequent values.",
  fields: (t) => ({
    field: t.exposeString("field", { description: "As the search box names it: `service`, `attributes.http.status`." }),
    count: t.exposeFloat("count", { description: "Entries that have it with one of these values." }),
    values: t.field({
      type: [ValueCountRef],
      description: "The 20 most frequent, the most frequent first.",
      complexity: { field: 1, multiplier: 5 },
      resolve: ({ values }) => [...values],
    }),
  }),
});

LogFacetsRef.implement({
  description: "What the entries of a search are made of.",
  fields: (t) => ({
    sampled: t.exposeInt("sampled", {
      description: "Entries that were looked at: all that match, or the newest 10,000.",
    }),
    exact: t.exposeBoolean("exact", { description: "True: there are no others; the counts are those of all." }),
    facets: t.field({
      type: [FacetRef],
      description: "Level, service, tenant and environment, then the 15 most frequent attributes.",
      complexity: { field: 1, multiplier: 10 },
      resolve: ({ facets }) => [...facets],
    }),
  }),
});
