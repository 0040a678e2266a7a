import type { Evaluation, EvaluationContext, FlagDefinition } from "@plumbline/sdk/flags";
import {
  type DefinitionProblem,
  type ExplainedStep,
  explainFlag as explain,
  findProblems,
} from "@plumbline/sdk/flags/authoring";
import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { NotFoundError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { unknownRow } from "../../workspaces/index.ts";
import { flagPlace } from "../delivery/flag-place.ts";
import { snapshotCache } from "../delivery/snapshot-cache.ts";
import { loadPlatformSnapshot } from "../platform/load-platform-snapshot.ts";
import { isPlatformKey } from "../platform/platform-key.ts";
import { requireShortLists } from "./require-short-lists.ts";

/** Who asks, as code would say it. */
export const contextInput = z.record(z.string(), z.json(), "must be an object of attributes.");

export interface ExplainFlagOptions {
  key: string;
  environmentId: string;
  /** Default: nothing is known of who asks. */
  context?: unknown;
  /** Default: now. */
  at?: Date | null | undefined;
}

/** Why a flag answers as it does. */
export interface ExplainedFlag {
  key: string;
  evaluation: Evaluation;
  /** The steps that were taken, in order, each with the rule's name where it has one. */
  walk: (ExplainedStep & { ruleName: string | null })[];
  /** What keeps it from being evaluated; none for a sound flag. */
  problems: DefinitionProblem[];
}

/**
 * Walks through a flag as the evaluator does, for a context, now or at another time.
 * @throws NotFoundError when the environment has no such flag
 */
export async function explainFlag(
  ctx: Context,
  workspaceId: string,
  { key, environmentId, context, at }: ExplainFlagOptions,
): Promise<ExplainedFlag> {
  const { snapshot: delivered } = await snapshotOf(ctx, workspaceId, environmentId);
  const own = isPlatformKey(key)
    ? await ctx.reads.workspace(workspaceId, (db) => loadPlatformSnapshot(db, workspaceId, environmentId))
    : null;
  const snapshot = own ?? delivered;
  const asked = parseInput(z.object({ context: contextInput }), { context: context ?? {} }).context;
  const flag = snapshot.flags.find((one) => one.key === key);
  if (!flag) throw new NotFoundError(`There is no flag ${key}.`, "Look at the workspace's list.");
  requireShortLists(snapshot, asked as EvaluationContext);
  const { evaluation, walk } = explain(snapshot, key, asked as EvaluationContext, null, at?.getTime());
  const named = walk.map((step) => ({ ...step, ruleName: ruleName(flag, step.ruleId) }));
  return { key, evaluation, walk: named, problems: findProblems(flag, snapshot) };
}

function ruleName(flag: FlagDefinition, id: string | null): string | null {
  return flag.rules?.find((rule) => rule.id === id)?.name ?? null;
}

/**
 * An environment's newest snapshot, for who may read the workspace's flags.
 * @throws NotFoundError when the environment is another workspace's
 */
export async function snapshotOf(ctx: Context, workspaceId: string, environmentId: string) {
  const place = await flagPlace(ctx, "flags:read", environmentId);
  if (place.workspaceId !== workspaceId) throw unknownRow("environment");
  return await snapshotCache(ctx.app).get(place, true);
}
