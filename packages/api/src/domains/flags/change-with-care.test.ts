import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeId } from "../../graphql/ids.ts";
import { systemContext } from "../../service/context.ts";
import { eventually, makeFlagGround } from "../../testing/index.ts";
import { expireOverrides } from "./overrides/expire-overrides.ts";
import { applyScheduledChange } from "./scheduled/apply-scheduled-change.ts";
import { done, type MemberGround, startMemberGround } from "./testing/member-ground.ts";

let ground: MemberGround;
let workspaceId: string;
let production: string;
let staging: string;

beforeAll(async () => {
  ground = await startMemberGround();
  ({ workspaceId, production, staging } = ground);
});
afterAll(() => ground?.server.close());

describe("an answer", () => {
  test("is explained step by step, with the rule that decided", async () => {
    const rules = [
      { name: "Beta testers", conditions: [{ attribute: "groups", operator: "in", values: ["beta"] }] },
      { name: "Half of the rest", conditions: [], rollout: { percentage: 0 } },
    ];
    await ground.makeFlag({ key: "explained" }, { rules, rollout: { percentage: 0 } });
    const eva = await ground.explain("explained", { targetingKey: "eva", groups: ["beta"] });
    expect(eva.evaluation).toMatchObject({ value: true, variant: "on", reason: "TARGETING_MATCH", step: "rules" });
    expect(eva.walk.at(-1)).toMatchObject({ step: "rules", outcome: "decided", ruleName: "Beta testers" });
    const tim = await ground.explain("explained", { targetingKey: "tim" });
    expect(tim.evaluation).toMatchObject({ value: false, step: "rollout" });
    expect(tim.walk.map(({ step, ruleName }: { step: string; ruleName: string }) => ruleName ?? step)).toEqual([
      ...["disabled", "environment", "Beta testers", "Half of the rest", "rollout"],
    ]);
    const [bucket] = tim.walk.at(-1).buckets;
    expect(bucket).toEqual({
      kind: "ROLLOUT",
      attribute: "targetingKey",
      bucket: expect.any(Number),
      parts: [{ upTo: 0, variant: null }],
    });
    expect((await ground.explain("explained", {})).walk.at(-1).buckets).toMatchObject([{ bucket: null }]);
  });

  test("of many flags is asked for at once, and other workspaces' environments tell nothing", async () => {
    await ground.makeFlag({ key: "bulk-a" });
    await ground.makeFlag({ key: "bulk-b" }, { enabled: false });
    const query = `query ($slug: String!, $environmentId: ID!) { workspace(slug: $slug) {
      flagEvaluations(environmentId: $environmentId, keys: ["bulk-a", "bulk-b"]) {
        nodes { key evaluation { value reason } } } } }`;
    const { workspace } = await ground.ask(query, { slug: ground.workspace.slug, environmentId: production });
    expect(workspace.flagEvaluations.nodes).toEqual([
      { key: "bulk-a", evaluation: { value: true, reason: "STATIC" } },
      { key: "bulk-b", evaluation: { value: false, reason: "DISABLED" } },
    ]);
    const other = await makeFlagGround(ground.server);
    const asked = other.ask(query, { slug: other.workspace.slug, environmentId: production });
    await expect(asked).rejects.toThrow("There is no such environment");
  });
});

describe("time", () => {
  test("an override ends, and that is told; the tenant's page shows it until then", async () => {
    const { tenant } = await ground.mutate("createTenant", { workspaceId, key: "acme", name: "Acme" }, "tenant { id }");
    const flagId = await ground.makeFlag({ key: "early" }, { rollout: { percentage: 0 } });
    const input = {
      flagId,
      environmentId: production,
      kind: "TENANT",
      subject: "acme",
      variant: "on",
      reason: "A trial",
    };
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    await ground.mutate("setFlagOverride", { ...input, expiresAt }, "override { id }");
    const ofTenant =
      "query ($id: ID!) { node(id: $id) { ... on Tenant { flags { nodes { key } } flagOverrides { nodes { variant } } } } }";
    const { node } = await ground.ask(ofTenant, { id: tenant.id });
    expect(node).toEqual({ flags: { nodes: [{ key: "early" }] }, flagOverrides: { nodes: [{ variant: "on" }] } });
    expect((await ground.explain("early", { tenant: "acme" })).evaluation).toMatchObject({
      value: true,
      step: "tenantOverride",
    });
    await ground.server.app.database
      .raw`update flag_overrides set expires_at = now() - interval '1 second' where subject = 'acme'`;
    const ctx = systemContext(ground.server.app, "flags.expire-overrides");
    expect(await expireOverrides(ctx, decodeId("ws", workspaceId))).toBe(1);
    expect(await expireOverrides(ctx, decodeId("ws", workspaceId))).toBe(0);
    expect((await ground.explain("early", { tenant: "acme" })).evaluation).toMatchObject({ value: false });
    await eventually(async () => {
      const { workspace } = await ground.ask(
        'query ($slug: String!) { workspace(slug: $slug) { events(filter: { type: { in: ["flag.override_expired"] } }) { nodes { data } } } }',
        { slug: ground.workspace.slug },
      );
      return workspace.events.nodes[0]?.data.reason.includes("The override of the tenant acme (A trial) ended");
    });
  });

  test("a scheduled change is made once when its time comes; one that cannot be made any more says why", async () => {
    const schedule = async (key: string) => {
      const flagId = await ground.makeFlag({ key });
      const applyAt = new Date(Date.now() + 900).toISOString();
      const configuration = { flagId, environmentId: production, rollout: { percentage: 5 } };
      const wish = { workspaceId, reason: "The launch", applyAt, configuration };
      const { scheduled } = await ground.mutate("scheduleFlagChange", wish, "scheduled { id }");
      return { flagId, id: scheduled.id as string };
    };
    const good = await schedule("launch");
    const gone = await schedule("abandoned");
    await ground.mutate("archiveFlag", { flagId: gone.flagId }, "flag { id }");
    const stateOf = async (id: string) =>
      (await ground.ask("query ($id: ID!) { node(id: $id) { ... on FlagScheduledChange { state refusal } } }", { id }))
        .node;
    await eventually(async () => (await stateOf(good.id)).state === "APPLIED");
    await eventually(async () => (await stateOf(gone.id)).state === "REFUSED");
    expect((await stateOf(gone.id)).refusal).toBe("The flag abandoned is archived.");
    const ref = { workspaceId: decodeId("ws", workspaceId), scheduledChangeId: decodeId("flgsch", good.id) };
    await applyScheduledChange(systemContext(ground.server.app, "again"), ref);
    const { node } = await ground.ask(
      "query ($id: ID!) { node(id: $id) { ... on Flag { revisions { nodes { actorName reason } } } } }",
      { id: good.flagId },
    );
    const made = node.revisions.nodes.filter(({ reason }: { reason: string }) => reason === "The launch");
    expect(made).toEqual([{ actorName: expect.stringMatching(/^Schedule of /), reason: "The launch" }]);
  });
});

