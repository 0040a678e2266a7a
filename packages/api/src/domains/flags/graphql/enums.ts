import { builder } from "../../../graphql/builder.ts";
import type { Flag, FlagOverrideRow } from "../flag-refs.ts";

export const FlagTypeEnum = builder.enumType("FlagType", {
  description: "What a flag is for; editors show different forms.",
  values: {
    BOOLEAN: { value: "boolean" as Flag["type"], description: "On or off." },
    PERCENTAGE: { value: "percentage" as Flag["type"], description: "A share of users or tenants." },
    TENANT_LIST: { value: "tenantList" as Flag["type"], description: "The tenants on its list." },
    USER_LIST: { value: "userList" as Flag["type"], description: "The users on its list." },
    SCHEDULE: { value: "schedule" as Flag["type"], description: "Everybody, within a window of time." },
    VARIANT: { value: "variant" as Flag["type"], description: "One of several values." },
  },
});

export const FlagValueKindEnum = builder.enumType("FlagValueKind", {
  description: "What a flag's values are.",
  values: {
    BOOLEAN: { value: "boolean" as Flag["valueKind"], description: "True or false." },
    STRING: { value: "string" as Flag["valueKind"], description: "Text." },
    NUMBER: { value: "number" as Flag["valueKind"], description: "A number." },
    JSON: { value: "json" as Flag["valueKind"], description: "An object or a list." },
  },
});

export const FlagStateEnum = builder.enumType("FlagState", {
  description: "Where a flag is in its life.",
  values: {
    DRAFT: { value: "draft" as Flag["state"], description: "Not in use yet: it answers its default." },
    ACTIVE: { value: "active" as Flag["state"], description: "In use." },
    STALE: { value: "stale" as Flag["state"], description: "In use, and probably needed no more." },
    ARCHIVED: { value: "archived" as Flag["state"], description: "Out of use: it answers its default." },
  },
});

export const FlagOverrideKindEnum = builder.enumType("FlagOverrideKind", {
  description: "Whose answer an override is.",
  values: {
    USER: { value: "user" as FlagOverrideRow["kind"], description: "A user's, by `targetingKey`." },
    TENANT: { value: "tenant" as FlagOverrideRow["kind"], description: "A tenant's, by its key." },
  },
});
