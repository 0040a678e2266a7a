/** How large a flag may be: every SDK holds all flags, and every evaluation walks through the rules. */
export const limits = {
  rules: 200,
  /** In one rule. */
  conditions: 50,
  /** In one condition. */
  values: 10_000,
  userOverrides: 10_000,
  tenantOverrides: 10_000,
  prerequisites: 20,
  /** Of all patterns of a flag and of the segments that it names, as `waysOf` counts them: 16 patterns of `^.*x.*` each. */
  flagWays: 2 ** 20,
  /** Of all flags of an environment together. */
  environmentWays: 2 ** 22,
  /** Of a variant's value, as JSON. */
  variantCharacters: 65_536,
} as const;
