import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, type FlagGround, graphqlOver, joinWorkspace, makeFlagGround } from "../../testing/index.ts";
import { done, type MemberGround, type Sender, startMemberGround } from "./testing/member-ground.ts";

let ground: MemberGround;
let workspaceId: string;
let production: string;
let staging: string;

beforeAll(async () => {
  ground = await startMemberGround();
  ({ workspaceId, production, staging } = ground);
});
afterAll(() => ground?.server.close());

/** Waits until the log says why approval was switched off. */
async function toldWhy({ ask, workspace: { slug } }: FlagGround, why: RegExp): Promise<void> {
  const query = `query ($slug: String!) { workspace(slug: $slug) {
    events(filter: { type: { in: ["flag_environment.settings_changed"] } }) { nodes { data } } } }`;
  await eventually(async () => {
    const { workspace } = await ask(query, { slug });
    return workspace.events.nodes.some(({ data }: { data: { reason: string } }) => why.test(data.reason));
  });
}

/** Waits until it stands in somebody's inbox. */
async function heard(cookie: string, title: string): Promise<void> {
  await eventually(async () => {
    const { data } = await graphqlOver(ground.server.url, "{ viewer { inbox { nodes { title } } } }", {}, { cookie });
    return JSON.stringify(data).includes(title);
  });
}

