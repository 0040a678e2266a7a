/** A regular expression, taken apart. */
export type PatternNode =
  /** One character out of ranges of code points, both ends included; with `not` one that is in none of them. */
  | { readonly kind: "set"; readonly ranges: readonly (readonly [number, number])[]; readonly not: boolean }
  | { readonly kind: "sequence"; readonly of: readonly PatternNode[] }
  | { readonly kind: "either"; readonly of: readonly PatternNode[] }
  /** `most` null: without end. */
  | { readonly kind: "repeat"; readonly node: PatternNode; readonly least: number; readonly most: number | null }
  | { readonly kind: "at"; readonly place: "start" | "end" | "boundary" | "within" };

type Ranges = readonly (readonly [number, number])[];

export const anyCharacter: PatternNode = { kind: "set", ranges: [], not: true };

/** What `\d`, `\w` and `\s` mean: ASCII, so that every engine agrees. */
export const namedSets: Record<string, Ranges> = {
  d: [[48, 57]],
  w: [
    [48, 57],
    [65, 90],
    [95, 95],
    [97, 122],
  ],
  s: [
    [9, 13],
    [32, 32],
  ],
};
