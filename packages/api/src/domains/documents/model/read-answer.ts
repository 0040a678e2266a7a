import { z } from "zod";
import type { ModelAnswer, ModelQuestion } from "./drift-model.ts";
import { ModelError } from "./model-error.ts";

/** A draft is one sentence; a longer text is no draft. */
const mostDraft = 1_000;

const said = z.object({
  ranked: z
    .array(
      z.object({
        number: z.int(),
        draft: z
          .string()
          .max(mostDraft)
          .nullish()
          .transform((text) => text?.replaceAll("\u0000", "").toWellFormed().trim() || null),
      }),
    )
    .max(50),
});

/**
 * What the model gave, checked: each candidate of the question exactly once, no other.
 * @throws ModelError naming what is wrong with it
 */
export function readAnswer(given: unknown, { candidates }: ModelQuestion): ModelAnswer["ranked"] {
  const read = said.safeParse(given);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new ModelError(`The model's answer could not be read: ${issue?.path.join(".")}: ${issue?.message}.`, false);
  }
  const { ranked } = read.data;
  const wanted = candidates.map(({ number }) => number).join();
  const named = ranked
    .map(({ number }) => number)
    .sort((a, b) => a - b)
    .join();
  if (wanted === named) return ranked;
  throw new ModelError(`The model ranked ${named || "nothing"} where ${wanted} were asked.`, false);
}
