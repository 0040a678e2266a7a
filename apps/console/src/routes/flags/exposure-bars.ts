/** How often a variant was answered in an hour; the variant is null for the caller's own default. */
export interface ExposureCount {
  at: string;
  variant: string | null;
  count: number;
}

export interface ExposureLayer {
  variant: string | null;
  name: string;
  count: number;
  colour: string;
  /** Whether it is the caller's own default. */
  own: boolean;
}

const hourMs = 3_600_000;

// The default is grey as everything that is off; what is served has the accent, each further variant a lighter one.
const shades = [100, 60, 35, 78, 47];

function colourOf(variant: string | null, served: readonly string[]): string {
  if (variant === null) return "var(--degraded)";
  const at = served.indexOf(variant);
  if (at < 0) return "var(--stale)";
  return variantShade(at);
}

/** The shade of a variant. @param at its place among those that are served */
export function variantShade(at: number): string {
  return `color-mix(in oklch, var(--accent) ${shades[at % shades.length]}%, var(--surface))`;
}

/** The variants that were answered, in the order of the flag, with the default first, since it is drawn at the foot. */
export function exposureLayers(
  points: readonly ExposureCount[],
  variants: readonly string[],
  defaultVariant: string,
): ExposureLayer[] {
  const sums = new Map<string | null, number>();
  for (const { variant, count } of points) sums.set(variant, (sums.get(variant) ?? 0) + count);
  const served = variants.filter((key) => key !== defaultVariant);
  const gone = [...sums.keys()].filter((key) => key !== null && !variants.includes(key));
  return [defaultVariant, ...served, ...gone, null].flatMap((variant) => {
    const count = sums.get(variant) ?? 0;
    if (count === 0) return [];
    const own = variant === null;
    return [{ variant, name: variant ?? "the app's own default", count, colour: colourOf(variant, served), own }];
  });
}

export interface ExposureBars {
  /** Hours in the span. */
  hours: number;
  /** The most within one hour. */
  most: number;
  /** Hours with an answer, and up to where each layer reaches. */
  bars: { index: number; tops: number[] }[];
}

/** Stacks by hour; an hour in which nobody asked has none. */
export function exposureBars(
  exposure: { since: string; until: string; points: readonly ExposureCount[] },
  layers: readonly ExposureLayer[],
): ExposureBars {
  const first = Math.floor(Date.parse(exposure.since) / hourMs);
  const hours = Math.max(1, Math.ceil(Date.parse(exposure.until) / hourMs) - first);
  const stacks = new Map<number, number[]>();
  for (const { at, variant, count } of exposure.points) {
    const index = Math.floor(Date.parse(at) / hourMs) - first;
    const counts = stacks.get(index) ?? layers.map(() => 0);
    const layer = layers.findIndex((each) => each.variant === variant);
    counts[layer] = (counts[layer] ?? 0) + count;
    stacks.set(index, counts);
  }
  const bars = [...stacks].map(([index, counts]) => {
    let sum = 0;
    return {
      index,
      tops: counts.map((count) => {
        sum += count;
        return sum;
      }),
    };
  });
  return { hours, most: Math.max(1, ...bars.map(({ tops }) => tops.at(-1) ?? 0)), bars };
}
