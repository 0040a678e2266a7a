import { createHash } from "node:crypto";
import { callerOf } from "../../../service/actor.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { IdempotencyConflictError, InvalidInputError } from "../../../service/errors.ts";
import { wakeGrouping } from "../error-groups/reading/wake-grouping.ts";
import { signErrors } from "../grouping/sign-errors.ts";
import { logSettingsOf } from "../limits/log-settings-of.ts";
import { usageOf } from "../limits/log-usage.ts";
import { requireVolume, today } from "../limits/require-volume.ts";
import { takeRate } from "../limits/take-rate.ts";
import { type LogDoor, noteSource } from "../sources/note-source.ts";
import type { NewLogEntry } from "../store/log-entry.ts";
import type { LogBatchAnswer } from "../store/log-store.ts";
import { appendTogether } from "./append-together.ts";
import { clientOf } from "./client-of.ts";
import type { IncomingEntry } from "./incoming-entry.ts";
import { IntakeNotes } from "./intake-notes.ts";
import { prepareBatch } from "./prepare-batch.ts";

export interface IngestLogsInput {
  workspaceId: string;
  door: LogDoor;
  /** What was sent, uncompressed: it counts to the day's volume, and a repeated key must come with the same. */
  body: Buffer;
  /** Reads the body; what is no entry goes into the notes. Called once the workspace may send. */
  read(body: Buffer, notes: IntakeNotes): IncomingEntry[];
}

/**
 * Takes a batch of entries. It is stored and committed before this answers; with an idempotency key, once.
 * @throws RateLimitedError beyond the workspace's entries a second or bytes a day; then nothing is stored
 * @throws IdempotencyConflictError when the key came with another body within a day
 */
export async function ingestLogs(ctx: Context, input: IngestLogsInput): Promise<LogBatchAnswer> {
  const { app } = ctx;
  const { workspaceId, body } = input;
  await authorize(ctx, workspaceId, "logs:write");
  const settings = await logSettingsOf(app, workspaceId);
  await requireVolume(app, workspaceId, body.length, settings.bytesPerDay);
  const notes = new IntakeNotes();
  const incoming = input.read(body, notes);
  takeRate(app, workspaceId, incoming.length, settings.entriesPerSecond);
  const receivedAt = app.clock.now();
  const { entries: prepared, counts } = prepareBatch(incoming, { notes, receivedAt, ...settings });
  const { entries, errors } = await signErrors(workspaceId, prepared);
  const answer = { accepted: entries.length, rejected: notes.rejected, message: notes.message() };
  const environmentId = ctx.actor.type === "api_key" ? ctx.actor.environmentId : null;
  const once = batchKey(ctx, body, answer);
  if (entries.length > 0 || once) {
    const appended = await appendTogether(app, workspaceId, { entries, environmentId, receivedAt, ...once });
    if (appended.state === "known") return appended.answer;
    if (appended.state === "other") throw otherBatch();
  }
  const amount = { entries: entries.length, bytes: body.length, rejected: notes.rejected, redacted: counts };
  usageOf(app).add(workspaceId, today(app), amount);
  if (entries.length > 0) {
    noteSources(ctx, input, entries, receivedAt);
    if (errors > 0) wakeGrouping(app, workspaceId);
  }
  return answer;
}

/** Keys of different senders are different keys. */
function batchKey(ctx: Context, body: Buffer, answer: LogBatchAnswer) {
  const { idempotencyKey } = ctx;
  if (!idempotencyKey) return null;
  if (idempotencyKey.length > 255)
    throw new InvalidInputError([{ path: ["Idempotency-Key"], message: "must have at most 255 characters." }]);
  const fingerprint = createHash("sha256").update(body).digest("hex");
  return { once: { key: `${callerOf(ctx.actor)}/${idempotencyKey}`, fingerprint, answer } };
}

function otherBatch(): IdempotencyConflictError {
  return new IdempotencyConflictError(
    "This idempotency key was used in the last 24 hours for another batch.",
    "Give every batch a key of its own, and keep it when the same batch is sent again.",
  );
}

function noteSources(
  { app, actor }: Context,
  { workspaceId, door }: IngestLogsInput,
  entries: readonly NewLogEntry[],
  at: Date,
) {
  if (actor.type !== "api_key") return;
  const perService = new Map<string, { entries: number; client: string | null }>();
  for (const { source } of entries) {
    const known = perService.get(source.service);
    if (known) known.entries += 1;
    else perService.set(source.service, { entries: 1, client: clientOf(source) });
  }
  for (const [service, { entries: count, client }] of perService)
    noteSource(app, { workspaceId, apiKeyId: actor.apiKeyId, service, door, client, entries: count, at });
}
