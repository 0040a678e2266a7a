import { documents } from "@plumbline/db/schema";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { defineReaction } from "../../../outbox/define-reaction.ts";
import { examineChange } from "../change/examine-change.ts";

const flagChange = z.object({
  key: z.string(),
  environment: z.string().nullable(),
  fields: z.array(z.string()),
  reason: z.string().nullable(),
});

/** What a reader of documents cannot notice: who owns a flag, how it is filed. */
const unseen = new Set(["ownerUserId", "serviceId", "tags", "category", "reviewAt", "staleReason", "description"]);
const longest = 300;

/** A flag that does something else, or is gone, is a change like a merge: what documents say of its key may be untrue. */
export const onFlagChanged = defineReaction({
  name: "documents.follow-flag",
  description: "Compares what a flag does now with what documents say of its key.",
  on: ["flag.configuration_changed", "flag.updated", "flag.archived"],
  async run(ctx, { id, type, workspaceId, data, before, after, actorName, occurredAt }) {
    const { key, environment, fields, reason } = flagChange.parse(data);
    const tops = [...new Set(fields.map((field) => field.split(/[.[]/)[0] ?? field))].filter((top) => !unseen.has(top));
    if (tops.length === 0 || isPartialStep(fields, before, after)) return;
    const tracked = await ctx.reads.workspace(workspaceId, (db) =>
      db.select({ id: documents.id }).from(documents).where(eq(documents.workspaceId, workspaceId)).limit(1),
    );
    if (tracked.length === 0) return;
    const path = `flags/${key}`;
    const gone = type === "flag.archived";
    // The key first, as code declares one: a key whose declaration is gone is what documents get wrong.
    const lines = tops.flatMap((top) => [
      { path, line: null, sign: "-" as const, text: lineOf(key, top, before) },
      ...(gone ? [] : [{ path, line: null, sign: "+" as const, text: lineOf(key, top, after) }]),
    ]);
    const where = environment ? ` in ${environment}` : "";
    await examineChange(ctx, {
      workspaceId,
      key: `event:${id}`,
      signalId: null,
      target: null,
      title: gone ? `Flag ${key} was archived` : `Flag ${key}${where}: ${tops.join(", ")} changed`,
      message: reason ?? "",
      url: null,
      actor: actorName,
      occurredAt,
      files: [{ path, status: gone ? "removed" : "modified", lines }],
    });
  },
});

/** A step of a rollout on its way: documents tell what holds for nobody or for everybody. */
function isPartialStep(fields: readonly string[], before: unknown, after: unknown): boolean {
  if (!fields.every((field) => field.startsWith("rollout"))) return false;
  const shares = [before, after].map((whole) => {
    const { rollout } = (whole ?? {}) as { rollout?: { percentage?: number } | null };
    return rollout?.percentage ?? 100;
  });
  return shares.every((share) => share > 0 && share < 100);
}

function lineOf(key: string, top: string, whole: unknown): string {
  const value = (whole as Record<string, unknown> | null)?.[top] ?? null;
  return `${key}: ${top} ${JSON.stringify(value)}`.slice(0, longest);
}
