import type { Step } from "@plumbline/sdk/flags";
import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { ForbiddenError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import type { Permission } from "../../../service/permissions.ts";
import { flagPlace } from "../delivery/flag-place.ts";
import { exposureBuffer } from "./exposure-buffer.ts";

const most = 1_000_000_000;

/** Steps that are counted apart. What another version of an SDK says beyond them counts as not told. */
const steps = [
  "disabled",
  "environment",
  "schedule",
  "userOverride",
  "tenantOverride",
  "denyList",
  "allowList",
  "prerequisites",
  "rules",
  "rollout",
  "variant",
  "default",
  "error",
] as const satisfies readonly Step[];

export const reportExposuresInput = z.object({
  /** What evaluates. */
  sdk: z.object({
    name: z.string().regex(/^[a-z0-9@/._-]{1,60}$/i, "is a name of letters, digits and ./_-@, 60 at most."),
    version: z.string().max(40),
  }),
  /** What was evaluated since the last report, summed up. */
  evaluations: z
    .array(
      z.object({
        flag: z.string().min(1).max(200),
        /** Null for the caller's own default. */
        variant: z.string().min(1).max(200).nullable(),
        /** What decided; null where the answer did not say. */
        step: z.enum(steps).nullish().catch(null),
        /** The rule that decided, at step `rules`. */
        ruleId: z.string().max(200).nullish(),
        count: z.int().min(1).max(most),
      }),
    )
    .max(1000, "holds 1,000 sums at most; send the rest in another report."),
  /** Evaluations that could not be counted. */
  dropped: z.int().min(0).max(most).default(0),
});

export type ReportExposuresInput = z.input<typeof reportExposuresInput>;

/**
 * Counts what an SDK evaluated in its key's environment. The counts are written within a second.
 * @throws UnauthenticatedError @throws ForbiddenError without `flags:read` or `flags:evaluate`, and for members @throws InvalidInputError
 */
export async function reportExposures(ctx: Context, input: ReportExposuresInput): Promise<void> {
  const { actor } = ctx;
  const reads = actor.type === "api_key" && actor.scopes.includes("flags:read");
  const permission: Permission = reads ? "flags:read" : "flags:evaluate";
  if (actor.type !== "api_key" && actor.type !== "anonymous")
    throw new ForbiddenError(permission, "Only API keys evaluate flags.", "Send a key of the environment.");
  const place = await flagPlace(ctx, permission);
  const { sdk, evaluations, dropped } = parseInput(reportExposuresInput, input);
  if (actor.type !== "api_key") return;
  exposureBuffer(ctx.app).note({
    source: { actor, place, sdk: sdk.name, sdkVersion: sdk.version },
    evaluations,
    dropped,
  });
}
