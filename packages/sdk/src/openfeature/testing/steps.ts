import type { JsonValue } from "@openfeature/core";
import { expect } from "vitest";
import type { Scenario } from "./read-scenarios.ts";
import type { Contexts, Question, Side } from "./sides.ts";
import { World } from "./world.ts";

type Table = readonly (readonly string[])[];
type Step = [pattern: RegExp, take: (world: World, words: string[], table: Table) => unknown];

const kindOf = (type: string): Question["kind"] => {
  if (/^(integer|float)$/i.test(type)) return "Number";
  return `${type.charAt(0).toUpperCase()}${type.slice(1)}` as Question["kind"];
};

/** A value as the scenarios write it. */
function read(type: string, text: string): JsonValue {
  const kind = kindOf(type);
  if (kind === "Boolean") return text === "true";
  if (kind === "Number") return Number(text);
  return kind === "Object" ? (JSON.parse(text.replaceAll('\\"', '"')) as JsonValue) : text;
}

function ask(world: World, type: string, key: string, fallback: string): void {
  world.question = { kind: kindOf(type), key, fallback: read(type, fallback) };
}

function addTo(world: World, level: string, key: string, value: JsonValue): void {
  if (level === "Before Hooks") world.hooks.push({ before: () => ({ [key]: value }) as never });
  else world.add(level as keyof Contexts, key, value);
}

const wordsInQuotes = (text: string) => [...text.matchAll(/"([^"]*)"/g)].map(([, word = ""]) => word);

const given: Step[] = [
  [/^a stable provider with retrievable context is registered$/, (world) => world.provide("stable")],
  [/^an? (.+) provider$/, (world, [state = ""]) => world.provide(state)],
  [
    /^an? (\w+)-flag with key "(.*)" and a fallback value "(.*)"$/,
    (world, [type = "", key = "", fallback = ""]) => ask(world, type, key, fallback),
  ],
  [
    /^a context containing a key "(.*)", with type "(.*)" and with value "(.*)"$/,
    (world, [key = "", type = "", value = ""]) => world.add("Invocation", key, read(type, value)),
  ],
  [/^a context containing a key "(.*)" with null value$/, (world, [key = ""]) => world.add("Invocation", key, null)],
  [
    /^context contains keys (.*) with values "(.*)", "(.*)", (\d+), "(.*)"$/,
    (world, [keys = "", fn = "", ln = "", age = "", customer = ""]) => {
      const values = [fn, ln, Number(age), customer];
      for (const [index, key] of wordsInQuotes(keys).entries()) world.add("Invocation", key, values[index] ?? null);
    },
  ],
  [
    /^an evaluation context with modifiable data$/,
    (world) => world.add("Invocation", "nested", { list: ["one"], email: "ballmer@macrosoft.com" }),
  ],
  [/^a client with added hook$/, (world) => void world.hooks.push(world.hookNamed("only"))],
  [
    /^evaluation options containing specific hooks$/,
    (world) => {
      world.hooksForEvaluation = true;
      world.hooks.push(world.hookNamed("first"), world.hookNamed("second"));
    },
  ],
  [
    /^A context entry with key "(.*)" and value "(.*)" is added to the "(.*)" level$/,
    (world, [key = "", value = "", level = ""]) => addTo(world, level, key, value),
  ],
  [/^A table with levels of increasing precedence$/, (world, _, table) => world.rank(table.flat())],
  [
    /^Context entries for each level from API level down to the "(.*)" level, with key "(.*)" and value/,
    (world, [last = "", key = ""]) => {
      const { levels } = world;
      for (const level of levels.slice(0, levels.indexOf(last) + 1)) addTo(world, level, key, level);
    },
  ],
];

const when: Step[] = [
  [/^the flag was evaluated with details( using the evaluation options)?$/, (world) => world.evaluate()],
  [
    /^the flag was evaluated with details asynchronously$/,
    async (world) => {
      const asked = world.ask();
      world.pending = asked;
      world.details = await asked;
    },
  ],
  [
    /^Some flag was evaluated$/,
    (world) => {
      ask(world, "Boolean", "boolean-flag", "false");
      return world.evaluate();
    },
  ],
  [
    /^an? (\w+) flag with key "(.*)" is evaluated (?:with details and|with) (?:a )?(null )?default value ?"?(.*?)"?$/,
    (world, [type = "", key = "", none, fallback = ""]) => {
      ask(world, type, key, none ? "{}" : fallback);
      return world.evaluate();
    },
  ],
  [
    /^a flag with key "(.*)" is evaluated with default value "(.*)"$/,
    (world, [key = "", fallback = ""]) => {
      ask(world, "String", key, fallback);
      return world.evaluate();
    },
  ],
  [
    /^a (?:non-existent )?string flag with key "(.*)" is evaluated (?:as an (integer), )?with details and a fallback value "?(.*?)"?$/,
    (world, [key = "", type = "string", fallback = ""]) => {
      ask(world, type, key, fallback);
      return world.evaluate();
    },
  ],
];

const fields = (world: World, text: string) => {
  const [variant = "", reason = ""] = wordsInQuotes(text);
  expect(world.details).toMatchObject({ variant, reason });
};

