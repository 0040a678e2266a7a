import { isSecretName } from "@plumbline/sdk/logs";
import type { JsonValue } from "../store/json-value.ts";
import { type BuiltInRule, builtInFinders, builtInRules, type RedactionFinder } from "./built-in-rules.ts";
import { guardPattern } from "./guard-pattern.ts";

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
  /** The value, its members' names too, without what the rules find, the same one when they find nothing. */
  value(value: JsonValue, counts: RedactionCounts): JsonValue;
  /** Names and values, in place: attributes are the caller's own. */
  attributes(attributes: Record<string, JsonValue>, counts: RedactionCounts): void;
}

/** How many passages each rule replaced. */
export type RedactionCounts = Map<string, number>;

/** Stands for the value of an attribute whose name says that it is a secret. */
const censored = "[redacted]";

/** Shorter texts hold nothing that a built-in rule looks for. */
const shortest = 5;

/** Smaller numbers have fewer digits than a card. */
const smallestCard = 1e12;

/** Names without a finding that are remembered: attributes have few, and each comes with every entry. */
const mostKnownNames = 2000;

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

  /** A number that a rule finds becomes a text; every other one stays what it is. */
  function number(given: number | bigint, counts: RedactionCounts): JsonValue {
    if (own.length === 0 && given < smallestCard && given > -smallestCard) return given;
    const digits = String(given);
    const seen = text(digits, counts);
    return seen === digits ? given : seen;
  }

  const cleanNames = new Set<string>();

  function isCleanName(name: string): boolean {
    if (cleanNames.has(name)) return true;
    if (text(name, new Map()) !== name) return false;
    if (cleanNames.size >= mostKnownNames) cleanNames.clear();
    cleanNames.add(name);
    return true;
  }

  function value(given: JsonValue, counts: RedactionCounts): JsonValue {
    if (typeof given === "string") return text(given, counts);
    if (typeof given === "number" || typeof given === "bigint") return number(given, counts);
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
      } else if (inner !== null && typeof inner !== "boolean") given[name] = value(inner, counts);
      if (isCleanName(name)) continue;
      const kept = given[name] as JsonValue;
      const seen = text(name, counts);
      delete given[name];
      given[freeName(given, seen)] = kept;
    }
  }

  return { text, value, attributes };
}

/** Two names may become the same; neither value is lost. */
function freeName(given: Record<string, JsonValue>, name: string): string {
  let free = name;
  for (let n = 2; Object.hasOwn(given, free); n += 1) free = `${name} ${n}`;
  return free;
}
