import postgres from "postgres";
import { makeLogGround } from "../packages/api/src/domains/logs/testing/log-ground.ts";
import { startBenchServer } from "./bench-server.ts";
import { messageWith, startFarSide } from "./far-side/start-far-side.ts";
import { type Benchmark, type Measure, perSecond, rate } from "./measure.ts";

const batchSize = 5000;
const batches = 20;
const width = 2;
const rounds = 3;

/**
 * Entries through the OTLP door (protobuf, keyed batches stored and committed before they are answered, redacted, under row security,
 * partitioned and indexed), beside COPY of the same rows in the same batches into a bare table of the same columns: no row security, no
 * partitions, no index, nothing checked. Both with as many connections. The sender of each is a process of its own.
 */
export const logIngest: Benchmark = {
  name: "log-ingest",
  async run(): Promise<Measure[]> {
    process.env.LOG_ENTRIES_PER_SECOND = "10000000";
    process.env.LOG_BYTES_PER_DAY = "1000000000000";
    const server = await startBenchServer();
    const sql = postgres(server.databaseUrl, { max: 1, onnotice: () => {}, connection: { search_path: "public" } });
    try {
      const { apiKey } = await makeLogGround(server as never);
      await server.stopWorking();
      await sql`create table bare_entries (like log_entries including defaults)`;
      const door = () => far("log-batches", [`${server.url}/v1/logs`, apiKey]);
      const bare = () => far("copy-batches", [server.databaseUrl]);
      // The first round makes the partition and warms both.
      await door();
      await bare();
      const ratios: { door: number; bare: number }[] = [];
      for (let round = 0; round < rounds; round += 1) ratios.push({ bare: await bare(), door: await door() });
      ratios.sort((a, b) => a.door / a.bare - b.door / b.bare);
      const middle = ratios[Math.floor(rounds / 2)] as (typeof ratios)[number];
      return [
        {
          what: `Log entries through the OTLP door, batches of ${batchSize.toLocaleString("en")}`,
          value: rate(middle.door),
          against: `bare COPY of the same rows and batches, ${rate(middle.bare)} (middle of ${rounds} rounds)`,
          ratio: middle.door / middle.bare,
          budget: { sign: ">=", ratio: 0.5 },
        },
      ];
    } finally {
      await sql.end();
      await server.stop();
    }
  },
};

/** @returns entries a second */
async function far(name: string, args: string[]): Promise<number> {
  const child = startFarSide(name, [...args, String(batchSize), String(batches), String(width)]);
  const { elapsedMs } = await messageWith<{ elapsedMs: number }>(child, "elapsedMs");
  child.kill();
  return perSecond(batchSize * batches, elapsedMs);
}