const then: Step[] = [
  [
    /^the resolved details value should be "(.*)"$/,
    (world, [value = ""]) => expect(world.details?.value).toEqual(read(world.question.kind, value)),
  ],
  [/^the reason should be "(\w+)"$/, (world, [reason]) => expect(world.details?.reason).toBe(reason)],
  [/^the error-code should be "(\w+)"$/, (world, [code]) => expect(world.details?.errorCode).toBe(code)],
  [/^the variant should be "([\w-]+)"$/, (world, [variant]) => expect(world.details?.variant).toBe(variant)],
  [/^the flag key should be "(.*)"$/, (world, [key]) => expect(world.details?.flagKey).toBe(key)],
  [/^the provider status should be "(\w+)"$/, (world, [status]) => expect(world.client.providerStatus).toBe(status)],
  [
    /^the resolved (\w+) (?:value|response) should be "?([^",]*)"?$/,
    (world, [type = "", value = ""]) => expect(world.details?.value).toEqual(read(type, value)),
  ],
  [
    /^the resolved (\w+) details value should be "?([^",]*)"?, (the variant should be .*)$/,
    (world, [type = "", value = "", rest = ""]) => {
      expect(world.details?.value).toEqual(read(type, value));
      fields(world, rest);
    },
  ],
  [/^(the variant should be ".*", and the reason .*)$/, (world, [text = ""]) => fields(world, text)],
  [
    /^the resolved object (?:details )?value should be contain fields (.*), with values "(.*)", "(.*)" and (\d+), respectively$/,
    (world, [keys = "", shown, title, count]) => {
      const [first = "", second = "", third = ""] = wordsInQuotes(keys);
      expect(world.details?.value).toEqual({ [first]: shown === "true", [second]: title, [third]: Number(count) });
    },
  ],
  [
    /^the resolved flag value is "(.*)" when the context is empty$/,
    async (world, [value]) => {
      delete world.contexts.Invocation;
      await world.evaluate();
      expect(world.details?.value).toBe(value);
    },
  ],
  [
    /^the default (\w+) value should be returned$/,
    (world) => expect(world.details?.value).toEqual(world.question.fallback),
  ],
  [
    /^the reason should indicate an error and the error code should indicate .* with "(\w+)"$/,
    (world, [errorCode]) => expect(world.details).toMatchObject({ reason: "ERROR", errorCode }),
  ],
];

const thenAround: Step[] = [
  [
    /^The merged context contains an entry with key "(.*)" and value "(.*)"$/,
    (world, [key = "", value]) => expect(world.received?.[key]).toBe(value),
  ],
  [
    /^the "(\w+)" hook should have been executed$/,
    (world, [stage]) => expect(world.heard.map((one) => one.stage)).toContain(stage),
  ],
  [
    /^the "(.*)" hooks should be called with evaluation details$/,
    (world, [stages = ""], table) => {
      const row = Object.fromEntries(
        table.slice(1).map(([, key = "", value]) => [key, value === "null" ? undefined : value]),
      );
      for (const stage of stages.split(", ")) {
        const { flagKey, value, variant, reason, errorCode } =
          world.heard.find((one) => one.stage === stage)?.details ?? ({} as Partial<NonNullable<World["details"]>>);
        const seen = { flag_key: flagKey, value: String(value), variant, reason, error_code: errorCode };
        expect(seen, stage).toEqual(row);
      }
    },
  ],
  [
    /^the specified hooks should execute during evaluation$/,
    (world) => expect(new Set(world.heard.map(({ hook }) => hook))).toEqual(new Set(["first", "second"])),
  ],
  [
    /^the hook order should be maintained$/,
    // Before in the order in which they were given, the later stages the other way round.
    (world) =>
      expect(world.heard.map(({ hook, stage }) => `${stage} ${hook}`)).toEqual([
        "before first",
        "before second",
        "after second",
        "after first",
        "finally second",
        "finally first",
      ]),
  ],
  [
    /^the original evaluation context should remain unmodified$/,
    (world) => expect(world.contexts.Invocation).toEqual({ nested: { list: ["one"], email: "ballmer@macrosoft.com" } }),
  ],
  [
    /^the evaluation details should be immutable$/,
    // Of the details the specification asks it for the metadata: requirement 1.4.14.1.
    (world) => expect(Object.isFrozen(world.details?.flagMetadata)).toBe(true),
  ],
  [/^the evaluation should complete without blocking$/, (world) => expect(world.pending).toBeInstanceOf(Promise)],
];

const definitions = [...given, ...when, ...then, ...thenAround];

/** Takes every step of a scenario. A step that nobody has defined fails it. */
export async function playScenario(side: Side, steps: Scenario["steps"]): Promise<void> {
  const world = new World(side);
  try {
    for (const { text, table } of steps) await takeStep(world, text, table);
  } finally {
    await world.close();
  }
}

async function takeStep(world: World, text: string, table: Table): Promise<void> {
  for (const [pattern, take] of definitions) {
    const found = pattern.exec(text);
    if (found) return void (await take(world, found.slice(1), table));
  }
  throw new TypeError(`No step is defined for: ${text}`);
}
