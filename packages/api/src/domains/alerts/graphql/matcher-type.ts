import type { AlertMatcher } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { MatcherOpEnum } from "./enums.ts";

const labelWords = "A group label, or `rule`, `ruleId`, `severity`, `tenantId`, `source`.";

export const AlertMatcherRef = builder.objectRef<AlertMatcher>("AlertMatcher").implement({
  description: "One comparison of an alert's label.",
  fields: (t) => ({
    label: t.exposeString("label", { description: labelWords }),
    op: t.expose("op", { type: MatcherOpEnum, description: "How it is compared." }),
    value: t.exposeString("value", { description: "With what." }),
  }),
});

export const AlertMatcherInput = builder.inputType("AlertMatcherInput", {
  description: "One comparison of an alert's label.",
  fields: (t) => ({
    label: t.string({ required: true, description: labelWords }),
    op: t.field({ type: MatcherOpEnum, required: true, description: "How it is compared." }),
    value: t.string({ required: true, description: "With what." }),
  }),
});
