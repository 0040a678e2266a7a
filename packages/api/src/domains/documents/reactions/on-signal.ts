import { documentSources, documents, signals } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { defineReaction } from "../../../outbox/define-reaction.ts";
import { enqueue } from "../../../outbox/enqueue.ts";
import { transact } from "../../../service/transact.ts";
import { findProvider } from "../../integrations/index.ts";
import { deployed } from "../change/deployed-change.ts";
import { examineSignalTask } from "../jobs/examine-signal.ts";
import { readSourceTask } from "../jobs/read-source.ts";
import { takeQuestion } from "../question/take-question.ts";

/** A merged pull request is also a push; a while later the change is known by the one that has a title. */
const pushWaitsMs = 15_000;

/** What a signal sets off here: its change is examined, the documents that it may have changed are read, a question is kept. */
export const onSignal = defineReaction({
  name: "documents.follow-signal",
  description: "Examines what a signal changed, reads documents again that it names, and keeps questions.",
  on: ["signal.received"],
  async run(ctx, { workspaceId, subjectId }) {
    const [signal] = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select()
        .from(signals)
        .where(and(eq(signals.workspaceId, workspaceId), eq(signals.id, subjectId))),
    );
    if (!signal) return;
    const provider = findProvider(signal.provider);
    const place = provider.documents?.changedTarget(signal) ?? null;
    const sources = place ? await sourcesAt(signal.integrationId, place) : [];
    const examined =
      (signal.type === deployed || provider.changes?.signalTypes.includes(signal.type)) && (await hasDocuments());
    if (examined || sources.length > 0) {
      await transact(ctx, { workspaceId, verb: "followSignal", input: null }, async (tx) => {
        const later = new Date(ctx.app.clock.now().getTime() + pushWaitsMs);
        const wait = signal.type === "pull_request.merged" ? {} : { runAt: later };
        if (examined) await enqueue(tx, examineSignalTask, { workspaceId, signalId: signal.id }, wait);
        for (const { id } of sources) await enqueue(tx, readSourceTask, { workspaceId, sourceId: id });
      });
    }
    if (signal.type === "message.posted") await takeQuestion(ctx, signal);

    /** Confluence's signals name a space by its key alone; its targets hold the site before it. */
    async function sourcesAt(integrationId: string, target: string) {
      const rows = await ctx.reads.workspace(workspaceId, (db) =>
        db
          .select()
          .from(documentSources)
          .where(and(eq(documentSources.workspaceId, workspaceId), eq(documentSources.integrationId, integrationId))),
      );
      return rows.filter((source) => source.target === target || source.target.endsWith(`/${target}`));
    }

    async function hasDocuments(): Promise<boolean> {
      const rows = await ctx.reads.workspace(workspaceId, (db) =>
        db.select({ id: documents.id }).from(documents).where(eq(documents.workspaceId, workspaceId)).limit(1),
      );
      return rows.length > 0;
    }
  },
});
