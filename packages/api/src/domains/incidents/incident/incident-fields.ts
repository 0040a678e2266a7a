import { z } from "zod";

const most = { title: 200, summary: 4_000, comment: 2_000 };

/** What an incident is called: one line. */
export const incidentTitle = z.string().trim().min(1).max(most.title);

/** What is known of it; null or nothing but spaces for nothing. */
export const incidentSummary = z
  .string()
  .trim()
  .max(most.summary)
  .nullable()
  .transform((text) => text || null);

export const incidentSeverity = z.enum(["sev1", "sev2", "sev3", "sev4"]);

/** What somebody says to a change; left out or nothing but spaces: nothing. */
export const incidentComment = z
  .string()
  .trim()
  .max(most.comment)
  .nullish()
  .transform((text) => text || null);

/** A note of the timeline. */
export const incidentNote = z.string().trim().min(1).max(most.comment);
