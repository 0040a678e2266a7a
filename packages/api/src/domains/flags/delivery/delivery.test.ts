import type { FlagDefinition, Snapshot } from "@plumbline/sdk/flags";
import { afterAll, beforeAll, expect, it } from "vitest";
import { decodeId } from "../../../graphql/ids.ts";
import { systemContext } from "../../../service/context.ts";
import {
  type FlagGround,
  graphqlOver,
  makeFlagGround,
  startTestApp,
  startTestServer,
  type TestApp,
  type TestServer,
} from "../../../testing/index.ts";
import { exposureBuffer } from "../exposure/exposure-buffer.ts";
import { purgeDecisions } from "../jobs/purge-decisions.ts";
import { purgeExposures } from "../jobs/purge-exposures.ts";
import { changedFlags } from "./changed-flags.ts";
import { snapshotCache } from "./snapshot-cache.ts";

let server: TestServer;
let other: TestApp;
let ground: FlagGround;

beforeAll(async () => {
  server = await startTestServer();
  other = await startTestApp({ databaseUrl: server.databaseUrl, env: { PLUMBLINE_DATA: server.dataDir } });
  ground = await makeFlagGround(server);
});
afterAll(async () => {
  await other?.close();
  await server?.close();
});

it("builds a snapshot once for all processes, catches up by deltas, and builds anew where they are gone", async () => {
  const flagId = await ground.makeFlag({ key: "checkout" });
  const place = {
    workspaceId: decodeId("ws", ground.workspace.id),
    environmentId: decodeId("env", ground.environmentId),
  };
  const [here, there] = [snapshotCache(server.app), snapshotCache(other.app)];
  const first = await here.get(place, true);
  expect(await here.get(place)).toBe(first);
  const stored = await there.get(place);
  expect(stored.snapshot).toEqual(first.snapshot);
  expect(here.reads).toMatchObject({ memory: 1, built: 1 });
  expect(there.reads).toEqual({ memory: 0, changed: 0, stored: 1, built: 0 });

  await ground.configure(flagId, { enabled: false });
  const changed = await there.get(place, true);
  expect(changed.since).toEqual({ version: first.snapshot.version, flags: new Set(["checkout"]) });
  expect(changed.compiled.evaluate("checkout")).toMatchObject({ value: false, reason: "DISABLED" });
  expect(there.reads).toMatchObject({ changed: 1, built: 0 });

  await ground.configure(flagId, { enabled: true });
  await server.app.database.raw`delete from flag_deltas`;
  await ground.configure(flagId, { rollout: { percentage: 50 } });
  const rebuilt = await there.get(place, true);
  expect(rebuilt.snapshot.version).toBe(changed.snapshot.version + 2);
  expect(rebuilt.snapshot.flags).toMatchObject([{ key: "checkout", enabled: true, rollout: { percentage: 50 } }]);
  expect(there.reads).toMatchObject({ built: 1 });
});

it("gives rules to secret keys of the environment and to members, and to nobody else", async () => {
  const query = "query ($id: ID) { flagSnapshot(environmentId: $id) { version cursor snapshot } }";
  const ask = (id: string | null, who: { token?: string; cookie?: string }) =>
    graphqlOver(server.url, query, { id }, who);
  const codeOf = async (answer: ReturnType<typeof ask>) => (await answer).errors?.[0]?.extensions.code;
  const own = await ask(null, { token: ground.secretKey });
  expect(own.data.flagSnapshot.snapshot).toMatchObject({ environment: "production", flags: [{ key: "checkout" }] });
  expect((await ask(ground.environmentId, { cookie: ground.workspace.owner.cookie })).data.flagSnapshot).toMatchObject({
    version: own.data.flagSnapshot.version,
  });
  const stranger = await makeFlagGround(server);
  expect(await codeOf(ask(ground.environmentId, { cookie: stranger.workspace.owner.cookie }))).toBe("NOT_FOUND");
  expect(await codeOf(ask(ground.environmentId, { token: stranger.secretKey }))).toBe("NOT_FOUND");
  expect(await codeOf(ask(null, { cookie: ground.workspace.owner.cookie }))).toBe("INVALID_INPUT");
  expect(await codeOf(ask(ground.environmentId, {}))).toBe("UNAUTHENTICATED");
  expect(await codeOf(ask(null, { token: ground.publishableKey }))).toBe("FORBIDDEN");
});

it("forgets old counts and silent sources, and keeps the others", async () => {
  const { raw } = server.app.database;
  const [key] = await raw`select id, workspace_id, environment_id from api_keys limit 1`;
  await raw`
    insert into flag_sources (workspace_id, environment_id, api_key_id, sdk, sdk_version, last_seen_at)
    select ${key?.workspace_id}, ${key?.environment_id}, ${key?.id}, 'test', days::text, now() - make_interval(days => days)
    from unnest(array[89, 91]) days`;
  await raw`
    insert into flag_exposures (workspace_id, environment_id, flag_id, hour, variant, count, last_at)
    select workspace_id, ${key?.environment_id}, id, date_trunc('hour', now()) - make_interval(days => days), 'on', 1, now()
    from (select * from flags where workspace_id = ${key?.workspace_id} limit 1) f, unnest(array[399, 401]) days`;
  await raw`
    insert into flag_decisions (workspace_id, environment_id, flag_id, minute, step, rule_id, count)
    select workspace_id, ${key?.environment_id}, id, date_trunc('minute', now()) - make_interval(mins => age), 'purged', '', 1
    from (select * from flags where workspace_id = ${key?.workspace_id} limit 1) f, unnest(array[110, 122]) age`;
  await purgeDecisions.run(systemContext(server.app, "test"), {});
  const decisions = await raw`select now() - minute < '2 hours' as young from flag_decisions where step = 'purged'`;
  expect([...decisions]).toEqual([{ young: true }]);
  await purgeExposures.run(systemContext(server.app, "test"), {});
  expect(await raw`select sdk_version from flag_sources where sdk = 'test'`).toEqual([{ sdk_version: "89" }]);
  const [left] = await raw`select count(*)::int as n, max(now() - hour) < '400 days' as young from flag_exposures`;
  expect(left).toEqual({ n: 1, young: true });
});

