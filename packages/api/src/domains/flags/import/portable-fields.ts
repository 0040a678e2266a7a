import type { PortableConfiguration, PortableFlag } from "@plumbline/sdk/flags/import";
import { makeSalt } from "../change/apply-flag.ts";
import type { FlagChangeOf } from "../change/flag-change.ts";

type NewFlag = FlagChangeOf<"newFlag">["fields"];

/** A configuration as a change sets it; what the file leaves out is taken away. */
export function configurationOf(configuration: PortableConfiguration): FlagChangeOf<"configuration">["set"] {
  const { enabled, serve, defaultVariant, schedule, deny, allow, prerequisites, rules, rollout } = configuration;
  const plain = {
    enabled,
    serve,
    defaultVariant,
    schedule: schedule ?? null,
    deny: deny ?? null,
    allow: allow ?? null,
    prerequisites: prerequisites ?? [],
    rules: rules ?? [],
    rollout: rollout ?? null,
  };
  // As JSON: lists of the file are read-only, those of a change are not.
  return JSON.parse(JSON.stringify(plain)) as FlagChangeOf<"configuration">["set"];
}

/** What a flag is in every environment, as a new flag has it. */
export function fieldsOf(flag: PortableFlag): NewFlag {
  const [first] = Object.values(flag.environments);
  const last = flag.variants.at(-1)?.key ?? "";
  const plain = {
    key: flag.key,
    name: flag.name.slice(0, 120) || flag.key,
    description: flag.description ?? "",
    type: flag.type,
    valueKind: flag.valueKind,
    variants: flag.variants,
    jsonSchema: flag.jsonSchema ?? null,
    category: flag.category ?? "general",
    ownerUserId: null,
    serviceId: null,
    tags: flag.tags ?? [],
    bucketBy: flag.bucketBy ?? null,
    reviewAt: flag.reviewAt ?? null,
    state: flag.state === "draft" ? "draft" : "active",
    salt: flag.salt || makeSalt(),
    initialServe: first?.serve ?? flag.variants[0]?.key ?? "",
    initialDefault: first?.defaultVariant ?? last,
  };
  return JSON.parse(JSON.stringify(plain)) as NewFlag;
}
