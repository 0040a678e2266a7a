import type { Evaluation, EvaluationContext } from "@plumbline/sdk/flags";
import type { WireAnswer } from "@plumbline/sdk/flags/web";
import type { Context } from "../../../service/context.ts";
import { requireShortLists } from "../evaluation/require-short-lists.ts";
import { answerOf } from "./answer-of.ts";
import { etagOf, nameOf } from "./etag-of.ts";
import { flagPlace } from "./flag-place.ts";
import { snapshotCache } from "./snapshot-cache.ts";

/** Every flag's answer for one context. */
export interface EvaluatedFlags {
  /** Version of the environment's flags. */
  version: number;
  /** Names the answers. */
  etag: string;
  answers: WireAnswer[];
}

/**
 * Evaluates every flag of the key's environment.
 * @param atLeast a version that the caller has heard of: another process may be a moment ahead of this one
 * @throws UnauthenticatedError @throws ForbiddenError without `flags:evaluate`
 * @throws InvalidInputError for a context with lists that the patterns would take too long for
 */
export async function evaluateFlags(ctx: Context, context: EvaluationContext, atLeast = 0): Promise<EvaluatedFlags> {
  const place = await flagPlace(ctx, "flags:evaluate");
  const cache = snapshotCache(ctx.app);
  let ready = await cache.get(place);
  if (ready.compiled.version < atLeast) ready = await cache.get(place, true);
  const { compiled, snapshot } = ready;
  requireShortLists(snapshot, context);
  const answers = compiled.keys.map((key) => answerOf(compiled, key, context));
  return { version: compiled.version, etag: etagOf(answers.map(nameOf)), answers };
}

/**
 * Evaluates one flag of the key's environment, with the whole answer for the caller to choose from.
 * @throws UnauthenticatedError @throws ForbiddenError without `flags:evaluate`
 * @throws InvalidInputError for a context with lists that the patterns would take too long for
 */
export async function evaluateFlag(ctx: Context, key: string, context: EvaluationContext): Promise<Evaluation> {
  const place = await flagPlace(ctx, "flags:evaluate");
  const { compiled, snapshot } = await snapshotCache(ctx.app).get(place);
  requireShortLists(snapshot, context);
  return compiled.evaluate(key, context);
}
