import type { EventDefinition } from "../../../outbox/define-event.ts";
import { recordEvent } from "../../../outbox/record-event.ts";
import { startRelay } from "../../../outbox/relay.ts";
import type { Actor } from "../../../service/actor.ts";
import { type Context, createContext, systemContext } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { eventually, insertMember, insertWorkspace, startTestApp, type TestApp } from "../../../testing/index.ts";
import { createChannel } from "../../notifications/index.ts";
import type { RuleDefinitionInput } from "../condition/rule-definition.ts";
import { evaluateBatch } from "../evaluation/evaluate-batch.ts";
import { evaluateClock } from "../evaluation/evaluate-clock.ts";
import { createAlertRule } from "../rules/create-alert-rule.ts";

/** A workspace whose log is numbered, whose evaluator is driven by the test, and whose clock can be moved. */
export interface PipelineGround {
  readonly running: TestApp;
  readonly workspaceId: string;
  readonly owner: Actor & { type: "user" };
  /** The owner's context. */
  as(): Context;
  /** A job's context. */
  system(): Context;
  /** Moves the clock to so many seconds after the real one, or to a moment. */
  setClock(at: number | Date): void;
  /** Records refused deliveries of a provider, waits for their numbers, and evaluates them. */
  refuse(provider: string, times?: number): Promise<void>;
  /** Evaluates what time changes. */
  tick(): Promise<void>;
  rule(
    name: string,
    definition: RuleDefinitionInput,
    severity?: "critical" | "error" | "warning" | "info",
  ): Promise<string>;
  /** A channel that takes everything into the members' inboxes. */
  channel(): Promise<string>;
  // biome-ignore lint/suspicious/noExplicitAny: rows of any shape
  rows(table: "alerts" | "notifications" | "events", where?: string): Promise<any[]>;
}

/** What the grounds of one file stand on: they have a workspace each, and a real clock at their beginning. */
export interface Pipeline {
  newGround(): Promise<PipelineGround>;
  close(): Promise<void>;
}

/** Starts the parts that the pipeline needs; no worker runs, so that nothing happens behind the test's back. */
export async function startPipeline(): Promise<Pipeline> {
  const running = await startTestApp();
  const relay = startRelay(running.app);
  const { clock } = running.app;
  return {
    async newGround() {
      Object.assign(running.app, { clock });
      return await makeGround(running);
    },
    async close() {
      await relay.stop();
      await running.close();
    },
  };
}

/** One ground on a pipeline of its own. */
export async function startPipelineGround(): Promise<PipelineGround & Pick<Pipeline, "close">> {
  const pipeline = await startPipeline();
  return { ...(await pipeline.newGround()), close: () => pipeline.close() };
}

async function makeGround(running: TestApp): Promise<PipelineGround> {
  const { app } = running;
  const workspaceId = await insertWorkspace(app);
  const owner = await insertMember(app, workspaceId, "owner");
  const as = () => createContext({ app, actor: owner });
  const system = () => systemContext(app, "test");
  const numbered = async () => {
    const [row] = await app.database.raw`
      select count(*)::int as n from events where workspace_id = ${workspaceId} and position is null`;
    return row?.n === 0;
  };
  return {
    running,
    workspaceId,
    owner,
    as,
    system,
    setClock(at) {
      const now = at instanceof Date ? () => at : () => new Date(Date.now() + at * 1000);
      Object.assign(app, { clock: { now } });
    },
    async refuse(provider, times = 1) {
      const refused = app.eventTypes.get("delivery.refused") as EventDefinition;
      const ctx = system();
      await transact(ctx, { workspaceId, verb: "refuse", input: null }, async (tx) => {
        for (let n = 0; n < times; n += 1) {
          const data = { integrationId: workspaceId, provider, reason: "no signature" };
          await recordEvent(tx, ctx, refused, { workspaceId, subjectId: crypto.randomUUID(), data });
        }
      });
      await eventually(numbered);
      while ((await evaluateBatch(ctx, workspaceId)) === "more");
    },
    async tick() {
      await eventually(numbered);
      await evaluateClock(system(), workspaceId);
    },
    rule: async (name, definition, severity = "error") =>
      (await createAlertRule(as(), { workspaceId, name, severity, definition })).id,
    channel: async () =>
      (
        await createChannel(as(), {
          workspaceId,
          kind: "inbox",
          name: "Inbox",
          settings: [{ name: "audience", value: "everyone" }],
        })
      ).channel.id,
    async rows(table, where = "true") {
      return await app.database.raw.unsafe(
        `select * from ${table} where workspace_id = '${workspaceId}' and ${where} order by ${table === "events" ? "seq" : "id"}`,
      );
    },
  };
}
