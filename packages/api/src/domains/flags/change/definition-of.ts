import type { FlagDefinition, FlagOverride } from "@plumbline/sdk/flags";
import type { Flag, FlagConfiguration, FlagOverrideRow } from "../flag-refs.ts";

/** A flag as the evaluator takes it, for one environment. What is empty is left out: every SDK holds it. */
export function definitionOf(
  flag: Flag,
  configuration: FlagConfiguration,
  overrides: readonly FlagOverrideRow[],
  environment: string,
): FlagDefinition {
  const { schedule, deny, allow, prerequisites, rules, rollout } = configuration;
  const userOverrides = overridesOf(overrides, "user");
  const tenantOverrides = overridesOf(overrides, "tenant");
  return {
    key: flag.key,
    environment,
    type: flag.type,
    state: flag.state,
    enabled: configuration.enabled,
    ...(configuration.killed ? { killed: true } : {}),
    salt: flag.salt,
    variants: Object.fromEntries(flag.variants.map(({ key, value }) => [key, value])),
    serve: configuration.serve,
    defaultVariant: configuration.defaultVariant,
    ...(schedule ? { schedule } : {}),
    ...(userOverrides.length ? { userOverrides } : {}),
    ...(tenantOverrides.length ? { tenantOverrides } : {}),
    ...(deny ? { deny } : {}),
    ...(allow ? { allow } : {}),
    ...(prerequisites.length ? { prerequisites } : {}),
    ...(rules.length ? { rules } : {}),
    ...(rollout ? { rollout } : {}),
    ...(flag.bucketBy ? { bucketBy: flag.bucketBy } : {}),
  };
}

/** Without their reasons: those are for people, and may name them. */
function overridesOf(overrides: readonly FlagOverrideRow[], kind: FlagOverrideRow["kind"]): FlagOverride[] {
  return overrides
    .filter((one) => one.kind === kind)
    .map(({ subject, variant, expiresAt }) => ({
      key: subject,
      variant,
      ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
    }));
}
