import type { Db } from "@plumbline/db";
import { alerts, signals } from "@plumbline/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import type { SeenEvent } from "../evaluation/seen-event.ts";
import type { Alert } from "./alert-ref.ts";
import { closeAlert } from "./close-alert.ts";
import { markAcknowledged } from "./mark-acknowledged.ts";
import { newestOf } from "./open-alert.ts";
import { raiseAlert } from "./raise-alert.ts";
import { type InboundAlert, inboundDeeds, readInbound } from "./read-inbound.ts";

type Signal = typeof signals.$inferSelect;

/** Takes in what other systems say of their alerts, in the order of the log: opened, acknowledged and resolved by them. */
export async function takeInbound(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  events: readonly SeenEvent[],
): Promise<void> {
  const told = events.filter(({ type, data }) => type === "signal.received" && String(data.type) in inboundDeeds);
  if (told.length === 0) return;
  const ids = told.map(({ subjectId }) => subjectId);
  const rows = await tx
    .select()
    .from(signals)
    .where(and(eq(signals.workspaceId, workspaceId), inArray(signals.id, ids)));
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const event of told) {
    const signal = byId.get(event.subjectId);
    // Without one it has gone with its integration meanwhile.
    if (signal) await takeSignal(tx, ctx, signal, event.id);
  }
}

async function takeSignal(tx: Db, ctx: Context, signal: Signal, eventId: string): Promise<void> {
  const { workspaceId, occurredAt: at, title } = signal;
  const inbound = readInbound(signal);
  const { deed, echoOf, actor, ...said } = inbound;
  if (deed === "fire") {
    if (echoOf && (await alertById(tx, workspaceId, echoOf))) return;
    const samples = [{ eventId, at: at.toISOString(), title }];
    await raiseAlert(tx, ctx, { ...said, workspaceId, at, samples });
    return;
  }
  const alert = await findTold(tx, workspaceId, inbound);
  if (!alert || alert.state === "resolved") return;
  const by = actor ? `${actor} (${said.source})` : said.source;
  if (deed === "acknowledge") await markAcknowledged(tx, ctx, alert, { by, comment: "" });
  else await closeAlert(tx, ctx, alert, { by: "source", cause: `${by} says that it is over.`, at });
}

async function findTold(
  tx: Db,
  workspaceId: string,
  { echoOf, source, fingerprint }: InboundAlert,
): Promise<Alert | null> {
  const own = echoOf && (await alertById(tx, workspaceId, echoOf));
  return own || (await newestOf(tx, workspaceId, `${source}:${fingerprint}`));
}

async function alertById(tx: Db, workspaceId: string, id: string): Promise<Alert | null> {
  const [alert] = await tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.id, id)))
    .for("update");
  return alert ?? null;
}
