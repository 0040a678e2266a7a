import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeId } from "../../graphql/ids.ts";
import { systemContext } from "../../service/context.ts";
import {
  eventually,
  type FlagGround,
  type GraphQLAnswer,
  graphqlOver,
  joinWorkspace,
  makeFlagGround,
  startTestServer,
  type TestMember,
  type TestServer,
} from "../../testing/index.ts";
import { expireOverrides } from "./overrides/expire-overrides.ts";
import { applyScheduledChange } from "./scheduled/apply-scheduled-change.ts";

let server: TestServer;
let ground: FlagGround;
let workspaceId: string;
let production: string;
let staging: string;
let tom: TestMember;

beforeAll(async () => {
  server = await startTestServer();
  ground = await makeFlagGround(server);
  workspaceId = ground.workspace.id;
  production = ground.environmentId;
  const { workspace } = await ground.ask(
    "query ($slug: String!) { workspace(slug: $slug) { environments { nodes { id key } } } }",
    { slug: ground.workspace.slug },
  );
  staging = workspace.environments.nodes.find(({ key }: { key: string }) => key === "staging").id;
  tom = await joinWorkspace(server, ground.workspace, "ADMIN", "Tom Berger");
});
afterAll(() => server?.close());

const done = "configuration { enabled rollout version killed }";
const configure = (flagId: string, environmentId: string, change: Record<string, unknown>) =>
  ground.mutate("updateFlagConfiguration", { flagId, environmentId, ...change }, done);

/** Any mutation as another member. */
function asTom(field: string, input: Record<string, unknown>, selection: string): Promise<GraphQLAnswer["data"]> {
  return sendAs({ cookie: tom.cookie }, field, input, selection);
}

/** Any mutation by the key of production, which the owner made. */
function asKey(field: string, input: Record<string, unknown>, selection: string): Promise<GraphQLAnswer["data"]> {
  return sendAs({ token: ground.secretKey }, field, input, selection);
}

