import { createApp } from "../packages/api/src/app.ts";
import { completeConfig, loadConfig } from "../packages/api/src/config.ts";
import { connectIntegration } from "../packages/api/src/domains/integrations/connect-integration.ts";
import { addProvider } from "../packages/api/src/domains/integrations/find-provider.ts";
import { pollDueTask } from "../packages/api/src/domains/integrations/jobs/poll-due.ts";
import {
  type ProviderTwin,
  startProviderTwin,
} from "../packages/api/src/domains/integrations/testing/provider-twin.ts";
import { twinProvider } from "../packages/api/src/domains/integrations/testing/twin-provider.ts";
import { startWorker } from "../packages/api/src/jobs/start-worker.ts";
import { jobs } from "../packages/api/src/registry.gen.ts";
import { systemContext } from "../packages/api/src/service/context.ts";
import { insertWorkspace } from "../packages/api/src/testing/insert-workspace.ts";
import { startBenchPostgres } from "./bench-server.ts";
import { type Benchmark, inParallel, type Measure, quantile } from "./measure.ts";

const polled = 300;
const hooked = 200;
const intervalSeconds = 60;
/** Minutes that are measured, after one to warm up. */
const minutes = 4;

type App = ReturnType<typeof createApp>;

/**
 * 500 integrations on one worker: 300 polled every minute, 200 by webhook, all compared with their provider while that goes on.
 * The far side is a twin in this process, so its work counts against us too.
 */
export const integrations: Benchmark = {
  name: "integrations",
  async run(): Promise<Measure[]> {
    const postgres = await startBenchPostgres();
    const twin = await startProviderTwin();
    const takeOut = addProvider(twinProvider);
    const { TWIN_URL, ...env } = {
      LOG_LEVEL: "error",
      PLUMBLINE_DATA: postgres.dataDir,
      OUTBOUND_ALLOW: "127.0.0.1",
      TWIN_URL: twin.url,
    };
    const app = createApp(completeConfig(loadConfig({ ...env, TWIN_URL }), { databaseUrl: postgres.url }));
    await app.outbox.bus.ready();
    const worker = await startWorker(app, { jobs });
    try {
      await connectAll(app);
      return await measure(app, twin);
    } finally {
      await worker.stop();
      await app.close();
      takeOut();
      await twin.close();
      await postgres.stop();
    }
  },
};

async function connectAll(app: App): Promise<void> {
  const workspaceId = await insertWorkspace(app);
  await inParallel(polled + hooked, 4, async (index) => {
    await connectIntegration(systemContext(app, "bench"), {
      workspaceId,
      provider: "twin",
      mode: index < polled ? "polling" : "webhook",
      fields: [{ name: "accessToken", value: `token-${index}` }],
    });
  });
}

async function measure(app: App, twin: ProviderTwin): Promise<Measure[]> {
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  // The cron's own minute; called here so that the run does not wait for the clock's next one.
  const tick = setInterval(() => void pollDueTask.run(systemContext(app, "bench"), {}), 30_000);
  await pollDueTask.run(systemContext(app, "bench"), {});
  await sleep(60_000);
  const rssBefore = settledRss();
  twin.asked.length = 0;
  const watch = watchPolls(twin);
  const comparing = compareAll(app);
  await sleep(minutes * 60_000);
  clearInterval(tick);
  const { gaps, missing } = watch.stop();
  const rssAfter = settledRss();
  const compared = await comparing;
  const lags = gaps.map((gap) => Math.max(0, gap - intervalSeconds));
  const onTime = gaps.filter((gap) => gap <= intervalSeconds * 1.25).length / (gaps.length + missing);
  const p99 = quantile(lags, 0.99);
  const growth = (rssAfter - rssBefore) / rssBefore;
  return [
    {
      what: "Polls on time, 300 integrations beside 200 by webhook",
      value: `${(onTime * 100).toFixed(1)} % of ${gaps.length + missing}`,
      against: `an interval of ${intervalSeconds} s and a quarter of it`,
      ratio: onTime,
      budget: { sign: ">=", ratio: 0.99 },
    },
    {
      what: "Lag of a poll, p99",
      value: `${p99.toFixed(1)} s`,
      against: `its interval, ${intervalSeconds} s`,
      ratio: p99 / intervalSeconds,
      budget: { sign: "<=", ratio: 0.25 },
    },
    {
      what: "500 integrations compared with their provider, while polls go on",
      value: `${compared.seconds.toFixed(1)} s for ${compared.count}`,
      against: "the hour that they have",
      ratio: compared.count < polled + hooked ? Number.POSITIVE_INFINITY : compared.seconds / 3_600,
      budget: { sign: "<=", ratio: 0.1 },
    },
    {
      what: `Memory after ${minutes} minutes of it`,
      value: `${Math.round(rssAfter / 2 ** 20)} MB`,
      against: `memory after the first minute, ${Math.round(rssBefore / 2 ** 20)} MB`,
      ratio: 1 + growth,
      budget: { sign: "<=", ratio: 1.2 },
    },
  ];
}

/** Seconds between the polls of each integration, as the far side saw them. */
function watchPolls(twin: ProviderTwin): { stop(): { gaps: number[]; missing: number } } {
  const last = new Map<string, number>();
  const gaps: number[] = [];
  const startedAt = performance.now();
  const look = setInterval(() => {
    const now = performance.now();
    for (const { path, authorization } of twin.asked.splice(0)) {
      if (path !== "/facts") continue;
      const before = last.get(authorization);
      if (before !== undefined) gaps.push((now - before) / 1000);
      last.set(authorization, now);
    }
  }, 100);
  return {
    stop() {
      clearInterval(look);
      const end = performance.now();
      const overdue = [...last.values()].filter((at) => (end - at) / 1000 > intervalSeconds * 1.25).length;
      const never = (end - startedAt) / 1000 > intervalSeconds * 1.25 ? polled - last.size : 0;
      return { gaps, missing: overdue + never };
    },
  };
}

/** Has the hourly comparison of all begin now instead of in even steps over the hour. */
async function compareAll(app: App): Promise<{ seconds: number; count: number }> {
  const { raw } = app.database;
  const startedAt = performance.now();
  await raw`
    select plumbline.enqueue('integrations.reconcile', json_build_object('integrationId', id, 'trigger', 'schedule'), now(), 2, null::text)
    from integrations`;
  app.outbox.wakeWorkers();
  for (;;) {
    const [row] = await raw`select count(*)::int as n from reconciliations where problem is null`;
    const seconds = (performance.now() - startedAt) / 1000;
    if (row?.n >= polled + hooked || seconds > minutes * 60) return { seconds, count: row?.n as number };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function settledRss(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss;
}
