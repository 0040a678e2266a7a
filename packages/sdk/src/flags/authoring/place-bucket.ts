import { bucketBy, bucketSteps } from "../bucket.ts";
import type { Attributes } from "../conditions/attribute.ts";
import type { FlagDefinition } from "../model/flag-definition.ts";
import type { Rollout, Serve } from "../model/rule.ts";
import { stepsOf } from "../recipe.ts";

/** Where a context lies in what is dealt out by a hash. */
export interface PlacedBucket {
  /** A `rollout` lets a share in; `variants` deals variants to those who are in. */
  kind: "rollout" | "variants";
  /** The attribute that is hashed. */
  attribute: string;
  /** 0 to 99,999; null when the context has no such attribute. */
  bucket: number | null;
  /** The parts in their order. A rollout has one, for those whom it lets in; variants have one each. */
  parts: BucketPart[];
}

/** A part of the 100,000 buckets: from the end of the part before. */
export interface BucketPart {
  /** Exclusive. */
  upTo: number;
  /** Null for a rollout's. */
  variant: string | null;
}

/** Where a context lies in a rollout. */
export function placeInRollout(
  flag: FlagDefinition,
  { percentage, bucketBy: own }: Rollout,
  context: Attributes,
): PlacedBucket {
  const parts = [{ upTo: stepsOf(percentage), variant: null }];
  return { kind: "rollout", ...bucketOf(context, flag.salt, own ?? flag.bucketBy), parts };
}

/** Where a context lies among weighted variants; null where one variant is for all. */
export function placeAmongVariants(flag: FlagDefinition, serve: Serve, context: Attributes): PlacedBucket | null {
  if (typeof serve === "string") return null;
  let upTo = 0;
  const parts = serve.weights.map(({ variant, weight }) => {
    upTo = Math.min(bucketSteps, upTo + stepsOf(weight));
    return { upTo, variant };
  });
  const salt = serve.salt ?? `${flag.salt}.variant`;
  return { kind: "variants", ...bucketOf(context, salt, serve.bucketBy ?? flag.bucketBy), parts };
}

function bucketOf(context: Attributes, salt: string, attribute = "targetingKey") {
  const bucket = bucketBy(salt, attribute)(context);
  return { attribute, bucket: bucket < 0 ? null : bucket };
}
