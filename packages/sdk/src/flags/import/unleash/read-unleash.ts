import { ImportFormatError } from "../flag-import.ts";
import type {
  UnleashDependency,
  UnleashFeature,
  UnleashFile,
  UnleashSegment,
  UnleashState,
  UnleashStrategy,
  UnleashVariant,
} from "./unleash-state.ts";

interface ExportedStrategy extends Omit<UnleashStrategy, "name"> {
  id?: string;
  name?: string;
  /** As the older export calls it. */
  strategyName?: string;
  featureName: string;
  environment?: string;
  disabled?: boolean;
  sortOrder?: number;
}

/** The union of what the two exports hold. */
interface Exported {
  features: readonly (Omit<UnleashFeature, "enabled"> & { archived?: boolean })[];
  featureStrategies: readonly ExportedStrategy[];
  featureEnvironments?: readonly {
    featureName: string;
    environment: string;
    enabled: boolean;
    variants?: readonly UnleashVariant[];
  }[];
  segments?: readonly UnleashSegment[];
  featureStrategySegments?: readonly { featureStrategyId: string; segmentId: number }[];
  featureTags?: readonly { featureName: string; tagType?: string; type?: string; tagValue?: string; value?: string }[];
  dependencies?: readonly { feature: string; dependencies: readonly UnleashDependency[] }[];
}

/** A delta stream's beginning holds everything: the clients' newest protocol. */
interface Hydration {
  events: readonly { type: string; features?: readonly UnleashFeature[]; segments?: readonly UnleashSegment[] }[];
}

/**
 * Unleash's export, or the state that its clients read, by environment.
 * @param environment what a client's state, which does not say it, is of
 * @throws ImportFormatError when the text is neither
 */
export function readUnleash(text: string, environment: string): UnleashFile {
  const json = parse(text);
  if (isExport(json)) return readExport(json);
  const state =
    "events" in json ? (json as unknown as Hydration).events?.find((one) => one.type === "hydration") : json;
  const features = (state as Partial<UnleashState> | undefined)?.features;
  if (!Array.isArray(features))
    throw new ImportFormatError(
      "The file has no list `features`: neither an export of Unleash nor the state that its clients read.",
    );
  return { environments: { [environment]: state as UnleashState }, tags: {} };
}

function parse(text: string): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ImportFormatError(`The file is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json as Record<string, unknown>;
  throw new ImportFormatError("The file is JSON, but no object.");
}

function isExport(json: object): json is Exported {
  return "features" in json && "featureStrategies" in json && Array.isArray(json.featureStrategies);
}

function readExport(all: Exported): UnleashFile {
  const here = all.featureEnvironments ?? [];
  const keys = new Set([...here, ...all.featureStrategies].map(({ environment }) => environment ?? "default"));
  const environments = [...keys].map((environment): [string, UnleashState] => [
    environment,
    {
      features: all.features
        .filter(({ archived }) => !archived)
        .map((feature) => {
          const setting = here.find((one) => one.featureName === feature.name && one.environment === environment);
          return {
            ...feature,
            enabled: setting?.enabled ?? false,
            strategies: strategiesOf(all, feature.name, environment),
            variants: setting?.variants ?? feature.variants ?? [],
            dependencies: all.dependencies?.find((one) => one.feature === feature.name)?.dependencies ?? [],
          };
        }),
      segments: all.segments ?? [],
    },
  ]);
  const tags: Record<string, string[]> = {};
  for (const tag of all.featureTags ?? []) {
    const words = [tag.tagType ?? tag.type ?? "simple", tag.tagValue ?? tag.value ?? ""];
    const word = words[0] === "simple" ? words[1] : words.join(":");
    if (word) tags[tag.featureName] = [...(tags[tag.featureName] ?? []), word];
  }
  return { environments: Object.fromEntries(environments), tags };
}

/** In the order in which Unleash tries them; those that are switched off are not sent to its clients. */
function strategiesOf(all: Exported, feature: string, environment: string): UnleashStrategy[] {
  return all.featureStrategies
    .filter((one) => one.featureName === feature && (one.environment ?? "default") === environment && !one.disabled)
    .sort((a, b) => (a.sortOrder ?? 0) - (b.sortOrder ?? 0))
    .map((one) => {
      const linked = (all.featureStrategySegments ?? [])
        .filter(({ featureStrategyId }) => featureStrategyId === one.id)
        .map(({ segmentId }) => segmentId);
      const { parameters, constraints, variants } = one;
      return {
        name: one.name ?? one.strategyName ?? "",
        segments: [...(one.segments ?? []), ...linked],
        ...(parameters && { parameters }),
        ...(constraints && { constraints }),
        ...(variants && { variants }),
      };
    });
}
