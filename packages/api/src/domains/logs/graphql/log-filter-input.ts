import { builder } from "../../../graphql/builder.ts";
import type { LogSearchInput } from "../query/log-search-input.ts";
import { LogLevelEnum } from "./log-refs.ts";

const LogAttributeInput = builder.inputType("LogAttributeInput", {
  description: "An attribute with its value.",
  fields: (t) => ({
    name: t.string({ required: true, description: "Its name, `http.status`." }),
    value: t.string({ required: true, description: "Its value as text; numbers are compared as numbers." }),
  }),
});

const LogMomentComparator = builder.inputType("LogMomentComparator", {
  description: "A span of time.",
  fields: (t) => ({
    gte: t.field({ type: "DateTime", description: "From this moment." }),
    lt: t.field({ type: "DateTime", description: "Before this moment." }),
  }),
});

export const LogFilterInput = builder.inputType("LogFilter", {
  description: "Which log entries; all of it must hold, what is left out does not narrow.",
  fields: (t) => ({
    query: t.string({
      description: 'In the search box\'s language: `level:error service:checkout "card declined" -tenant:acme`.',
    }),
    time: t.field({ type: LogMomentComparator, description: "When it happened." }),
    levels: t.field({ type: [LogLevelEnum], description: "Any of these." }),
    services: t.stringList({ description: "Any of these names." }),
    tenants: t.stringList({ description: "Any of these keys." }),
    environments: t.stringList({ description: "Any of these keys." }),
    traceId: t.string({ description: "32 hexadecimal digits." }),
    attributes: t.field({ type: [LogAttributeInput], description: "All of these." }),
    text: t.string({ description: "The body holds it, letters of either case." }),
    regex: t.string({
      description: "The body matches it: a regular expression without looking around and back references.",
    }),
  }),
});

/** What the filter says, as verbs take it. */
export function searchOf(filter: typeof LogFilterInput.$inferInput | null | undefined): LogSearchInput {
  const { time, ...rest } = filter ?? {};
  return { ...rest, since: time?.gte ?? null, until: time?.lt ?? null };
}
