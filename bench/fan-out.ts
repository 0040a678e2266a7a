import postgres from "postgres";
import { startBenchServer } from "./bench-server.ts";
import { makeBenchWorkspace } from "./bench-workspace.ts";
import { messageWith, startFarSide } from "./far-side/start-far-side.ts";
import { type Benchmark, type Measure, perSecond, rate } from "./measure.ts";

const sockets = 5000;
const frames = 40;
const subscription = `subscription ($workspaceId: ID!) { events(workspaceId: $workspaceId) { cursor event { id type occurredAt data } } }`;

/** Our hub, from numbered events to 5,000 sockets in another process, against a bare `ws` process that writes the same bytes. */
export const fanOut: Benchmark = {
  name: "fan-out",
  async run(): Promise<Measure[]> {
    const ours = await throughOurHub();
    const bare = await throughBareSockets(ours.frame);
    return [
      {
        what: `Subscription fan-out, ${sockets.toLocaleString("en")} sockets`,
        value: rate(ours.rate),
        against: `bare ws broadcasting the same bytes, ${rate(bare)}`,
        ratio: ours.rate / bare,
        budget: { sign: ">=", ratio: 0.5 },
      },
    ];
  },
};

async function throughOurHub(): Promise<{ rate: number; frame: string }> {
  const server = await startBenchServer();
  const { workspaceId, workspaceUuid, token } = await makeBenchWorkspace(server);
  await server.stopWorking();
  const url = `${server.url.replace("http", "ws").replace("localhost", "127.0.0.1")}/graphql`;
  const clients = startFarSide("sockets", [
    url,
    String(sockets),
    String(frames),
    token,
    subscription,
    JSON.stringify({ workspaceId }),
  ]);
  try {
    await messageWith(clients, "ready");
    const result = messageWith<{ elapsedMs: number; received: number }>(clients, "elapsedMs");
    await recordEvents(server.databaseUrl, workspaceUuid);
    const { elapsedMs, received } = await result;
    const event = {
      id: `evt_${"0".repeat(26)}`,
      type: "service.updated",
      occurredAt: new Date().toISOString(),
      data: { n: 1 },
    };
    const frame = JSON.stringify({
      id: "1",
      type: "next",
      payload: { data: { events: { cursor: "ZToxMjM", event } } },
    });
    return { rate: perSecond(received, elapsedMs), frame };
  } finally {
    clients.kill();
    await server.stop();
  }
}

/** Events as verbs record them, committed together, and one notice to the relay. */
async function recordEvents(url: string, workspaceUuid: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  await sql`
    insert into events (workspace_id, type, subject_type, subject_id, actor_type, actor_name, data)
    select ${workspaceUuid}::uuid, 'service.updated', 'service', uuidv7(), 'system', 'bench', jsonb_build_object('n', n)
    from generate_series(1, ${frames}) as n`;
  await sql`select pg_notify('plumbline_bus', 'w')`;
  await sql.end();
}

async function throughBareSockets(frame: string): Promise<number> {
  const server = startFarSide("bare-broadcast", []);
  const { port } = await messageWith<{ port: number }>(server, "port");
  const clients = startFarSide("sockets", [`ws://127.0.0.1:${port}`, String(sockets), String(frames)]);
  try {
    await messageWith(clients, "ready");
    const result = messageWith<{ elapsedMs: number; received: number }>(clients, "elapsedMs");
    server.send({ frame, times: frames });
    const { elapsedMs, received } = await result;
    return perSecond(received, elapsedMs);
  } finally {
    clients.kill();
    server.kill();
  }
}
