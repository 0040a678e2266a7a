import type { Db } from "@plumbline/db";
import { questionClusters, questionMessages, type signals } from "@plumbline/db/schema";
import { and, desc, eq, gte, sql } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { isFeatureOn } from "../../../service/features.ts";
import { transact } from "../../../service/transact.ts";
import { workspaceCorpus } from "../change/workspace-corpus.ts";
import type { QuestionCluster, QuestionMessage } from "../document-refs.ts";
import { questionRepeated } from "../events.ts";
import { findAnswer } from "./find-answer.ts";
import { QuestionRarity, sameQuestion } from "./question-similarity.ts";
import { asksSomething, questionTokens } from "./question-tokens.ts";

type Signal = typeof signals.$inferSelect;

const rememberedDays = 90;
const remembered = 3_000;
/** So often, a question counts as asked again and again; each of these is told. */
export const repeats = [3, 5, 10, 20, 50, 100];

/** Keeps a message that asks something, with the others that ask the same. Told twice, it is kept once. */
export async function takeQuestion(ctx: Context, signal: Signal): Promise<void> {
  const { workspaceId, data } = signal;
  const text = typeof data.text === "string" ? data.text : "";
  if (data.isBot === true || data.isReply === true || !asksSomething(text)) return;
  const tokens = questionTokens(text);
  // Two words are too few to tell questions apart.
  if (tokens.length < 2 || !(await isFeatureOn(ctx, workspaceId, "plumbline.question-clustering"))) return;
  const corpus = await workspaceCorpus(ctx, workspaceId);
  const answer = findAnswer(tokens, corpus);
  await transact(ctx, { workspaceId, verb: "takeQuestion", input: null }, async (tx) => {
    // One at a time for a workspace: two messages at once must not both begin a cluster.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`questions:${workspaceId}`}, 0))`);
    const known = await tx
      .select({ id: questionMessages.id })
      .from(questionMessages)
      .where(and(eq(questionMessages.workspaceId, workspaceId), eq(questionMessages.signalId, signal.id)));
    if (known.length > 0) return;
    const clusterId =
      (await nearestCluster(tx, ctx, workspaceId, tokens)) ?? (await beginCluster(tx, ctx, signal, text));
    await tx.insert(questionMessages).values({
      workspaceId,
      clusterId,
      signalId: signal.id,
      text,
      asker: signal.actor,
      url: signal.url,
      channel: signal.subject,
      tokens,
      askedAt: signal.occurredAt,
      createdAt: ctx.app.clock.now(),
    });
    await countCluster(tx, ctx, workspaceId, clusterId, answer);
  });
}

/** The newest messages of the workspace, for telling how alike and how rare. */
export async function recentQuestions(tx: Db, ctx: Context, workspaceId: string): Promise<QuestionMessage[]> {
  const since = new Date(ctx.app.clock.now().getTime() - rememberedDays * 86_400_000);
  return await tx
    .select()
    .from(questionMessages)
    .where(and(eq(questionMessages.workspaceId, workspaceId), gte(questionMessages.askedAt, since)))
    .orderBy(desc(questionMessages.askedAt), desc(questionMessages.id))
    .limit(remembered);
}

async function nearestCluster(tx: Db, ctx: Context, workspaceId: string, tokens: string[]): Promise<string | null> {
  const recent = await recentQuestions(tx, ctx, workspaceId);
  const rarity = new QuestionRarity([...recent.map((message) => message.tokens), tokens]);
  let best: { clusterId: string; similarity: number } | null = null;
  for (const { clusterId, tokens: other } of recent) {
    const similarity = rarity.similarity(tokens, other);
    if (similarity >= sameQuestion && similarity > (best?.similarity ?? 0)) best = { clusterId, similarity };
  }
  return best?.clusterId ?? null;
}

async function beginCluster(tx: Db, ctx: Context, signal: Signal, text: string): Promise<string> {
  const { workspaceId, occurredAt } = signal;
  const now = ctx.app.clock.now();
  const [made] = await tx
    .insert(questionClusters)
    .values({
      workspaceId,
      question: text.slice(0, 500),
      firstAskedAt: occurredAt,
      lastAskedAt: occurredAt,
      createdAt: now,
      updatedAt: now,
    })
    .returning({ id: questionClusters.id });
  if (!made) throw new TypeError("The insert of a question returned no row.");
  return made.id;
}

/** Counts a cluster's messages and people anew; a question that was answered and is asked again is open again. */
export async function countCluster(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  id: string,
  answer: { documentId: string; section: string } | null,
): Promise<void> {
  const own = and(eq(questionClusters.workspaceId, workspaceId), eq(questionClusters.id, id));
  const of = and(eq(questionMessages.workspaceId, workspaceId), eq(questionMessages.clusterId, id));
  const [counts] = await tx
    .select({
      messages: sql<number>`count(*)::int`,
      askers: sql<number>`count(distinct coalesce(asker, id::text))::int`,
      first: sql<string>`min(asked_at)`,
      last: sql<string>`max(asked_at)`,
    })
    .from(questionMessages)
    .where(of);
  const [before] = await tx.select().from(questionClusters).where(own).for("update");
  if (!counts || !before || counts.messages === 0) return;
  const [after] = await tx
    .update(questionClusters)
    .set({
      messageCount: counts.messages,
      askerCount: counts.askers,
      firstAskedAt: new Date(counts.first),
      lastAskedAt: new Date(counts.last),
      ...(before.state === "answered" && counts.messages > before.messageCount ? { state: "open" as const } : {}),
      ...(answer ? { documentId: answer.documentId, documentSection: answer.section } : {}),
      updatedAt: ctx.app.clock.now(),
    })
    .where(own)
    .returning();
  if (after && counts.messages > before.messageCount && repeats.includes(counts.messages)) await tell(tx, ctx, after);
}

async function tell(tx: Db, ctx: Context, cluster: QuestionCluster): Promise<void> {
  const { workspaceId, id: subjectId, question, messageCount: messages, askerCount: askers } = cluster;
  await recordEvent(tx, ctx, questionRepeated, { workspaceId, subjectId, data: { question, messages, askers } });
}
