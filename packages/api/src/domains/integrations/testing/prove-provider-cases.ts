import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeId } from "../../../graphql/ids.ts";
import { eventually } from "../../../testing/eventually.ts";
import { makeWorkspace, type TestWorkspace } from "../../../testing/make-workspace.ts";
import { startTestServer, type TestServer } from "../../../testing/start-test-server.ts";
import { chooseTargets } from "../choose-targets.ts";
import { connectIntegration } from "../connect-integration.ts";
import { listOfferedTargets } from "../list-offered-targets.ts";
import { pollIntegration } from "../poll-integration.ts";
import { requireIntegration } from "../require-integration.ts";
import { goThroughConnect } from "./go-through-connect.ts";
import { systemOf } from "./open-webhook-door.ts";
import type { Happening, ProviderCase } from "./provider-case.ts";
import { startTwin, type Twin } from "./start-twin.ts";

let twin: Twin;
let server: TestServer;
let workspace: TestWorkspace;
/** The APIs refuse every token. */
let refusing = false;
const raw = () => server.app.database.raw;
const workspaceId = () => decodeId("ws", workspace.id);
const rowOf = async (id: string) => (await raw()`select * from integrations where id = ${id}`)[0];
/** A case is written before its far side has an address. */
const placed = (text: string) => text.replace("{twin}", twin.url).replace("{host}", new URL(twin.url).host);

/**
 * Connects and polls each case against its far side: bad credentials are refused in the provider's own words and store nothing; good
 * ones prove the account, offer what there is to watch, and each poll tells what is new and only that; a refusal shows.
 */
export function proveProviderCases(cases: readonly ProviderCase[]): void {
  const happened = new Map(cases.map(({ slug }) => [slug, [] as Happening[]]));
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

  describe.each(cases)("$slug", (one) => {
    test("bad credentials store nothing and show the provider's own reason", async () => {
      const refused = await connect(one, false);
      expect("said" in refused && refused.said).toContain(one.refusal);
      expect(await raw()`select id from integrations where provider = ${one.slug}`).toHaveLength(0);
    });

    test("good ones prove the account, offer what to watch, and each poll tells what is new and only that", async () => {
      await provePolls(one, happened.get(one.slug) ?? []);
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
}

async function connect(one: ProviderCase, good: boolean): Promise<{ id: string } | { said: string }> {
  if (one.fields) {
    const given = Object.entries(good ? one.fields.good : one.fields.bad);
    const fields = given.map(([name, value]) => ({ name, value: placed(value) }));
    const input = { workspaceId: workspaceId(), provider: one.slug, mode: "polling" as const, fields };
    const made = await connectIntegration(systemOf(server), input).catch((error: Error) => error);
    return made instanceof Error ? { said: made.message } : { id: made.integration.id };
  }
  const before = Object.fromEntries(Object.entries(one.before ?? {}).map(([name, value]) => [`field.${name}`, value]));
  const flow = await goThroughConnect(server, workspace, one.slug, { mode: "polling", ...before });
  const back = await flow.comeBack({ code: good ? "good" : "bad" });
  return back.status === 302 ? { id: flow.integrationIn(back) } : { said: await back.text() };
}

async function provePolls(one: ProviderCase, happened: Happening[]): Promise<void> {
  const made = await connect(one, true);
  expect(made).toHaveProperty("id");
  const id = "id" in made ? made.id : "";
  expect(await rowOf(id)).toMatchObject({ state: "authorised", account: placed(one.account), mode: "polling" });
  const ctx = systemOf(server);
  if (one.targets) {
    const integration = await requireIntegration(ctx, id, "integrations:read");
    const offered = await listOfferedTargets(ctx, integration);
    expect(offered.map((target) => target.id)).toEqual(one.targets.offered);
    await chooseTargets(ctx, { integrationId: id, targets: [...one.targets.chosen] });
    await eventually(async () => (await rowOf(id))?.last_polled_at);
  }
  const poll = async () => {
    await pollIntegration(ctx, { workspaceId: workspaceId(), integrationId: id });
    expect(await rowOf(id)).toMatchObject({ poll_failures: 0 });
    return await raw()`select type, subject, key from signals where integration_id = ${id} order by id`;
  };
  expect(await poll()).toEqual([]);
  for (const number of [1, 2]) {
    // Some providers write whole seconds; the next one is surely after the last poll.
    happened.push({ number, at: new Date(Math.ceil(Date.now() / 1000) * 1000) });
    const found = await poll();
    expect(found).toHaveLength(number);
    expect(found.at(-1)?.type).toBe(one.tells.type);
    expect(found.at(-1)?.subject).toContain(one.tells.subject);
  }
  expect(await poll()).toHaveLength(2);
  expect(await rowOf(id)).toMatchObject({ state: "live" });
}
