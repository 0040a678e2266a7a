import type { FlagValue } from "../model/json-value.ts";

/** What code is written from: the keys of flags with the values of their variants. */
export interface FlagOutline {
  key: string;
  /** By the variant's key. */
  variants: Readonly<Record<string, FlagValue>>;
}

/**
 * TypeScript for flags and their variants: `Flags` with the names and values, and `typedFlags`, which gives a client's questions
 * those types. A name that is not there, and a value of another kind, are errors of the compiler.
 * @param from where the flags are from, for the reader: `version 12 of production`
 */
export function generateFlags(flags: readonly FlagOutline[], from: string): string {
  const sorted = [...flags].sort((a, b) => (a.key < b.key ? -1 : 1));
  const entries = sorted.map(({ key, variants }) => {
    const names = union(Object.keys(variants).map((name) => JSON.stringify(name)));
    return `  ${JSON.stringify(key)}: { variant: ${names}; value: ${union(Object.values(variants).map(typeOf))} };\n`;
  });
  return `// Written by \`plumbline flags generate\` from ${from.replace(/\s+/g, " ")}. Do not edit.
import type { EvaluationContext } from "@plumbline/sdk/flags";
import type { FlagClient } from "@plumbline/sdk/flags/client";

/** Every flag, with the variants and the values that it can answer. */
export interface Flags {
${entries.join("")}}

export type FlagKey = keyof Flags;

/** Flags that are on or off. */
export type BooleanFlagKey = { [Key in FlagKey]: Flags[Key]["value"] extends boolean ? Key : never }[FlagKey];

/** The keys of all flags. */
export const flagKeys: readonly FlagKey[] = [${sorted.map(({ key }) => `\n  ${JSON.stringify(key)},`).join("")}${sorted.length > 0 ? "\n" : ""}];

/** A client's questions, for these flags only. */
export interface TypedFlags {
  /** Whether a flag is on. Default fallback: false. */
  isEnabled(key: BooleanFlagKey, context?: EvaluationContext, fallback?: boolean): boolean;
  /** Key of the variant that a context gets; null when the caller's default holds. */
  getVariant<Key extends FlagKey>(key: Key, context?: EvaluationContext): Flags[Key]["variant"] | null;
  /** The value that a context gets. */
  getValue<Key extends FlagKey>(key: Key, context: EvaluationContext, fallback: Flags[Key]["value"]): Flags[Key]["value"];
}

/** The same client with the types of these flags. */
export function typedFlags(client: FlagClient): TypedFlags {
  return {
    isEnabled: (key, context, fallback) => client.isEnabled(key, context, fallback),
    getVariant: (key, context) => client.getVariant(key, context) as never,
    getValue: (key, context, fallback) => client.evaluate(key, context, fallback as never).value as never,
  };
}
`;
}

/** The type of a value, wide enough for the same kind with another content. */
function typeOf(value: FlagValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `readonly (${union((value as readonly FlagValue[]).map(typeOf)) || "never"})[]`;
  if (typeof value !== "object") return typeof value;
  const fields = Object.entries(value).map(([name, one]) => `readonly ${JSON.stringify(name)}: ${typeOf(one ?? null)}`);
  return fields.length > 0 ? `{ ${fields.join("; ")} }` : "{ readonly [key: string]: never }";
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(" | ") || "never";
}
