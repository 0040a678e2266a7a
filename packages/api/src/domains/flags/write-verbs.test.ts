import { afterAll, beforeAll, expect, test } from "vitest";
import {
  joinWorkspace,
  type ProvingGround,
  proveWriteVerb,
  startProvingGround,
  type TestMember,
} from "../../testing/index.ts";

let ground: ProvingGround;
let workspaceId: string;
let production: string;
let admin: TestMember;

beforeAll(async () => {
  ground = await startProvingGround();
  workspaceId = ground.workspace.id;
  admin = await joinWorkspace(ground.server, ground.workspace, "ADMIN");
  const { data } = await ground.ask(
    "query ($slug: String!) { workspace(slug: $slug) { environments { nodes { id key } } } }",
    { slug: ground.workspace.slug },
  );
  production = data.workspace.environments.nodes.find(({ key }: { key: string }) => key === "production").id;
});
afterAll(() => ground?.close());

async function make(mutation: string, field: string, input: Record<string, unknown>): Promise<string> {
  const capital = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  const { data, errors } = await ground.ask(
    `mutation ($input: ${capital}Input!) { ${mutation}(input: $input) {
      ... on ${capital}Success { ${field} { id } } ... on Refusal { message } } }`,
    { input },
  );
  const id = data?.[mutation]?.[field]?.id;
  if (!id) throw new TypeError(`${mutation} answered ${JSON.stringify(errors ?? data)}`);
  return id;
}

let made = 0;
const flag = () => {
  made += 1;
  return make("createFlag", "flag", { workspaceId, key: `flag-${made}` });
};

let others = 0;
const segment = () => {
  others += 1;
  return make("createFlagSegment", "segment", {
    workspaceId,
    key: `segment-${others}`,
    name: "Paying",
    conditions: [{ attribute: "plan", operator: "equals", values: ["pro"] }],
  });
};

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const forEva = (flagId: string) => ({
  flagId,
  environmentId: production,
  kind: "USER",
  subject: "eva",
  variant: "on",
  expiresAt: inAnHour(),
});
const on = (flagId: string) => ({ configuration: { flagId, environmentId: production, enabled: true } });
const request = async () => {
  const wish = { workspaceId, reason: "The launch", ...on(await flag()) };
  return make("requestFlagChange", "request", wish);
};

/** A second member: who asked may not approve. */
const second = () => ({ cookie: admin.cookie });

interface Case {
  mutation: string;
  select: string;
  event: string;
  input(): Promise<Record<string, unknown>>;
  as?: () => { cookie: string };
  /** What the answer holds besides its ids. */
  shows: string;
}