async function sendAs(
  who: { cookie: string } | { token: string },
  field: string,
  input: Record<string, unknown>,
  selection: string,
): Promise<GraphQLAnswer["data"]> {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}`;
  const { data } = await graphqlOver(
    server.url,
    `mutation ($input: ${type}Input!) { ${field}(input: $input) {
      __typename ... on ${type}Success { ${selection} } ... on Refusal { code message nextStep } } }`,
    { input },
    who,
  );
  return data[field];
}

/** Lets flags be changed alone again: that, too, one asks for and another approves. */
async function letAlone(environmentId: string): Promise<void> {
  const settings = { environmentId, requiresApproval: false };
  const wish = { workspaceId, reason: "No longer needed", settings };
  const { request } = await ground.mutate("requestFlagChange", wish, "request { id }");
  const approved = await asTom("approveFlagChange", { requestId: request.id }, "request { state }");
  expect(approved).toMatchObject({ request: { state: "APPROVED" } });
}

/** Waits until the log says why approval was switched off. */
async function toldWhy({ ask, workspace: { slug } }: FlagGround, why: RegExp): Promise<void> {
  const query = `query ($slug: String!) { workspace(slug: $slug) {
    events(filter: { type: { in: ["flag_environment.settings_changed"] } }) { nodes { data } } } }`;
  await eventually(async () => {
    const { workspace } = await ask(query, { slug });
    return workspace.events.nodes.some(({ data }: { data: { reason: string } }) => why.test(data.reason));
  });
}

async function explain(key: string, context: Record<string, unknown>, environmentId = production) {
  const { workspace } = await ground.ask(
    `query ($slug: String!, $key: String!, $environmentId: ID!, $context: JSON) { workspace(slug: $slug) {
      explainFlag(key: $key, environmentId: $environmentId, context: $context) {
        evaluation { value variant reason step ruleId } problems { path message }
        walk { step outcome ruleName compared { subject operator expected actual held } } } } }`,
    { slug: ground.workspace.slug, key, environmentId, context },
  );
  return workspace.explainFlag;
}

describe("an answer", () => {
  test("is explained step by step, with the rule that decided", async () => {
    const rules = [
      { name: "Beta testers", conditions: [{ attribute: "groups", operator: "in", values: ["beta"] }] },
      { name: "Half of the rest", conditions: [], rollout: { percentage: 0 } },
    ];
    await ground.makeFlag({ key: "explained" }, { rules, rollout: { percentage: 0 } });
    const eva = await explain("explained", { targetingKey: "eva", groups: ["beta"] });
    expect(eva.evaluation).toMatchObject({ value: true, variant: "on", reason: "TARGETING_MATCH", step: "rules" });
    expect(eva.walk.at(-1)).toMatchObject({ step: "rules", outcome: "decided", ruleName: "Beta testers" });
    const tim = await explain("explained", { targetingKey: "tim" });
    expect(tim.evaluation).toMatchObject({ value: false, step: "rollout" });
    expect(tim.walk.map(({ step, ruleName }: { step: string; ruleName: string }) => ruleName ?? step)).toEqual([
      ...["disabled", "environment", "Beta testers", "Half of the rest", "rollout"],
    ]);
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
    const other = await makeFlagGround(server);
    const asked = other.ask(query, { slug: other.workspace.slug, environmentId: production });
    await expect(asked).rejects.toThrow("There is no such environment");
  });
});

describe("two people", () => {
  test("who change the same do not overwrite each other: the second is told who changed what", async () => {
    const flagId = await ground.makeFlag({ key: "contended" });
    const tomsInput = { flagId, environmentId: production, expectedVersion: 2, rollout: { percentage: 10 } };
    await asTom("updateFlagConfiguration", tomsInput, done);
    const second = configure(flagId, production, { expectedVersion: 2, enabled: false });
    await expect(second).rejects.toThrow(/CONFLICT .*Tom Berger changed rollout \(revision 3, /);
    await configure(flagId, staging, { expectedVersion: 1, enabled: true });
  });

  test("must agree where an environment says so; a kill waits for nobody", async () => {
    const flagId = await ground.makeFlag({ key: "guarded" });
    const settings = { environmentId: production, requiresApproval: true };
    await ground.mutate("setFlagEnvironmentSettings", settings, "settings { id }");
    const change = { flagId, environmentId: production, rollout: { percentage: 50 } };
    await expect(configure(flagId, production, change)).rejects.toThrow("production need the approval");
    await configure(flagId, staging, { enabled: true });
    const wish = { workspaceId, reason: "Half of them", configuration: change };
    const ask = async () => (await ground.mutate("requestFlagChange", wish, "request { id changed after }")).request;
    const request = await ask();
    expect(request).toMatchObject({ changed: ["rollout"], after: { rollout: { percentage: 50 } } });
    const own = ground.mutate("approveFlagChange", { requestId: request.id }, "request { id }");
    await expect(own).rejects.toThrow("FORBIDDEN You asked for this change yourself.");
    await eventually(async () => {
      const { data } = await graphqlOver(
        server.url,
        "{ viewer { inbox { nodes { title } } } }",
        {},
        { cookie: tom.cookie },
      );
      return JSON.stringify(data).includes("asks for a change of guarded");
    });
    await asTom("approveFlagChange", { requestId: request.id }, "request { id }");
    const { node } = await ground.ask(
      `query ($id: ID!) { node(id: $id) { ... on Flag {
        revisions(first: 1) { nodes { number actorName reason changed environment { key } } } } } }`,
      { id: flagId },
    );
    expect(node.revisions.nodes[0]).toMatchObject({ actorName: "Tom Berger", changed: ["rollout"] });
    expect(node.revisions.nodes[0].reason).toMatch(/^Half of them \(asked for by .*, approved by Tom Berger\)$/);

    const outdated = await ask().catch((error: Error) => error.message);
    expect(outdated).toMatch("That is how it is already.");
    const later = await ground.mutate(
      "requestFlagChange",
      { ...wish, configuration: { ...change, rollout: { percentage: 100 } } },
      "request { id }",
    );
    await ground.mutate("killFlag", { flagId, environmentId: production, reason: "Errors rise" }, done);
    const decided = await asTom("approveFlagChange", { requestId: later.request.id }, "request { id }");
    expect(decided).toMatchObject({ code: "CONFLICT", message: expect.stringContaining("killed") });
    await letAlone(production);
  });

  test("must agree, too, before an override is taken away", async () => {
    const flagId = await ground.makeFlag({ key: "own-answers" });
    const place = { flagId, environmentId: production };
    const { override } = await ground.mutate(
      "setFlagOverride",
      { ...place, kind: "USER", subject: "u_1", variant: "off", reason: "Checks the old one" },
      "override { id }",
    );
    const settings = { environmentId: production, requiresApproval: true };
    await ground.mutate("setFlagEnvironmentSettings", settings, "settings { id }");
    const removal = { flagId, overrideId: override.id };
    await expect(ground.mutate("removeFlagOverride", removal, "flag { id }")).rejects.toThrow("need the approval");
    const wish = { workspaceId, reason: "Checked", removeOverride: removal };
    const { request } = await ground.mutate("requestFlagChange", wish, "request { id before after }");
    expect(request).toMatchObject({ before: { overrides: [{ subject: "u_1" }] }, after: { overrides: [] } });
    expect((await explain("own-answers", { targetingKey: "u_1" })).evaluation.step).toBe("userOverride");
    await asTom("approveFlagChange", { requestId: request.id }, "request { id }");
    expect((await explain("own-answers", { targetingKey: "u_1" })).evaluation).toMatchObject({ value: true });
    await expect(ground.mutate("requestFlagChange", wish, "request { id }")).rejects.toThrow("no such override");
    await letAlone(production);
  });

  test("must agree before flags are changed alone; who is left alone need not", async () => {
    const asks = { environmentId: staging, requiresApproval: true };
    const alone = { ...asks, requiresApproval: false };
    await ground.mutate("setFlagEnvironmentSettings", asks, "settings { id }");
    await expect(ground.mutate("setFlagEnvironmentSettings", alone, "settings { id }")).rejects.toThrow(
      "Changes of flags in staging need the approval of a second member, and so does making them without one.",
    );
    const wish = { workspaceId, reason: "A drill", settings: alone };
    const select = "request { id changed before after flag { id } environment { key } }";
    const { request } = await ground.mutate("requestFlagChange", wish, select);
    expect(request).toEqual({
      id: request.id,
      changed: ["requiresApproval"],
      before: { requiresApproval: true },
      after: { requiresApproval: false },
      flag: null,
      environment: { key: "staging" },
    });
    const own = ground.mutate("approveFlagChange", { requestId: request.id }, "request { id }");
    await expect(own).rejects.toThrow("FORBIDDEN You asked for this change yourself.");
    const later = { ...wish, applyAt: new Date(Date.now() + 3_600_000).toISOString() };
    await expect(ground.mutate("requestFlagChange", later, select)).rejects.toThrow("leave the time out");
    const operator = await joinWorkspace(server, ground.workspace, "OPERATOR");
    expect(await sendAs(operator, "requestFlagChange", wish, select)).toMatchObject({ code: "FORBIDDEN" });
    await asTom("approveFlagChange", { requestId: request.id }, "request { id }");
    await expect(ground.mutate("requestFlagChange", wish, select)).rejects.toThrow("need nobody's approval already");
    await toldWhy(ground, /^A drill \(asked for by .*, approved by Tom Berger\)$/);

    const small = await makeFlagGround(server);
    const place = { environmentId: small.environmentId };
    const on = { ...place, requiresApproval: true };
    await expect(small.mutate("setFlagEnvironmentSettings", on, "settings { id }")).rejects.toThrow("Nobody but you");
    const { memberId } = await joinWorkspace(server, small.workspace, "OPERATOR");
    await small.mutate("setFlagEnvironmentSettings", on, "settings { id }");
    await small.mutate("removeMember", { memberId }, "__typename");
    await small.mutate("setFlagEnvironmentSettings", { ...place, requiresApproval: false }, "settings { id }");
    await toldWhy(small, /^Nobody else could approve it/);
  });

  test("also when one of them lets an API key ask", async () => {
    const flagId = await ground.makeFlag({ key: "by-key" });
    const configuration = { flagId, environmentId: production, rollout: { percentage: 50 } };
    const wish = { workspaceId, reason: "Half of them", configuration };
    const { request } = await asKey("requestFlagChange", wish, "request { id }");
    const input = { requestId: request.id };
    const own = ground.mutate("approveFlagChange", input, "request { id }");
    await expect(own).rejects.toThrow("FORBIDDEN secret asked for this change, an API key that you made.");
    expect(await asKey("approveFlagChange", input, "request { id }")).toMatchObject({ code: "FORBIDDEN" });
    expect(await asTom("approveFlagChange", input, "request { state }")).toMatchObject({
      request: { state: "APPROVED" },
    });
  });

  test("also on what an archived environment will answer when it is restored", async () => {
    const make = { workspaceId, key: "drill", name: "Drill", kind: "OTHER" };
    const { environment } = await ground.mutate("createEnvironment", make, "environment { id }");
    const environmentId: string = environment.id;
    const conditions = [{ attribute: "plan", operator: "equals", values: ["pro"] }];
    const made = { workspaceId, key: "drilled", name: "Drilled", conditions };
    const { segment } = await ground.mutate("createFlagSegment", made, "segment { id }");
    const flagId = await ground.makeFlag({ key: "drilled" });
    await ground.mutate("setFlagEnvironmentSettings", { environmentId, requiresApproval: true }, "settings { id }");
    await ground.mutate("archiveEnvironment", { environmentId }, "environment { id }");
    const wider = { segmentId: segment.id, conditions: [...conditions, ...conditions] };
    const refused = "Changes of flags in drill (archived) need the approval";
    await expect(ground.mutate("updateFlagSegment", wider, "segment { id }")).rejects.toThrow(refused);
    const variants = [
      { key: "on", value: false },
      { key: "off", value: true },
    ];
    await expect(ground.mutate("updateFlag", { flagId, variants }, "flag { id }")).rejects.toThrow(refused);
    await configure(flagId, production, { rollout: { percentage: 20 } });
    await ground.makeFlag({ key: "drilled-later" });
    const wish = { workspaceId, reason: "Wider", segment: wider };
    const { request } = await ground.mutate("requestFlagChange", wish, "request { id }");
    const approved = await asTom("approveFlagChange", { requestId: request.id }, "request { state }");
    expect(approved).toMatchObject({ request: { state: "APPROVED" } });
    await ground.mutate("restoreEnvironment", { environmentId }, "environment { id }");
    await letAlone(environmentId);
    await ground.mutate("archiveEnvironment", { environmentId }, "environment { id }");
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
    expect((await explain("early", { tenant: "acme" })).evaluation).toMatchObject({
      value: true,
      step: "tenantOverride",
    });
    await server.app.database
      .raw`update flag_overrides set expires_at = now() - interval '1 second' where subject = 'acme'`;
    const ctx = systemContext(server.app, "flags.expire-overrides");
    expect(await expireOverrides(ctx, decodeId("ws", workspaceId))).toBe(1);
    expect(await expireOverrides(ctx, decodeId("ws", workspaceId))).toBe(0);
    expect((await explain("early", { tenant: "acme" })).evaluation).toMatchObject({ value: false });
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
    await applyScheduledChange(systemContext(server.app, "again"), ref);
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
    await configure(flagId, production, { rollout: { percentage: 100 }, rules: [{ conditions: [] }] });
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
      ...some.map((flagId) => configure(flagId, production, { rollout: { percentage: 10 } })),
      ...some.map((flagId) => configure(flagId, staging, { enabled: true })),
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
    const rows = await server.app.database.raw`
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
    const inCanary = await explain("restored", {}, environment.id);
    expect(inCanary.evaluation).toMatchObject({ reason: "DISABLED", value: false });
    const renamed = { environmentId: environment.id, key: "canaries" };
    const { environment: after } = await ground.mutate(
      "updateEnvironment",
      renamed,
      "environment { flagSettings { version } }",
    );
    expect(after.flagSettings.version).toBe(environment.flagSettings.version + 1);
    expect((await explain("restored", {}, environment.id)).evaluation.reason).toBe("DISABLED");
  });

  test("a key of one environment changes nothing in another", async () => {
    const flagId = await ground.makeFlag({ key: "far" });
    const of = (environmentId: string) => ({ flagId, environmentId, rollout: { percentage: 1 } });
    const send = (environmentId: string) => asKey("updateFlagConfiguration", of(environmentId), done);
    expect(await send(staging)).toMatchObject({ code: "FORBIDDEN" });
    expect(await send(production)).toMatchObject({ __typename: "UpdateFlagConfigurationSuccess" });
    const wish = { workspaceId, reason: "Later", configuration: of(staging) };
    const { request } = await ground.mutate("requestFlagChange", wish, "request { id }");
    const no = { requestId: request.id, comment: "No" };
  test("a key of every environment sets flags up everywhere, and evaluates nowhere", async () => {
    const scopes = ["flags:read", "flags:evaluate", "flags:write"];
    const made = { workspaceId, environmentId: null, name: "terraform", kind: "SECRET", scopes };
    const { key: token, apiKey } = await ground.mutate("createApiKey", made, "key apiKey { environment { key } }");
    expect(apiKey).toEqual({ environment: null });
    const flag = { workspaceId, key: "as-code" };
    const refused = await asKey("createFlag", flag, "flag { id }");
    expect(refused).toMatchObject({ code: "FORBIDDEN", nextStep: expect.stringContaining("environmentId: null") });
    const { flag: created } = await sendAs({ token }, "createFlag", flag, "flag { id }");
    for (const environmentId of [production, staging]) {
      const change = { flagId: created.id, environmentId, enabled: true };
      const changed = await sendAs({ token }, "updateFlagConfiguration", change, done);
      expect(changed).toMatchObject({ configuration: { enabled: true } });
    }
    const conditions = [{ attribute: "plan", operator: "equals", values: ["pro"] }];
    const segment = { workspaceId, key: "as-code", name: "As code", conditions };
    expect(await sendAs({ token }, "createFlagSegment", segment, "segment { id }")).not.toHaveProperty("code");
    const read = "query ($id: ID) { flagSnapshot(environmentId: $id, sdk: \"test/1\") { snapshot } }";
    const { data } = await graphqlOver(server.url, read, { id: staging }, { token });
    expect(data.flagSnapshot.snapshot.flags.map(({ key }: { key: string }) => key)).toContain("as-code");
    const nowhere = await graphqlOver(server.url, read, {}, { token });
    expect(JSON.stringify(nowhere.errors)).toContain("is needed unless an API key of one environment asks");
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${server.url}/ofrep/v1/evaluate/flags`, { method: "POST", headers, body: "{}" });
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("names none")]);
    const { environmentId: _, ...unsaid } = made;
    await expect(ground.mutate("createApiKey", unsaid, "key")).rejects.toThrow("or be null for every one");
    const open = { ...made, kind: "PUBLISHABLE", scopes: ["flags:evaluate"] };
    await expect(ground.mutate("createApiKey", open, "key")).rejects.toThrow("a page is of one environment");
  });

    expect(await asKey("rejectFlagChange", no, "request { id }")).toMatchObject({ code: "FORBIDDEN" });
    const applyAt = new Date(Date.now() + 3_600_000).toISOString();
    const { scheduled } = await ground.mutate("scheduleFlagChange", { ...wish, applyAt }, "scheduled { id }");
    const cancel = { scheduledChangeId: scheduled.id };
    expect(await asKey("cancelScheduledFlagChange", cancel, "scheduled { id }")).toMatchObject({ code: "FORBIDDEN" });

    // Nor does it see there what waits, runs or evaluates: not in a list, and not by its id.
    const plan = { flagId, environmentId: staging, steps: [10, 100], intervalSeconds: 3600 };
    const { rollout } = await ground.mutate("startRollout", plan, "rollout { id }");
    const look = async (who: { cookie: string } | { token: string }) => {
      const { data } = await graphqlOver(
        server.url,
        `query ($slug: String!, $ids: [ID!]!) { nodes(ids: $ids) { id } workspace(slug: $slug) {
          flagChangeRequests(first: 50) { nodes { id } } flagScheduledChanges(first: 50) { nodes { id } }
          flagRollouts(first: 50) { nodes { id } } } }`,
        { slug: ground.workspace.slug, ids: [request.id, scheduled.id, rollout.id] },
        who,
      );
      const { nodes, workspace } = data as {
        nodes: ({ id: string } | null)[];
        workspace: Record<string, { nodes: { id: string }[] }>;
      };
      const listed = Object.values(workspace).flatMap((one) => one.nodes);
      const all = [...nodes, ...listed].map((one) => one?.id);
      return [request.id, scheduled.id, rollout.id].map((id) => all.filter((one) => one === id).length);
    };
    expect(await look({ cookie: ground.workspace.owner.cookie })).toEqual([2, 2, 2]);
    const reader = { name: "reader", kind: "SECRET", scopes: ["workspace:read", "flags:read"] };
    const { key } = await ground.mutate("createApiKey", { workspaceId, environmentId: production, ...reader }, "key");
    expect(await look({ token: key })).toEqual([0, 0, 0]);
  });
});
