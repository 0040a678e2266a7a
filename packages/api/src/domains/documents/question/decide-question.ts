import { questionClusters } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { describeActor } from "../../../service/actor.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow, unknownRow } from "../../workspaces/index.ts";
import type { QuestionCluster } from "../document-refs.ts";
import { questionDecided } from "../events.ts";

export const decideQuestionInput = z.object({
  questionId: z.uuid(),
  state: z.enum(["open", "answered", "dismissed"]),
});

export type DecideQuestionInput = z.input<typeof decideQuestionInput>;

/** Says that a repeated question is answered by a document now, needs no answer, or is open after all. */
export async function decideQuestion(ctx: Context, input: DecideQuestionInput): Promise<QuestionCluster> {
  const wish = parseInput(decideQuestionInput, input);
  const { questionId: id, state } = wish;
  const permission = "documents:write";
  const workspaceId = await authorizeRow(ctx, { table: questionClusters, id, permission, noun: "question" });
  return await transact(ctx, { workspaceId, verb: "decideQuestion", input: wish }, async (tx) => {
    const own = and(eq(questionClusters.workspaceId, workspaceId), eq(questionClusters.id, id));
    const [known] = await tx.select().from(questionClusters).where(own).for("update");
    if (!known) throw unknownRow("question");
    if (known.state === state) return known;
    const now = ctx.app.clock.now();
    const by = describeActor(ctx.actor).actorName;
    const decided = state === "open" ? { decidedBy: null, decidedAt: null } : { decidedBy: by, decidedAt: now };
    const [after] = await tx
      .update(questionClusters)
      .set({ state, ...decided, updatedAt: now })
      .where(own)
      .returning();
    const cluster = after as QuestionCluster;
    const { question, messageCount: messages, askerCount: askers } = cluster;
    await recordEvent(tx, ctx, questionDecided, {
      workspaceId,
      subjectId: id,
      data: { question, messages, askers, state, by },
      before: { state: known.state },
      after: { state },
    });
    return cluster;
  });
}
