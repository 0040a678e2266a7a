import type { Actor } from "../../../service/actor.ts";
import { type Context, createContext, systemContext } from "../../../service/context.ts";
import { insertMember, insertWorkspace, startTestApp, type TestApp } from "../../../testing/index.ts";

/** A workspace with one environment, `live`, whose clock the test moves; no worker runs, so that nothing happens behind its back. */
export interface ClockGround {
  readonly running: TestApp;
  readonly workspaceId: string;
  readonly environmentId: string;
  readonly owner: Actor & { type: "user" };
  /** The owner's context. */
  as(): Context;
  /** A job's context. */
  system(): Context;
  setClock(at: Date): void;
  // biome-ignore lint/suspicious/noExplicitAny: events of any shape
  events(where: string): Promise<any[]>;
  close(): Promise<void>;
}

export async function startClockGround(begin: Date): Promise<ClockGround> {
  const running = await startTestApp();
  const { app } = running;
  const workspaceId = await insertWorkspace(app);
  const owner = await insertMember(app, workspaceId, "owner");
  const [environment] = await app.database.raw`
    insert into environments (workspace_id, key, name, kind) values (${workspaceId}, 'live', 'Live', 'production') returning id`;
  const setClock = (at: Date) => {
    Object.assign(app, { clock: { now: () => at } });
  };
  setClock(begin);
  return {
    running,
    workspaceId,
    environmentId: environment?.id,
    owner,
    as: () => createContext({ app, actor: owner }),
    system: () => systemContext(app, "test"),
    setClock,
    events: async (where) =>
      await app.database.raw.unsafe(
        `select * from events where workspace_id = '${workspaceId}' and ${where} order by seq`,
      ),
    close: () => running.close(),
  };
}
