import type { Evaluation, EvaluationContext } from "@plumbline/sdk/flags";
import { z } from "zod";
import { type PageArgs, paginate } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { contextInput, snapshotOf } from "./explain-flag.ts";
import { requireShortLists } from "./require-short-lists.ts";

/** One flag's answer. */
export interface EvaluatedFlag {
  key: string;
  evaluation: Evaluation;
}

export interface EvaluateAllOptions {
  environmentId: string;
  context?: unknown;
  /** Only these. Default: all. */
  keys?: string[] | null;
  at?: Date | null;
}

/** What flags answer for a context, by their keys: many at once. */
export async function evaluateAll(
  ctx: Context,
  workspaceId: string,
  page: PageArgs,
  { environmentId, context, keys, at }: EvaluateAllOptions,
) {
  const { compiled, snapshot } = await snapshotOf(ctx, workspaceId, environmentId);
  const asked = parseInput(z.object({ context: contextInput }), { context: context ?? {} })
    .context as EvaluationContext;
  requireShortLists(snapshot, asked);
  const wanted = keys ? new Set(keys) : null;
  const all = compiled.keys.filter((key) => wanted?.has(key) ?? true).toSorted(byKey);
  return await paginate<EvaluatedFlag>(
    page,
    ({ key }) => key,
    async ({ limit, after, before, inverted }) => {
      const within = all.filter((key) => (!after || byKey(key, after) > 0) && (!before || byKey(key, before) < 0));
      const chosen = (inverted ? within.toReversed() : within).slice(0, limit);
      return chosen.map((key) => ({ key, evaluation: compiled.evaluate(key, asked, null, at?.getTime()) }));
    },
  );
}

function byKey(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
