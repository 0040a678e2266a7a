/** How much of one entry is kept. What is cut says so in its place. */
export interface ValueLimits {
  /** Characters of one string. Default 16,384. */
  stringLength: number;
  /** Levels of nesting. Default 8. */
  depth: number;
  /** Items of one list, keys of one object. Default 200. */
  width: number;
  /** Values in one entry altogether. Default 2,000. */
  values: number;
}

export const defaultValueLimits: ValueLimits = { stringLength: 16_384, depth: 8, width: 200, values: 2000 };
