import { integrations, signals } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { accessOf, findProvider, ProviderError, type RemoteChange } from "../../integrations/index.ts";
import { parsePatch } from "../detector/parse-patch.ts";
import type { DriftCandidate } from "../document-refs.ts";
import { changeUnexamined } from "../events.ts";
import { deployed, deployedChange } from "./deployed-change.ts";
import { examineChange } from "./examine-change.ts";

export const examineSignalInput = z.object({ workspaceId: z.uuid(), signalId: z.uuid() });

export type ExamineSignalInput = z.input<typeof examineSignalInput>;

type Signal = typeof signals.$inferSelect;
type Integration = typeof integrations.$inferSelect;

/**
 * Asks the provider what a signal changed and compares it with the documents.
 * @throws ProviderError when asking again may help; what will not help is recorded with its reason instead
 */
export async function examineSignal(ctx: Context, input: ExamineSignalInput): Promise<DriftCandidate[]> {
  const { workspaceId, signalId } = parseInput(examineSignalInput, input);
  await authorize(ctx, workspaceId, "documents:write");
  const [found] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ signal: signals, integration: integrations })
      .from(signals)
      .innerJoin(
        integrations,
        and(eq(integrations.workspaceId, signals.workspaceId), eq(integrations.id, signals.integrationId)),
      )
      .where(and(eq(signals.workspaceId, workspaceId), eq(signals.id, signalId))),
  );
  if (!found || found.integration.state === "disconnected") return [];
  const { signal, integration } = found;
  try {
    const remote = await remoteChange(ctx, signal, integration);
    return remote ? await examineChange(ctx, examinedOf(signal, remote)) : [];
  } catch (error) {
    if (!(error instanceof ProviderError) || mayPass(error)) throw error;
    await recordUnexamined(ctx, signal, error);
    return [];
  }
}

async function remoteChange(ctx: Context, signal: Signal, integration: Integration): Promise<RemoteChange | null> {
  if (signal.type === deployed) return await deployedChange(ctx, signal);
  const { changes } = findProvider(signal.provider);
  if (!changes?.signalTypes.includes(signal.type)) return null;
  return await changes.filesOf(await accessOf(ctx, integration), signal);
}

function mayPass({ failure, status }: ProviderError): boolean {
  return failure === "unreachable" || failure === "paused" || failure === "rate_limited" || (status ?? 0) >= 500;
}

function examinedOf(signal: Signal, { key, target, title, message, files, gathers }: RemoteChange) {
  const { workspaceId, id: signalId, url, actor, occurredAt } = signal;
  return {
    workspaceId,
    key,
    signalId,
    target,
    title,
    message,
    url,
    actor,
    occurredAt,
    ...(gathers ? { gathers } : {}),
    files: files.map(({ path, previousPath, status, patch }) => ({
      path,
      previousPath,
      status,
      lines: parsePatch(path, patch),
    })),
  };
}

async function recordUnexamined(ctx: Context, signal: Signal, error: ProviderError): Promise<void> {
  const { workspaceId, id: subjectId, title } = signal;
  const data = { title, reason: error.message, nextStep: error.nextStep ?? "Look at the integration." };
  await transact(ctx, { workspaceId, verb: "examineSignal", input: null }, async (tx) => {
    await recordEvent(tx, ctx, changeUnexamined, { workspaceId, subjectId, data });
  });
}
