import type { FlagDefinition } from "../model/flag-definition.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { FlagFile } from "./flag-file.ts";

/** What a file answers in one environment, before anything is written: for trying an import out. A flag without a salt gets its key. */
export function portableSnapshot({ flags, segments }: FlagFile, environment: string): Snapshot {
  const definitions = flags.flatMap((flag): FlagDefinition[] => {
    const here = flag.environments[environment];
    if (!here) return [];
    const { killReason: _, ...configuration } = here;
    const { key, type, state, salt = key, bucketBy, variants } = flag;
    return [
      {
        ...configuration,
        ...(bucketBy !== undefined && { bucketBy }),
        key,
        type,
        state,
        salt,
        environment,
        variants: Object.fromEntries(variants.map((variant) => [variant.key, variant.value])),
      },
    ];
  });
  return {
    version: 1,
    environment,
    flags: definitions,
    segments: segments.map(({ key, conditions }) => ({ key, conditions })),
  };
}