describe("history", () => {
  test("a flag goes back to what a revision made it, and a kill stays", async () => {
    const flagId = await ground.makeFlag({ key: "restored" }, { rollout: { percentage: 25 } });
    await ground.configureIn(flagId, production, { rollout: { percentage: 100 }, rules: [{ conditions: [] }] });
    await ground.mutate("killFlag", { flagId, environmentId: production, reason: "Errors rise" }, done);
    const read = `query ($id: ID!) { node(id: $id) { ... on Flag { revisions { nodes { id number changed } }
      configuration(environmentId: "${production}") { rollout rules killed } history { nodes { type } } } } }`;
    const before = (await ground.ask(read, { id: flagId })).node;
    const good = before.revisions.nodes.find(({ number }: { number: number }) => number === 2);
    await ground.mutate("rollBackFlag", { revisionId: good.id, reason: "It was right" }, "flag { id }");
    const after = await eventually(async () => {
      const { node } = await ground.ask(read, { id: flagId });
      return node.history.nodes.length === 5 ? node : null;
    });
    expect(after.configuration).toEqual({ rollout: { percentage: 25 }, rules: [], killed: true });
    expect(after.revisions.nodes[0].changed).toEqual(["rules[0]", "rollout.percentage"]);
    expect(after.history.nodes.map(({ type }: { type: string }) => type)).toEqual([
      "flag.configuration_changed",
      "flag.killed",
      ...["flag.configuration_changed", "flag.configuration_changed", "flag.created"],
    ]);
  });

  test("a segment in use is not removed, and says by which flags; versions of an environment have no gaps", async () => {
    const conditions = [{ attribute: "plan", operator: "equals", values: ["pro"] }];
    const input = { workspaceId, key: "paying", name: "Who pays", conditions };
    const { segment } = await ground.mutate("createFlagSegment", input, "segment { id }");
    await ground.makeFlag({ key: "for-payers" }, { rules: [{ conditions: [{ segment: "paying" }] }] });
    const removal = ground.mutate("removeFlagSegment", { segmentId: segment.id }, "segment { id }");
    await expect(removal).rejects.toThrow("The segment paying is used by for-payers.");
    const some = await Promise.all(["w", "x", "y", "z"].map((name) => ground.makeFlag({ key: `at-once-${name}` })));
    await Promise.all([
      ...some.map((flagId) => ground.configureIn(flagId, production, { rollout: { percentage: 10 } })),
      ...some.map((flagId) => ground.configureIn(flagId, staging, { enabled: true })),
      ground.mutate(
        "updateFlag",
        {
          flagId: some[0],
          variants: [
            { key: "on", value: true },
            { key: "off", value: false },
          ],
          bucketBy: "tenant",
        },
        "flag { id }",
      ),
      ground.mutate(
        "updateFlagSegment",
        { segmentId: segment.id, conditions: [...conditions, ...conditions] },
        "segment { id }",
      ),
    ]);
    const rows = await ground.server.app.database.raw`
      select version from flag_deltas where environment_id = ${decodeId("env", production)} order by version`;
    const versions = rows.map(({ version }) => Number(version));
    expect(versions).toEqual(Array.from(versions, (_, i) => (versions[0] ?? 0) + i));
  });

  test("a new environment has every flag, switched off; another name makes everybody read it anew", async () => {
    const input = { workspaceId, key: "canary", name: "Canary", kind: "OTHER" };
    const { environment } = await ground.mutate(
      "createEnvironment",
      input,
      "environment { id flagSettings { version } }",
    );
    const inCanary = await ground.explain("restored", {}, environment.id);
    expect(inCanary.evaluation).toMatchObject({ reason: "DISABLED", value: false });
    const renamed = { environmentId: environment.id, key: "canaries" };
    const { environment: after } = await ground.mutate(
      "updateEnvironment",
      renamed,
      "environment { flagSettings { version } }",
    );
    expect(after.flagSettings.version).toBe(environment.flagSettings.version + 1);
    expect((await ground.explain("restored", {}, environment.id)).evaluation.reason).toBe("DISABLED");
  });
});
