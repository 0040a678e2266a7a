import { z } from "zod";

const most = { title: 200, summary: 4_000, comment: 2_000 };
const tooLong = `must have ${most.comment} characters at most.`;

/** What an incident is called: one line that can be seen, and reads the same way everywhere. */
export const incidentTitle = z
  .string()
  .trim()
  .max(most.title, `must have ${most.title} characters at most.`)
  .regex(
    /^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]*$/u,
    "must be one line, without control characters or marks that turn text around.",
  )
  .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, "must say what goes wrong: at least one character that can be seen.");

/** What is known of it; null or nothing but spaces for nothing. */
export const incidentSummary = z
  .string()
  .trim()
  .max(most.summary, `must have ${most.summary} characters at most.`)
  .nullable()
  .transform((text) => text || null);

export const incidentSeverity = z.enum(["sev1", "sev2", "sev3", "sev4"]);

/** What somebody says to a change; left out or nothing but spaces: nothing. */
export const incidentComment = z
  .string()
  .trim()
  .max(most.comment, tooLong)
  .nullish()
  .transform((text) => text || null);

/** A note of the timeline. */
export const incidentNote = z.string().trim().min(1, "must say something.").max(most.comment, tooLong);
