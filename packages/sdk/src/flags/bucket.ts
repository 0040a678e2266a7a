import { type Attributes, keyIn } from "./conditions/attribute.ts";
import { hashAfter } from "./hash.ts";

/** Steps of a rollout: 0.001 % each. */
export const bucketSteps = 100_000;

/**
 * The step of a context, 0 to 99,999, from murmur3-32 of `salt:key`; -1 without a key. Stable for ever: whoever is below a
 * threshold is below every higher one.
 */
export function bucketBy(salt: string, attribute: string): (context: Attributes) => number {
  const hash = hashAfter(`${salt}:`);
  const keyOf = keyIn(attribute);
  return (context) => {
    const key = keyOf(context);
    return key ? hash(key) % bucketSteps : -1;
  };
}
