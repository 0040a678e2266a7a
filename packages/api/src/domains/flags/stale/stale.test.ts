import { afterAll, beforeAll, expect, test } from "vitest";
import { findNoticeKind } from "../../inbox/index.ts";
import { updateFlagConfiguration } from "../configuration/update-flag-configuration.ts";
import { type CreateFlagInput, createFlag } from "../flag/create-flag.ts";
import { activateFlag } from "../flag/set-flag-state.ts";
import { findWorkspaceStale } from "../jobs/find-stale.ts";
import { type ClockGround, startClockGround } from "../testing/clock-ground.ts";

let ground: ClockGround;
let environmentId: string;
const begin = new Date("2026-09-01T10:00:00Z");
const days = (n: number) => new Date(begin.getTime() + n * 86_400_000);

beforeAll(async () => {
  ground = await startClockGround(begin);
  ({ environmentId } = ground);
});
afterAll(() => ground?.close());

async function flag(key: string, more: Partial<CreateFlagInput> = {}, configuration = {}): Promise<string> {
  const { workspaceId } = ground;
  const { id: flagId } = await createFlag(ground.as(), { workspaceId, key, ...more });
  await updateFlagConfiguration(ground.as(), { flagId, environmentId, enabled: true, ...configuration });
  return flagId;
}

async function runAt(at: Date) {
  ground.setClock(at);
  await findWorkspaceStale.run(ground.system(), { workspaceId: ground.workspaceId });
}

async function stale(): Promise<Record<string, string>> {
  const rows = await ground.running.app.database.raw`
    select key, stale_reason from flags where workspace_id = ${ground.workspaceId} and state = 'stale' order by key`;
  return Object.fromEntries(rows.map(({ key, stale_reason }) => [key, stale_reason]));
}

test("a flag goes stale for three reasons, once, and tells; who activates it again has looked", async () => {
  const { raw } = ground.running.app.database;
  const out = await flag("rolled-out");
  await flag("half", {}, { rollout: { percentage: 50 } });
  await flag(
    "by-rule",
    {},
    { rules: [{ conditions: [{ attribute: "plan", operator: "in", values: ["free"] }], serve: "off" }] },
  );
  await flag("due", { reviewAt: days(10) }, { rollout: { percentage: 50 } });
  await runAt(days(9));
  expect(await stale()).toEqual({});
  await runAt(days(29));
  expect(await stale()).toEqual({ due: "Its review was due on 2026-09-11." });
  await runAt(days(31));
  await runAt(days(31));
  expect(await stale()).toEqual({
    due: "Its review was due on 2026-09-11.",
    "rolled-out": 'Everybody gets "on" wherever it is switched on, and nobody has changed it since 2026-09-01.',
  });
  const told = await ground.events("type = 'flag.went_stale'");
  expect(told.map(({ data }) => data.key)).toEqual(["due", "rolled-out"]);
  const notice = findNoticeKind("flag_stale");
  const event = { ...told[1], subjectId: out, actorName: "test" };
  expect(notice?.write(event as unknown as Parameters<NonNullable<typeof notice>["write"]>[0])).toMatchObject({
    title: "rolled-out is probably needed no more",
    body: expect.stringContaining("Everybody gets"),
  });
  await activateFlag(ground.as(), { flagId: out, reason: "Still a switch for emergencies" });
  await runAt(days(40));
  expect(Object.keys(await stale())).toEqual(["due"]);

  // Nobody tells what is evaluated: that "half" never was is no finding. Then an SDK tells, and leaves it out.
  const [key] = await raw`
    insert into api_keys (workspace_id, environment_id, name, kind, scopes, key_hash, start, last4)
    values (${ground.workspaceId}, ${environmentId}, 'k', 'secret', '{}', 'x', 'plb_live_x', 'abcd') returning id`;
  await raw`
    insert into flag_sources (workspace_id, environment_id, api_key_id, sdk, sdk_version, first_evaluated_at, last_seen_at)
    values (${ground.workspaceId}, ${environmentId}, ${key?.id}, 'plumbline-node', '1', ${days(40)}, ${days(40)})`;
  await raw`
    insert into flag_exposures (workspace_id, environment_id, flag_id, hour, variant, count, last_at)
    select workspace_id, ${environmentId}, id, ${days(41)}, 'on', 3, ${days(41)} from flags where key = 'by-rule'`;
  await runAt(days(69));
  // Activated on the 31st day, it is untouched for 30 days again.
  expect(Object.keys(await stale())).toEqual(["due", "rolled-out"]);
  await runAt(days(71));
  expect(await stale()).toMatchObject({
    half: "No SDK has evaluated it, and they tell since 2026-10-11; it was last changed on 2026-09-01.",
  });
  expect(Object.keys(await stale())).not.toContain("by-rule");
});
