import type { JsonValue } from "../store/json-value.ts";
import { type BuiltInRule, builtInFinders, builtInRules, type RedactionFinder } from "./built-in-rules.ts";
import { guardPattern } from "./guard-pattern.ts";
import { isSecretName } from "./secret-names.ts";

/** A workspace's own pattern. */
export interface CustomRule {
  readonly name: string;
  readonly pattern: string;
}

export interface RedactionRules {
  /** Built-in rules that are switched off. */
  readonly off: readonly string[];
  readonly custom: readonly CustomRule[];
}

/** Redaction, ready for every entry. */
export interface Redaction {
  text(text: string, counts: RedactionCounts): string;
  /** The value without what the rules find, the same one when they find nothing. */
  value(value: JsonValue, counts: RedactionCounts): JsonValue;
  /** In place: attributes are the caller's own. */
  attributes(attributes: Record<string, JsonValue>, counts: RedactionCounts): void;
}

/** How many passages each rule replaced. */
export type RedactionCounts = Map<string, number>;

/** Stands for the value of an attribute whose name says that it is a secret. */
const censored = "[redacted]";

/** Shorter texts hold nothing that a built-in rule looks for. */
const shortest = 5;

export function compileRedaction({ off, custom }: RedactionRules): Redaction {
  const builtIn = builtInRules.filter((rule: BuiltInRule) => !off.includes(rule)).map((rule) => builtInFinders[rule]);
  const own = custom.map(({ name, pattern }) => ({ name, find: guardPattern(pattern), mayHave: () => true }));
  const finders: RedactionFinder[] = [...builtIn, ...own];
  const names = !off.includes("token");

  function text(given: string, counts: RedactionCounts): string {
    if (given.length < shortest && own.length === 0) return given;
    let seen = given;
    for (const { name, find, mayHave, confirm } of finders) {
      if (!mayHave(seen)) continue;
      seen = seen.replace(find, (found) => {
        if (confirm && !confirm(found)) return found;
        counts.set(name, (counts.get(name) ?? 0) + 1);
        return `[${name}]`;
      });
    }
    return seen;
  }

  function value(given: JsonValue, counts: RedactionCounts): JsonValue {
    if (typeof given === "string") return text(given, counts);
    if (given === null || typeof given !== "object") return given;
    if (Array.isArray(given)) return given.map((inner) => value(inner, counts));
    const copy = { ...given } as Record<string, JsonValue>;
    attributes(copy, counts);
    return copy;
  }

  function attributes(given: Record<string, JsonValue>, counts: RedactionCounts): void {
    for (const name in given) {
      const inner = given[name] as JsonValue;
      if (names && inner !== null && isSecretName(name)) {
        counts.set("token", (counts.get("token") ?? 0) + 1);
        given[name] = censored;
      } else if (typeof inner === "string") given[name] = text(inner, counts);
      else if (inner !== null && typeof inner === "object") given[name] = value(inner, counts);
    }
  }

  return { text, value, attributes };
}