it("lists a new SDK of a key whose places were taken by names that went silent", async () => {
  const { raw } = server.app.database;
  const [key] = await raw`
    select id, workspace_id, environment_id from api_keys where kind = 'publishable' and workspace_id = ${decodeId("ws", ground.workspace.id)}`;
  await raw`delete from flag_sources where api_key_id = ${key?.id}`;
  await raw`
    insert into flag_sources (workspace_id, environment_id, api_key_id, sdk, sdk_version, last_seen_at)
    select ${key?.workspace_id}, ${key?.environment_id}, ${key?.id}, 'made-up-' || n, '1',
      now() - case when n < 4 then interval '11 minutes' else interval '1 minute' end
    from generate_series(1, 50) n`;
  const report = (name: string) =>
    fetch(`${server.url}/flags/v1/exposures`, {
      method: "POST",
      headers: { authorization: `Bearer ${ground.publishableKey}`, "content-type": "application/json" },
      body: JSON.stringify({
        sdk: { name, version: "9.9" },
        evaluations: [{ flag: "checkout", variant: "on", count: 1 }],
      }),
    });
  for (const name of ["real-a", "real-b", "real-c", "real-d"]) {
    expect((await report(name)).status).toBe(202);
    await exposureBuffer(server.app).tell();
  }
  const listed = await raw`select sdk from flag_sources where api_key_id = ${key?.id} order by sdk desc`;
  expect(listed).toHaveLength(50);
  // Three were silent for longer than ten minutes; nobody who was heard of since gives way.
  expect(listed.slice(0, 4).map(({ sdk }) => sdk)).toEqual(["real-c", "real-b", "real-a", "made-up-9"]);
});

it("counts for each workspace what it is told, however much another makes up", async () => {
  const { raw } = server.app.database;
  const other = await makeFlagGround(server);
  const flagId = await other.makeFlag({ key: "quiet" });
  const buffer = exposureBuffer(server.app);
  const sourceOf = async ({ workspace }: FlagGround) => {
    const workspaceId = decodeId("ws", workspace.id);
    const [key] =
      await raw`select id, environment_id from api_keys where workspace_id = ${workspaceId} and kind = 'publishable'`;
    const place = { workspaceId, environmentId: key?.environment_id as string };
    const actor = { type: "api_key" as const, apiKeyId: key?.id as string, ...place, kind: "publishable" as const };
    return {
      place,
      actor: { ...actor, scopes: [], name: "publishable", expiresAt: null },
      sdk: "sdk",
      sdkVersion: "1",
    };
  };
  const [loud, quiet] = [await sourceOf(ground), await sourceOf(other)];
  await buffer.tell();
  for (let n = 0; n < 25; n += 1) {
    const made = Array.from({ length: 1000 }, (_, i) => ({
      flag: "checkout",
      variant: "on",
      step: "rules",
      ruleId: `${n} ${i}`,
      count: 1,
    }));
    buffer.note({ source: { ...loud, sdkVersion: `${n}` }, evaluations: made });
  }
  const evaluation = { flag: "quiet", variant: "on", step: "rollout", count: 7 };
  buffer.note({ source: quiet, evaluations: [evaluation] });
  await buffer.tell();
  const counted = await raw`select step, count::int from flag_decisions where flag_id = ${decodeId("flg", flagId)}`;
  expect([...counted]).toEqual([{ step: "rollout", count: 7 }]);
  // Made-up rules count for the step alone.
  const [rules] = await raw`
    select sum(count)::int as n, array_agg(distinct rule_id) as named from flag_decisions
    where workspace_id = ${loud.place.workspaceId} and step = 'rules'`;
  expect(rules).toEqual({ n: 5000, named: [""] });
  const [exposed] = await raw`
    select sum(count)::int as n from flag_exposures where workspace_id = ${loud.place.workspaceId}`;
  expect(exposed?.n).toBeGreaterThanOrEqual(25_000);
});

it("knows which flags a change can touch", () => {
  const flag = (key: string, more: Partial<FlagDefinition> = {}): FlagDefinition => ({
    key,
    environment: "production",
    type: "boolean",
    state: "active",
    enabled: true,
    salt: key,
    variants: { on: true, off: false },
    serve: "on",
    defaultVariant: "off",
    ...more,
  });
  const asking = (key: string, other: string) => flag(key, { prerequisites: [{ flag: other, variants: ["on"] }] });
  const segment = (value: string) => ({
    key: "beta",
    conditions: [{ attribute: "plan", operator: "equals" as const, values: [value] }],
  });
  const before: Snapshot = {
    version: 1,
    environment: "production",
    flags: [
      flag("alone"),
      flag("gone"),
      asking("a", "b"),
      asking("b", "c"),
      flag("c", { rules: [{ id: "r", conditions: [{ segment: "beta" }] }] }),
    ],
    segments: [segment("pro")],
  };
  const copy = JSON.parse(JSON.stringify(before)) as Snapshot;
  expect(changedFlags(before, copy)).toEqual(new Set());
  const after = { ...copy, segments: [segment("free")], flags: copy.flags.filter(({ key }) => key !== "gone") };
  expect(changedFlags(before, after)).toEqual(new Set(["gone", "c", "b", "a"]));
});