const cases: Case[] = [
  {
    mutation: "createFlag",
    select: "flag { id key state variants { key value } configurations { nodes { enabled version } } }",
    event: "flag.created",
    input: async () => ({ workspaceId, key: "new-checkout", name: "New checkout", tags: ["web"] }),
    shows: '"configurations":{"nodes":[{"enabled":false,"version":1}',
  },
  {
    mutation: "updateFlag",
    select: "flag { id name revision revisions { nodes { number changed } } }",
    event: "flag.updated",
    input: async () => ({ flagId: await flag(), name: "Renamed", reason: "It was called something else" }),
    shows: '{"number":2,"changed":["name"]}',
  },
  {
    mutation: "updateFlagConfiguration",
    select: "configuration { id enabled rollout version }",
    event: "flag.configuration_changed",
    input: async () => ({
      flagId: await flag(),
      environmentId: production,
      enabled: true,
      rollout: { percentage: 25 },
    }),
    shows: '"enabled":true,"rollout":{"percentage":25},"version":2',
  },
  {
    mutation: "killFlag",
    select: "configuration { id killed killReason killedAt }",
    event: "flag.killed",
    input: async () => ({ flagId: await flag(), environmentId: production, reason: "Errors rise" }),
    shows: '"killed":true,"killReason":"Errors rise"',
  },
  {
    mutation: "reviveFlag",
    select: "configuration { id killed killReason }",
    event: "flag.revived",
    input: async () => {
      const flagId = await flag();
      await make("killFlag", "configuration", { flagId, environmentId: production, reason: "Errors rise" });
      return { flagId, environmentId: production, reason: "It was something else" };
    },
    shows: '"killed":false,"killReason":null',
  },
  {
    mutation: "activateFlag",
    select: "flag { id state }",
    event: "flag.updated",
    input: async () => ({ flagId: await make("createFlag", "flag", { workspaceId, key: "a-draft", draft: true }) }),
    shows: '"state":"ACTIVE"',
  },
  {
    mutation: "archiveFlag",
    select: "flag { id state archivedAt }",
    event: "flag.archived",
    input: async () => ({ flagId: await flag(), reason: "Everybody has it" }),
    shows: '"state":"ARCHIVED"',
  },
  {
    mutation: "restoreFlag",
    select: "flag { id state archivedAt }",
    event: "flag.restored",
    input: async () => {
      const flagId = await flag();
      await make("archiveFlag", "flag", { flagId });
      return { flagId };
    },
    shows: '"state":"ACTIVE","archivedAt":null',
  },
  {
    mutation: "rollBackFlag",
    select: "flag { id name revisions { nodes { reason } } }",
    event: "flag.updated",
    input: async () => {
      const flagId = await flag();
      const { data } = await ground.ask(
        "query ($id: ID!) { node(id: $id) { ... on Flag { revisions { nodes { id } } } } }",
        { id: flagId },
      );
      await make("updateFlag", "flag", { flagId, name: "A mistake" });
      return { revisionId: data.node.revisions.nodes[0].id, reason: "The old name was right" };
    },
    shows: '"reason":"Back to revision 1: The old name was right"',
  },
  {
    mutation: "createFlagSegment",
    select: "segment { id key conditions usedBy { key } }",
    event: "segment.created",
    input: async () => ({
      workspaceId,
      key: "staff",
      name: "Our own people",
      conditions: [{ attribute: "email", operator: "endsWith", values: ["@meridian.example"] }],
    }),
    shows: '"operator":"endsWith"',
  },
  {
    mutation: "updateFlagSegment",
    select: "segment { id name revision revisions { nodes { changed } } }",
    event: "segment.updated",
    input: async () => ({ segmentId: await segment(), name: "Who pays", expectedVersion: 1 }),
    shows: '"name":"Who pays","revision":2',
  },
  {
    mutation: "removeFlagSegment",
    select: "segment { key }",
    event: "segment.removed",
    input: async () => ({ segmentId: await segment() }),
    shows: '"key":"segment-',
  },
  {
    mutation: "setFlagOverride",
    select: "override { id subject variant expiresAt reason madeBy }",
    event: "flag.override_set",
    input: async () => ({ ...forEva(await flag()), reason: "She tries it first" }),
    shows: '"subject":"eva","variant":"on"',
  },
  {
    mutation: "removeFlagOverride",
    select: "flag { id overrides { nodes { id } totalCount } }",
    event: "flag.override_removed",
    input: async () => {
      const flagId = await flag();
      const overrideId = await make("setFlagOverride", "override", { ...forEva(flagId), reason: "She tries it" });
      return { flagId, overrideId };
    },
    shows: '"overrides":{"nodes":[],"totalCount":0}',
  },
  {
    mutation: "requestFlagChange",
    select: "request { id state changed before after requestedBy }",
    event: "flag.change_requested",
    input: async () => ({ workspaceId, reason: "The launch", ...on(await flag()) }),
    shows: '"state":"PENDING","changed":["enabled"]',
  },
  {
    mutation: "approveFlagChange",
    select: "request { id state flag { configurations { nodes { enabled } } } }",
    event: "flag.change_approved",
    input: async () => ({ requestId: await request() }),
    as: second,
    shows: '"state":"APPROVED","flag":{"configurations":{"nodes":[{"enabled":true}',
  },
  {
    mutation: "rejectFlagChange",
    select: "request { id state comment flag { configurations { nodes { enabled } } } }",
    event: "flag.change_rejected",
    input: async () => ({ requestId: await request(), comment: "Not on a Friday" }),
    as: second,
    shows: '"comment":"Not on a Friday","flag":{"configurations":{"nodes":[{"enabled":false}',
  },
  {
    mutation: "withdrawFlagChange",
    select: "request { id state }",
    event: "flag.change_withdrawn",
    input: async () => ({ requestId: await request() }),
    shows: '"state":"WITHDRAWN"',
  },
  {
    mutation: "scheduleFlagChange",
    select: "scheduled { id state changed applyAt madeBy }",
    event: "flag.change_scheduled",
    input: async () => ({ workspaceId, reason: "The launch", applyAt: inAnHour(), ...on(await flag()) }),
    shows: '"state":"WAITING","changed":["enabled"]',
  },
  {
    mutation: "cancelScheduledFlagChange",
    select: "scheduled { id state endedAt }",
    event: "flag.change_unscheduled",
    input: async () => {
      const wish = { workspaceId, reason: "The launch", applyAt: inAnHour(), ...on(await flag()) };
      return { scheduledChangeId: await make("scheduleFlagChange", "scheduled", wish) };
    },
    shows: '"state":"CANCELLED"',
  },
  {
    mutation: "setFlagEnvironmentSettings",
    select: "settings { id requiresApproval environment { key } }",
    event: "flag_environment.settings_changed",
    input: async () => ({
      environmentId: await make("createEnvironment", "environment", {
        workspaceId,
        key: "careful",
        name: "Careful",
        kind: "OTHER",
      }),
      requiresApproval: true,
    }),
    shows: '"requiresApproval":true,"environment":{"key":"careful"}',
  },
];

test.each(cases)("$mutation works, is recorded once, and is refused to strangers and viewers", async (verb) => {
  const { shows, as, ...rest } = verb;
  const answer = await proveWriteVerb(ground, { ...rest, ...(as ? { as } : {}) });
  expect(JSON.stringify(answer)).toContain(shows);
});
