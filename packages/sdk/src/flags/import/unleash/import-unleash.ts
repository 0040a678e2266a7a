import type { FlagPrerequisite } from "../../model/flag-definition.ts";
import type { PortableConfiguration, PortableFlag } from "../flag-file.ts";
import { type FlagImport, ImportRefusal } from "../flag-import.ts";
import { type ConvertedStrategies, convertStrategies } from "./convert-strategies.ts";
import { readUnleash } from "./read-unleash.ts";
import { UnleashSegments } from "./unleash-segments.ts";
import type { UnleashDependency, UnleashFeature, UnleashState } from "./unleash-state.ts";
import { VariantBook } from "./variant-book.ts";

export interface ImportUnleashOptions {
  /** Key of the environment that a client's state is of, which does not say it; an export says its own. Default `production` */
  environment?: string;
}

type RulesByEnvironment = ReadonlyMap<string, ConvertedStrategies>;

/** One feature in all environments that have it. */
interface Everywhere {
  name: string;
  book: VariantBook;
  here: ReadonlyMap<string, UnleashFeature>;
}

/**
 * Unleash's export, or the state that its clients read, as flags that answer every context alike: its buckets are kept by conditions
 * with the operator `hashed`. Unleash's `userId` is `targetingKey`; its other fields and properties keep their names.
 * @throws ImportFormatError when the text is neither
 */
export function importUnleash(text: string, { environment = "production" }: ImportUnleashOptions = {}): FlagImport {
  const { environments, tags } = readUnleash(text, environment);
  const states = Object.entries(environments);
  const segments = new UnleashSegments(states.flatMap(([, state]) => state.segments ?? []));
  const names = [...new Set(states.flatMap(([, { features }]) => features.map(({ name }) => name)))];
  const all = new Map(names.map((name) => [name, everywhere(name, states)]));
  const result: FlagImport = {
    file: { format: "plumbline-flags/1", segments: [], flags: [] },
    differences: [],
    refused: [],
  };
  // All rules before any prerequisite: they say which variants a flag has.
  const rules = new Map<Everywhere, RulesByEnvironment>();
  for (const feature of all.values()) {
    try {
      rules.set(feature, convertRules(feature, segments));
    } catch (error) {
      if (!(error instanceof ImportRefusal)) throw error;
      result.refused.push({ flag: feature.name, reason: error.message });
    }
  }
  const flags = [...rules].map(([feature, converted]) => {
    const { flag, differences } = convertFeature(feature, converted, all);
    result.differences.push(...differences);
    return { ...flag, tags: tags[flag.key] ?? [] };
  });
  const kept = refuseDependents(flags, result);
  const used = new Set(JSON.stringify(kept).match(/(?<="segment":")[^"]+/g));
  result.file = { ...result.file, segments: segments.all.filter(({ key }) => used.has(key)), flags: kept };
  return result;
}

function everywhere(name: string, states: readonly (readonly [string, UnleashState])[]): Everywhere {
  const here = new Map<string, UnleashFeature>();
  for (const [environment, { features }] of states) {
    const feature = features.find((one) => one.name === name);
    if (feature) here.set(environment, feature);
  }
  return { name, here, book: new VariantBook([...here.values()]) };
}

function convertRules({ here, book }: Everywhere, segments: UnleashSegments): RulesByEnvironment {
  return new Map([...here].map(([environment, feature]) => [environment, convertStrategies(feature, segments, book)]));
}

function convertFeature(
  { name, here, book }: Everywhere,
  converted: RulesByEnvironment,
  all: ReadonlyMap<string, Everywhere>,
) {
  const differences: FlagImport["differences"] = [];
  const note = (environment: string | null, message: string, changesAnswers: boolean) =>
    differences.push({ flag: name, environment, message, changesAnswers });
  const environments: Record<string, PortableConfiguration> = {};
  for (const [environment, feature] of here) {
    const { rules = [], differences: found = [] } = converted.get(environment) ?? {};
    for (const message of found) note(environment, message, true);
    const unmet = (feature.dependencies ?? []).flatMap((one) => unmetOf(one.feature, environment, all) ?? []);
    for (const message of unmet) note(environment, `${message} It is switched off here.`, false);
    const [first] = rules;
    // One rule for everybody is the flag's own answer.
    const open = rules.length === 1 && first?.conditions.length === 0;
    environments[environment] = {
      enabled: feature.enabled && unmet.length === 0,
      serve: first?.serve ?? book.keyOf(null),
      defaultVariant: book.outside,
      prerequisites: unmet.length > 0 ? [] : (feature.dependencies ?? []).map((one) => prerequisite(one, all)),
      ...(!open && { rules, rollout: { percentage: 0 } }),
    };
  }
  for (const message of book.differences) note(null, message, false);
  if (JSON.stringify([...here.values()]).includes('"operator":"NUM_'))
    note(null, "In comparisons of numbers Unleash takes an empty text for 0; here it is no number.", true);
  for (const word of ["environment", "appName"])
    if (JSON.stringify([...here.values()]).includes(`"contextName":"${word}"`))
      note(null, `Unleash's client knows \`${word}\` by itself; here the context must carry it.`, true);
  const [any] = here.values();
  const flag: PortableFlag = {
    key: name,
    name,
    description: any?.description ?? "",
    type: book.kind === "boolean" ? "boolean" : "variant",
    valueKind: book.kind,
    variants: book.all,
    state: any?.stale ? "stale" : "active",
    environments,
  };
  return { flag, differences };
}

/** What a feature depends on, as the variants that the other must answer. */
function prerequisite(
  { feature, enabled, variants }: UnleashDependency,
  all: ReadonlyMap<string, Everywhere>,
): FlagPrerequisite {
  const book = all.get(feature)?.book;
  if (enabled === false) return { flag: feature, variants: book ? [book.outside] : [] };
  return { flag: feature, variants: book?.keysOn(variants?.length ? variants : undefined) ?? [] };
}

/** Why Unleash lets nobody in whatever the other feature answers; null when it does not. */
function unmetOf(feature: string, environment: string, all: ReadonlyMap<string, Everywhere>): string | null {
  const parent = all.get(feature)?.here.get(environment);
  if (!parent) return `It depends on "${feature}", which the file does not have: Unleash lets nobody in.`;
  return parent.dependencies?.length
    ? `It depends on "${feature}", which depends on others itself: Unleash lets nobody in.`
    : null;
}

/** A flag whose prerequisite was refused would let nobody in. */
function refuseDependents(flags: readonly PortableFlag[], result: FlagImport): PortableFlag[] {
  const gone = new Set(result.refused.map(({ flag }) => flag));
  return flags.filter(({ key, environments }) => {
    const missing = Object.values(environments)
      .flatMap(({ prerequisites = [] }) => prerequisites)
      .find(({ flag }) => gone.has(flag));
    if (missing)
      result.refused.push({ flag: key, reason: `It depends on "${missing.flag}", which cannot be imported.` });
    return !missing;
  });
}