describe("two people", () => {
  test("who change the same do not overwrite each other: the second is told who changed what", async () => {
    const flagId = await ground.makeFlag({ key: "contended" });
    const tomsInput = { flagId, environmentId: production, expectedVersion: 2, rollout: { percentage: 10 } };
    await ground.asTom("updateFlagConfiguration", tomsInput, done);
    const second = ground.configureIn(flagId, production, { expectedVersion: 2, enabled: false });
    await expect(second).rejects.toThrow(/CONFLICT .*Tom Berger changed rollout \(revision 3, /);
    await ground.configureIn(flagId, staging, { expectedVersion: 1, enabled: true });
  });

  test("read in a flag's history who owns it and which service it is of, by name", async () => {
    const flagId = await ground.makeFlag({ key: "owned" });
    const { service } = await ground.mutate(
      "createService",
      { workspaceId, key: "checkout-api", name: "Checkout API" },
      "service { id }",
    );
    const { workspace } = await ground.ask(
      "query ($slug: String!) { workspace(slug: $slug) { members(first: 10) { nodes { user { id name } } } } }",
      { slug: ground.workspace.slug },
    );
    const tom = workspace.members.nodes.find(({ user }: { user: { name: string } }) => user.name === "Tom Berger");
    await ground.mutate("updateFlag", { flagId, ownerUserId: tom.user.id, serviceId: service.id }, "flag { id }");
    const { node } = await ground.ask(
      "query ($id: ID!) { node(id: $id) { ... on Flag { revisions(first: 1) { nodes { before after names } } } } }",
      { id: flagId },
    );
    const [{ before, after, names }] = node.revisions.nodes;
    expect([before.ownerUserId, before.serviceId]).toEqual([null, null]);
    expect([names[after.ownerUserId], names[after.serviceId]]).toEqual(["Tom Berger", "Checkout API"]);
  });

  test("must agree where an environment says so; a kill waits for nobody", async () => {
    const flagId = await ground.makeFlag({ key: "guarded" });
    const settings = { environmentId: production, requiresApproval: true };
    await ground.mutate("setFlagEnvironmentSettings", settings, "settings { id }");
    const change = { flagId, environmentId: production, rollout: { percentage: 50 } };
    await expect(ground.configureIn(flagId, production, change)).rejects.toThrow("production need the approval");
    await ground.configureIn(flagId, staging, { enabled: true });
    const wish = { workspaceId, reason: "Half of them", configuration: change };
    const ask = async () => (await ground.mutate("requestFlagChange", wish, "request { id changed after }")).request;
    const request = await ask();
    expect(request).toMatchObject({ changed: ["rollout"], after: { rollout: { percentage: 50 } } });
    const own = ground.mutate("approveFlagChange", { requestId: request.id }, "request { id }");
    await expect(own).rejects.toThrow("FORBIDDEN You asked for this change yourself.");
    await heard(ground.tom.cookie, "asks for a change of guarded");
    await ground.asTom("approveFlagChange", { requestId: request.id }, "request { id }");
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
    const decided = await ground.asTom("approveFlagChange", { requestId: later.request.id }, "request { id }");
    expect(decided).toMatchObject({ code: "CONFLICT", message: expect.stringContaining("killed") });
    await ground.letAlone(production);
  });

  test("at one address with one browser are told so before they approve, and the log keeps it", async () => {
    const flagId = await ground.makeFlag({ key: "two-accounts" });
    const approve = async (percentage: number) => {
      const configuration = { flagId, environmentId: production, rollout: { percentage } };
      const wish = { workspaceId, reason: `Wider: ${percentage}`, configuration };
      const { request } = await ground.mutate("requestFlagChange", wish, "request { id }");
      const seen = await graphqlOver(
        ground.server.url,
        "query ($id: ID!) { node(id: $id) { ... on FlagChangeRequest { sharesClient } } }",
        { id: request.id },
        { cookie: ground.tom.cookie },
      );
      await ground.asTom("approveFlagChange", { requestId: request.id }, "request { id }");
      const told = await eventually(async () => {
        const { node } = await ground.ask(
          `query ($id: ID!) { node(id: $id) { ... on Flag {
            history(first: 5, types: ["flag.change_approved"]) { nodes { data } } } } }`,
          { id: flagId },
        );
        const events = node.history.nodes as { data: { reason: string; sharedClient: boolean } }[];
        return events.find(({ data }) => data.reason === wish.reason);
      });
      return [seen.data.node.sharesClient, told.data.sharedClient];
    };
    expect(await approve(50)).toEqual([true, true]);
    const { raw } = ground.server.app.database;
    const owner = raw`select id from users where email = ${ground.workspace.owner.email}`;
    await raw`update sessions set updated_at = now() - interval '25 hours' where user_id = (${owner})`;
    expect(await approve(60)).toEqual([false, false]);
    await raw`update sessions set updated_at = now(), ip_address = '192.0.2.7' where user_id = (${owner})`;
    expect(await approve(70)).toEqual([false, false]);
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
    expect((await ground.explain("own-answers", { targetingKey: "u_1" })).evaluation.step).toBe("userOverride");
    await ground.asTom("approveFlagChange", { requestId: request.id }, "request { id }");
    expect((await ground.explain("own-answers", { targetingKey: "u_1" })).evaluation).toMatchObject({ value: true });
    await expect(ground.mutate("requestFlagChange", wish, "request { id }")).rejects.toThrow("no such override");
    await ground.letAlone(production);
  });

  test("must agree before flags are changed alone, and everybody hears of it; who has just got rid of the others waits", async () => {
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
    const operator = await joinWorkspace(ground.server, ground.workspace, "OPERATOR");
    expect(await ground.sendAs(operator, "requestFlagChange", wish, select)).toMatchObject({ code: "FORBIDDEN" });
    await ground.asTom("approveFlagChange", { requestId: request.id }, "request { id }");
    await expect(ground.mutate("requestFlagChange", wish, select)).rejects.toThrow("need nobody's approval already");
    await toldWhy(ground, /^A drill \(asked for by .*, approved by Tom Berger\)$/);
    await heard(ground.workspace.owner.cookie, "Changes of flags in staging need no approval any more");

    const small = await makeFlagGround(ground.server);
    const place = { environmentId: small.environmentId };
    const on = { ...place, requiresApproval: true };
    await expect(small.mutate("setFlagEnvironmentSettings", on, "settings { id }")).rejects.toThrow("Nobody but you");
    const { memberId } = await joinWorkspace(ground.server, small.workspace, "OPERATOR");
    await small.mutate("setFlagEnvironmentSettings", on, "settings { id }");
    await small.mutate("changeMemberRole", { memberId, role: "VIEWER" }, "__typename");
    const off = { ...place, requiresApproval: false };
    await expect(small.mutate("setFlagEnvironmentSettings", off, "settings { id }")).rejects.toThrow(
      /could have given it until .*; alone it is possible from /,
    );
    await heard(small.workspace.owner.cookie, "Nobody can approve changes of flags in production any more");
  });

  test("also when one of them lets an API key ask", async () => {
    const flagId = await ground.makeFlag({ key: "by-key" });
    const configuration = { flagId, environmentId: production, rollout: { percentage: 50 } };
    const wish = { workspaceId, reason: "Half of them", configuration };
    const { request } = await ground.asKey("requestFlagChange", wish, "request { id }");
    const input = { requestId: request.id };
    const own = ground.mutate("approveFlagChange", input, "request { id }");
    await expect(own).rejects.toThrow("FORBIDDEN secret asked for this change, an API key that you made.");
    expect(await ground.asKey("approveFlagChange", input, "request { id }")).toMatchObject({ code: "FORBIDDEN" });
    // Whoever holds the key may be this operator.
    const operator = await joinWorkspace(ground.server, ground.workspace, "OPERATOR");
    expect(await ground.sendAs(operator, "approveFlagChange", input, "request { id }")).toMatchObject({
      code: "FORBIDDEN",
      message: expect.stringContaining("who holds it may be you"),
    });
    expect(await ground.asTom("approveFlagChange", input, "request { state }")).toMatchObject({
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
    await ground.configureIn(flagId, production, { rollout: { percentage: 20 } });
    await ground.makeFlag({ key: "drilled-later" });
    const wish = { workspaceId, reason: "Wider", segment: wider };
    const { request } = await ground.mutate("requestFlagChange", wish, "request { id }");
    const approved = await ground.asTom("approveFlagChange", { requestId: request.id }, "request { state }");
    expect(approved).toMatchObject({ request: { state: "APPROVED" } });
    await ground.mutate("restoreEnvironment", { environmentId }, "environment { id }");
    await ground.letAlone(environmentId);
    await ground.mutate("archiveEnvironment", { environmentId }, "environment { id }");
  });
});

describe("an API key", () => {
  test("of every environment sets flags up everywhere, and evaluates nowhere", async () => {
    const scopes = ["flags:read", "flags:evaluate", "flags:write"];
    const made = { workspaceId, environmentId: null, name: "terraform", kind: "SECRET", scopes };
    const { key: token, apiKey } = await ground.mutate("createApiKey", made, "key apiKey { environment { key } }");
    expect(apiKey).toEqual({ environment: null });
    const flag = { workspaceId, key: "as-code" };
    const refused = await ground.asKey("createFlag", flag, "flag { id }");
    expect(refused).toMatchObject({ code: "FORBIDDEN", nextStep: expect.stringContaining("environmentId: null") });
    const { flag: created } = await ground.sendAs({ token }, "createFlag", flag, "flag { id }");
    for (const environmentId of [production, staging]) {
      const change = { flagId: created.id, environmentId, enabled: true };
      const changed = await ground.sendAs({ token }, "updateFlagConfiguration", change, done);
      expect(changed).toMatchObject({ configuration: { enabled: true } });
    }
    const conditions = [{ attribute: "plan", operator: "equals", values: ["pro"] }];
    const segment = { workspaceId, key: "as-code", name: "As code", conditions };
    expect(await ground.sendAs({ token }, "createFlagSegment", segment, "segment { id }")).not.toHaveProperty("code");
    const read = 'query ($id: ID) { flagSnapshot(environmentId: $id, sdk: "test/1") { snapshot } }';
    const { data } = await graphqlOver(ground.server.url, read, { id: staging }, { token });
    expect(data.flagSnapshot.snapshot.flags.map(({ key }: { key: string }) => key)).toContain("as-code");
    const nowhere = await graphqlOver(ground.server.url, read, {}, { token });
    expect(JSON.stringify(nowhere.errors)).toContain("is needed unless an API key of one environment asks");
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${ground.server.url}/ofrep/v1/evaluate/flags`, { method: "POST", headers, body: "{}" });
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("names none")]);
    const { environmentId: _, ...unsaid } = made;
    await expect(ground.mutate("createApiKey", unsaid, "key")).rejects.toThrow("or be null for every one");
    const open = { ...made, kind: "PUBLISHABLE", scopes: ["flags:evaluate"] };
    await expect(ground.mutate("createApiKey", open, "key")).rejects.toThrow("a page is of one environment");
  });

  test("of one environment changes nothing in another", async () => {
    const flagId = await ground.makeFlag({ key: "far" });
    const of = (environmentId: string) => ({ flagId, environmentId, rollout: { percentage: 1 } });
    const send = (environmentId: string) => ground.asKey("updateFlagConfiguration", of(environmentId), done);
    expect(await send(staging)).toMatchObject({ code: "FORBIDDEN" });
    expect(await send(production)).toMatchObject({ __typename: "UpdateFlagConfigurationSuccess" });
    const wish = { workspaceId, reason: "Later", configuration: of(staging) };
    const { request } = await ground.mutate("requestFlagChange", wish, "request { id }");
    const no = { requestId: request.id, comment: "No" };
    expect(await ground.asKey("rejectFlagChange", no, "request { id }")).toMatchObject({ code: "FORBIDDEN" });
    const applyAt = new Date(Date.now() + 3_600_000).toISOString();
    const { scheduled } = await ground.mutate("scheduleFlagChange", { ...wish, applyAt }, "scheduled { id }");
    const cancel = { scheduledChangeId: scheduled.id };
    expect(await ground.asKey("cancelScheduledFlagChange", cancel, "scheduled { id }")).toMatchObject({
      code: "FORBIDDEN",
    });

    // Nor does it see there what waits, runs or evaluates: not in a list, and not by its id.
    const plan = { flagId, environmentId: staging, steps: [10, 100], intervalSeconds: 3600 };
    const { rollout } = await ground.mutate("startRollout", plan, "rollout { id }");
    const look = async (who: { cookie: string } | { token: string }) => {
      const { data } = await graphqlOver(
        ground.server.url,
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

  test("of one environment hears nothing of what flags of another do", async () => {
    const flagId = await ground.makeFlag({ key: "quiet" });
    await ground.configureIn(flagId, staging, { rules: [{ id: "secret-rule", conditions: [], serve: "off" }] });
    await ground.configureIn(flagId, production, { rollout: { percentage: 30 } });
    const scopes = ["workspace:read", "events:read", "audit:read", "flags:read"];
    const made = { workspaceId, environmentId: production, name: "siem", kind: "SECRET", scopes };
    const { key: token } = await ground.mutate("createApiKey", made, "key");
    const query = `query ($slug: String!, $id: ID!) { workspace(slug: $slug) {
      events(first: 50, filter: { type: { in: ["flag.configuration_changed"] } }) { nodes { data } }
      audit(first: 50, filter: { types: ["flag.configuration_changed"] }) { nodes { data changes { path before after } } } }
      node(id: $id) { ... on Flag { history { nodes { data } } revisions { nodes { after } } } } }`;
    const heard = async (who: Sender) => {
      const { data, errors } = await graphqlOver(
        ground.server.url,
        query,
        { slug: ground.workspace.slug, id: flagId },
        who,
      );
      expect(errors).toBeUndefined();
      const of = (part: unknown, what: string) => JSON.stringify(part).includes(what);
      const { events, audit } = data.workspace;
      return [events, audit, data.node.history]
        .map((part) => [of(part, '"environment":"staging"'), of(part, '"environment":"production"')])
        .concat([[of([audit, data.node.revisions], "secret-rule"), of(audit, '"percentage":30')]]);
    };
    const owner = { cookie: ground.workspace.owner.cookie };
    await eventually(async () => (await heard(owner)).flat().every(Boolean));
    expect(await heard({ token })).toEqual(Array(4).fill([false, true]));
  });
});
