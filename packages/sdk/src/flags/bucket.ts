import { type Attributes, keyIn } from "./conditions/attribute.ts";
import { blocks, bytesOf, murmur3 } from "./hash.ts";

/** Steps of a rollout: 0.001 % each. */
export const bucketSteps = 100_000;

/**
 * The step of a context, 0 to 99,999, from murmur3-32 of `salt:key`, where colons fill the salt's bytes up to a multiple of four, so
 * that they are hashed once and not for every key; -1 without a key. Stable for ever: whoever is below a threshold is below every
 * higher one.
 */
export function bucketBy(salt: string, attribute: string): (context: Attributes) => number {
  const bytes = bytesOf(salt);
  const before = (bytes.length | 3) + 1;
  const start = murmur3(bytes.padEnd(before, ":"), 0, 0, blocks);
  const keyOf = keyIn(attribute);
  return (context) => {
    const key = keyOf(context);
    return key ? murmur3(key, start, before) % bucketSteps : -1;
  };
}
