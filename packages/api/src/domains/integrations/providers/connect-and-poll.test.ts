import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeId } from "../../../graphql/ids.ts";
import { eventually } from "../../../testing/eventually.ts";
import { makeWorkspace, type TestWorkspace } from "../../../testing/make-workspace.ts";
import { startTestServer, type TestServer } from "../../../testing/start-test-server.ts";
import { chooseTargets } from "../choose-targets.ts";
import { connectIntegration } from "../connect-integration.ts";
import { listOfferedTargets } from "../list-offered-targets.ts";
import { loadIntegration } from "../load-integration.ts";
import { pollIntegration } from "../poll-integration.ts";
import { discordTwin } from "../testing/discord-twin.ts";
import { goThroughConnect } from "../testing/go-through-connect.ts";
import { googleAdsTwin } from "../testing/google-ads-twin.ts";
import { klaviyoTwin } from "../testing/klaviyo-twin.ts";
import { metaAdsTwin } from "../testing/meta-ads-twin.ts";
import { systemOf } from "../testing/open-webhook-door.ts";
import type { Happening, ProviderCase } from "../testing/provider-case.ts";
import { spotifyTwin } from "../testing/spotify-twin.ts";
import { startTwin, type Twin } from "../testing/start-twin.ts";
import { tiktokAdsTwin } from "../testing/tiktok-ads-twin.ts";
import { xTwin } from "../testing/x-twin.ts";
import { yotpoTwin } from "../testing/yotpo-twin.ts";
import { youtubeTwin } from "../testing/youtube-twin.ts";

const cases: ProviderCase[] = [
  youtubeTwin,
  googleAdsTwin,
  spotifyTwin,
  discordTwin,
  xTwin,
  metaAdsTwin,
  tiktokAdsTwin,
  klaviyoTwin,
  yotpoTwin,
];
const happened = new Map(cases.map(({ slug }) => [slug, [] as Happening[]]));

/** The APIs refuse every token. */
let refusing = false;
let twin: Twin;
let server: TestServer;
let workspace: TestWorkspace;

beforeAll(async () => {
  const far = cases.map(({ slug, routes }) => routes(happened.get(slug) ?? []));
  twin = await startTwin((asked) => {
    // The token endpoints go on: a token that is renewed and still refused is the harder case.
    if (refusing && !asked.path.includes("token")) return [401, { message: "Refused by the twin" }];
    for (const routes of far) {
      const answer = routes(asked);
      if (answer) return answer;
    }
    return null;
  });
  const env = Object.assign({}, ...cases.map((one) => one.env(twin.url))) as Record<string, string>;
  server = await startTestServer({ env });
  workspace = await makeWorkspace(server);
});
afterAll(async () => {
  await server?.close();
  await twin?.close();
});

const raw = () => server.app.database.raw;
const workspaceId = () => decodeId("ws", workspace.id);
const pairs = (fields: Record<string, string>) => Object.entries(fields).map(([name, value]) => ({ name, value }));

async function connect(one: ProviderCase, good: boolean): Promise<{ id: string } | { said: string }> {
  if (one.fields) {
    const fields = pairs(good ? one.fields.good : one.fields.bad);
    const input = { workspaceId: workspaceId(), provider: one.slug, mode: "polling" as const, fields };
    const made = await connectIntegration(systemOf(server), input).catch((error: Error) => error);
    return made instanceof Error ? { said: made.message } : { id: made.integration.id };
  }
  const flow = await goThroughConnect(server, workspace, one.slug, {
    mode: "polling",
    ...Object.fromEntries(Object.entries(one.before ?? {}).map(([name, value]) => [`field.${name}`, value])),
  });
  const back = await flow.comeBack({ code: good ? "good" : "bad" });
  return back.status === 302 ? { id: flow.integrationIn(back) } : { said: await back.text() };
}

const rowOf = async (id: string) => (await raw()`select * from integrations where id = ${id}`)[0];
const signalsOf = async (id: string) =>
  await raw()`select type, subject, key from signals where integration_id = ${id} order by id`;

describe.each(cases)("$slug", (one) => {
  test("bad credentials store nothing and show the provider's own reason", async () => {
    const refused = await connect(one, false);
    expect("said" in refused && refused.said).toContain(one.refusal);
    const rows = await raw()`select id from integrations where provider = ${one.slug}`;
    expect(rows).toHaveLength(0);
  });

  test("good ones prove the account, offer what to watch, and each poll tells what is new and only that", async () => {
    const made = await connect(one, true);
    expect(made).toHaveProperty("id");
    const id = "id" in made ? made.id : "";
    expect(await rowOf(id)).toMatchObject({ state: "authorised", account: one.account, mode: "polling" });
    const ctx = systemOf(server);
    if (one.targets) {
      const integration = await loadIntegration(ctx, workspaceId(), id);
      const offered = await listOfferedTargets(ctx, integration as NonNullable<typeof integration>);
      expect(offered.map((target) => target.id)).toEqual(one.targets.offered);
      await chooseTargets(ctx, { integrationId: id, targets: [...one.targets.chosen] });
      await eventually(async () => (await rowOf(id))?.last_polled_at);
    }
    const poll = async () => {
      await pollIntegration(ctx, { workspaceId: workspaceId(), integrationId: id });
      expect(await rowOf(id)).toMatchObject({ poll_failures: 0 });
      return await signalsOf(id);
    };
    expect(await poll()).toEqual([]);
    for (const number of [1, 2]) {
      // Some providers write whole seconds; the next one is surely after the last poll.
      happened.get(one.slug)?.push({ number, at: new Date(Math.ceil(Date.now() / 1000) * 1000) });
      const found = await poll();
      expect(found).toHaveLength(number);
      expect(found.at(-1)?.type).toBe(one.tells.type);
      expect(found.at(-1)?.subject).toContain(one.tells.subject);
    }
    expect(await poll()).toHaveLength(2);
    expect(await rowOf(id)).toMatchObject({ state: "live" });
  });

  test("a refusal while polling shows why and what to do", async () => {
    const [row] = await raw()`select id from integrations where provider = ${one.slug}`;
    refusing = true;
    try {
      await pollIntegration(systemOf(server), { workspaceId: workspaceId(), integrationId: row?.id });
    } finally {
      refusing = false;
    }
    const degraded = (await rowOf(row?.id))?.evidence.degraded;
    expect(degraded.reason).toContain("Refused by the twin");
    expect(degraded.nextStep).toBeTruthy();
  });
});
