import { questionClusters, questionMessages } from "@plumbline/db/schema";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { workspaceCorpus } from "../change/workspace-corpus.ts";
import { findAnswer } from "./find-answer.ts";
import { QuestionRarity, sameQuestion } from "./question-similarity.ts";
import { countCluster, recentQuestions } from "./take-question.ts";

/**
 * By schedule: clusters that turned out to ask the same (rarity is known better with more questions) become one, and each is
 * compared with the documents again.
 */
export async function joinClusters(ctx: Context, workspaceId: string): Promise<void> {
  const corpus = await workspaceCorpus(ctx, workspaceId);
  await transact(ctx, { workspaceId, verb: "joinClusters", input: null }, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`questions:${workspaceId}`}, 0))`);
    const recent = await recentQuestions(tx, ctx, workspaceId);
    const rarity = new QuestionRarity(recent.map(({ tokens }) => tokens));
    const tokensBy = new Map<string, string[][]>();
    for (const { clusterId, tokens } of recent) tokensBy.set(clusterId, [...(tokensBy.get(clusterId) ?? []), tokens]);
    const into = new Map<string, string>();
    // The older cluster keeps its id: people may have linked to it.
    const ids = [...tokensBy.keys()].sort();
    for (const [index, id] of ids.entries()) {
      const same = ids.slice(0, index).find((other) => !into.has(other) && areOne(other, id));
      if (same) into.set(id, same);
    }
    for (const [from, to] of into) {
      await tx
        .update(questionMessages)
        .set({ clusterId: to })
        .where(and(eq(questionMessages.workspaceId, workspaceId), eq(questionMessages.clusterId, from)));
    }
    if (into.size > 0) {
      const gone = inArray(questionClusters.id, [...into.keys()]);
      await tx.delete(questionClusters).where(and(eq(questionClusters.workspaceId, workspaceId), gone));
    }
    for (const id of ids.filter((one) => !into.has(one))) {
      const tokens = [...new Set(tokensBy.get(id)?.flat())];
      await countCluster(tx, ctx, workspaceId, id, findAnswer(tokensBy.get(id)?.[0] ?? tokens, corpus));
    }

    /** Every pair counts: a chain of neighbours would swallow what has nothing in common. */
    function areOne(a: string, b: string): boolean {
      const left = tokensBy.get(a) ?? [];
      const right = tokensBy.get(b) ?? [];
      return left.every((one) => right.every((other) => rarity.similarity(one, other) >= sameQuestion));
    }
  });
}
