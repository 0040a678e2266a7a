import { z } from "zod";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { ownEnvironment } from "../../../service/own-environment.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { loadLogSettings } from "../limits/log-settings-of.ts";
import { narrowToEnvironment } from "../query/narrow-to-environment.ts";
import { everyEntry } from "../store/log-filter.ts";
import { logStoreOf } from "../store/log-store-of.ts";
import { compileRedaction, type RedactionCounts } from "./compile-redaction.ts";
import { redactionRuleFields } from "./redaction-rule-ref.ts";

/** Stored entries that a dry run is tried on, the newest. */
const sampleSize = 500;

/** Changed bodies that are shown. */
const mostShown = 20;

/** Characters of all given texts together. */
const mostSampleLength = 20_000;

/** Characters of stored messages that a dry run reads: one request must not hold up the others. */
const mostStoredLength = 500_000;

const previewInput = z.object({
  workspaceId: z.uuid(),
  pattern: redactionRuleFields.pattern.nullish(),
  sample: z
    .array(z.string())
    .max(100)
    .refine(
      (texts) => texts.reduce((sum, { length }) => sum + length, 0) <= mostSampleLength,
      `must have at most ${mostSampleLength.toLocaleString("en")} characters in all its texts together.`,
    )
    .nullish(),
});

/** A text before and after. */
export interface RedactedSample {
  before: string;
  after: string;
}

export interface RedactionPreview {
  /** Texts that were tried. */
  tried: number;
  /** Texts in which something would be replaced. */
  changed: number;
  replaced: number;
  samples: RedactedSample[];
}

/**
 * What a pattern would replace, in texts given or in the newest stored messages; nothing is changed. Without a pattern: what the rules
 * that hold now would.
 */
export async function previewLogRedaction(
  ctx: Context,
  input: z.input<typeof previewInput>,
): Promise<RedactionPreview> {
  await authorize(ctx, input.workspaceId, "logs:settings");
  const { workspaceId, pattern, sample } = parseInput(previewInput, input);
  const redaction =
    pattern == null
      ? (await loadLogSettings(ctx.app, workspaceId)).redaction
      : compileRedaction({ off: ["email", "card", "token"], custom: [{ name: "redacted", pattern }] });
  const texts = sample ?? (await newestBodies(ctx, workspaceId));
  const counts: RedactionCounts = new Map();
  const changed = texts
    .map((before): RedactedSample => ({ before, after: redaction.text(before, counts) }))
    .filter(({ before, after }) => before !== after);
  const replaced = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { tried: texts.length, changed: changed.length, replaced, samples: changed.slice(0, mostShown) };
}

async function newestBodies(ctx: Context, workspaceId: string): Promise<string[]> {
  const entries = await logStoreOf(ctx.app).page(workspaceId, {
    filter: narrowToEnvironment(everyEntry, ownEnvironment(ctx)),
    limit: sampleSize,
  });
  const texts: string[] = [];
  let length = 0;
  for (const { body } of entries) {
    length += body.length;
    if (length > mostStoredLength) break;
    texts.push(body);
  }
  return texts;
}
