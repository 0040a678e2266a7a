import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeId, encodeId } from "../../graphql/ids.ts";
import { systemContext } from "../../service/context.ts";
import { eventually, type ProvingGround, proveWriteVerb, startProvingGround } from "../../testing/index.ts";
import { examineChange } from "./change/examine-change.ts";
import { parsePatch } from "./detector/parse-patch.ts";
import { type RepositoryTwin, startRepositoryTwin } from "./testing/github-repository-twin.ts";

let ground: ProvingGround;
let github: RepositoryTwin;
let integrationId: string;
let sourceId: string;
let serial = 0;

beforeAll(async () => {
  github = await startRepositoryTwin();
  ground = await startProvingGround({ GITHUB_API_URL: github.url, GITHUB_URL: github.url, LOG_LEVEL: "silent" });
  const { connected } = await ok("connectIntegration", "ConnectIntegration", "connected { integration { id } }", {
    workspaceId: ground.workspace.id,
    provider: "github",
    fields: [{ name: "accessToken", value: "github_pat_0123456789" }],
  });
  integrationId = connected.integration.id;
  const input = { integrationId, targets: ["acme/shop"] };
  await ok("chooseIntegrationTargets", "ChooseIntegrationTargets", "integration { id }", input);
});
afterAll(async () => {
  await ground?.close();
  await github?.close();
});

async function ok(mutation: string, name: string, select: string, input: Record<string, unknown>) {
  const { data, errors } = await ground.ask(
    `mutation ($input: ${name}Input!) { ${mutation}(input: $input) {
      __typename ... on ${name}Success { ${select} } ... on Refusal { code message }
    } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  expect(data[mutation], mutation).toMatchObject({ __typename: `${name}Success` });
  return data[mutation];
}

const upload = (title: string, text: string) =>
  ok("uploadDocument", "UploadDocument", "document { id title version content }", {
    workspaceId: ground.workspace.id,
    title,
    format: "MARKDOWN",
    text,
  });

/** A page of its own, a change that takes away what it names, and the candidate that this makes. */
async function suspect(): Promise<{ candidateId: string; title: string; option: string }> {
  serial += 1;
  const option = `maxPaymentAttempts${serial}`;
  const title = `Retries of part ${serial}`;
  await upload(title, `# ${title}\n\nSet \`${option}\` to change how often a payment is tried.`);
  const ctx = systemContext(ground.server.app, "test");
  const path = `src/part${serial}/options.ts`;
  const made = await examineChange(ctx, {
    workspaceId: decodeId("ws", ground.workspace.id),
    key: `test:${serial}`,
    signalId: null,
    target: null,
    title: `feat: a retry policy for part ${serial}`,
    message: "",
    url: null,
    actor: "octocat",
    occurredAt: new Date(),
    files: [
      {
        path,
        status: "modified",
        lines: parsePatch(path, `@@ -1,1 +1,1 @@\n-  ${option}?: number;\n+  policy?: Policy;`),
      },
    ],
  });
  const [candidate] = made.filter(({ sentence }) => sentence.includes(option));
  return { candidateId: candidate ? encodeId("drift", candidate.id) : "", title, option };
}

async function settings() {
  const { data } = await ground.ask(
    `query ($slug: String!) { workspace(slug: $slug) { driftSettings {
      threshold verdicts learning modelDrafts modelName factors { feature factor }
    } documents { nodes { title bias } } } }`,
    { slug: ground.workspace.slug },
  );
  const { driftSettings, documents } = data.workspace;
  const bias = new Map(documents.nodes.map((one: { title: string; bias: number }) => [one.title, one.bias]));
  return { ...driftSettings, bias };
}

test("trackDocuments", async () => {
  const { source } = await proveWriteVerb(ground, {
    mutation: "trackDocuments",
    select: "source { id target pattern }",
    event: "document_source.tracked",
    input: () => ({ integrationId, target: "acme/shop" }),
  });
  expect(source).toMatchObject({ target: "acme/shop", pattern: "**/*.md" });
  sourceId = source.id;
});

test("readDocumentsNow", async () => {
  await proveWriteVerb(ground, {
    mutation: "readDocumentsNow",
    select: "source { id }",
    event: "document_source.read_asked",
    input: () => ({ sourceId }),
  });
});

test("untrackDocuments", async () => {
  await proveWriteVerb(ground, {
    mutation: "untrackDocuments",
    select: "source { id }",
    event: "document_source.untracked",
    input: () => ({ sourceId }),
  });
});

test("uploadDocument", async () => {
  const { document } = await proveWriteVerb(ground, {
    mutation: "uploadDocument",
    select: "document { id version content kind }",
    event: "document.added",
    input: ({ workspace }) => ({
      workspaceId: workspace.id,
      title: "Close the till",
      format: "HTML",
      text: "<h1>Close the till</h1><p>Count &amp; lock.</p>",
      kind: "RUNBOOK",
    }),
  });
  expect(document).toMatchObject({ version: 1, content: "# Close the till\n\nCount & lock.", kind: "RUNBOOK" });
});

test("updateDocument and removeDocument", async () => {
  const { document } = await upload("To be removed", "# To be removed\n\nIt says something.");
  await proveWriteVerb(ground, {
    mutation: "updateDocument",
    select: "document { kind }",
    event: "document.updated",
    input: () => ({ documentId: document.id, kind: "RUNBOOK" }),
  });
  await proveWriteVerb(ground, {
    mutation: "removeDocument",
    select: "document { removedAt }",
    event: "document.removed",
    input: () => ({ documentId: document.id }),
  });
});

test("acceptDriftCandidate teaches, reopenDriftCandidate takes the lesson back", async () => {
  const { candidateId, title } = await suspect();
  const before = await settings();
  await proveWriteVerb(ground, {
    mutation: "acceptDriftCandidate",
    select: "candidate { state decidedBy }",
    event: "drift.accepted",
    input: () => ({ candidateId }),
  });
  const taught = await settings();
  expect(taught.verdicts).toBe(before.verdicts + 1);
  expect(taught.bias.get(title)).toBeCloseTo(0.15, 3);
  await proveWriteVerb(ground, {
    mutation: "reopenDriftCandidate",
    select: "candidate { state decidedBy }",
    event: "drift.reopened",
    input: () => ({ candidateId }),
  });
  const after = await settings();
  expect(after.verdicts).toBe(before.verdicts);
  expect(after.bias.get(title)).toBeCloseTo(0, 3);
});

test("dismissDriftCandidate lowers what spoke for it; resetDriftLearning forgets it", async () => {
  const { candidateId, title } = await suspect();
  await proveWriteVerb(ground, {
    mutation: "dismissDriftCandidate",
    select: "candidate { state dismissReason comment }",
    event: "drift.dismissed",
    input: () => ({ candidateId, reason: "NOT_RELATED", comment: "Another option of the same name." }),
  });
  const taught = await settings();
  expect(taught.bias.get(title)).toBeCloseTo(-0.3, 3);
  expect(taught.factors.length).toBeGreaterThan(0);
  expect(taught.factors.every(({ factor }: { factor: number }) => factor < 1 && factor >= 0.5)).toBe(true);
  const { settings: reset } = await proveWriteVerb(ground, {
    mutation: "resetDriftLearning",
    select: "settings { verdicts factors { feature } }",
    event: "drift_settings.learning_reset",
    input: ({ workspace }) => ({ workspaceId: workspace.id }),
  });
  expect(reset).toEqual({ verdicts: 0, factors: [] });
  expect((await settings()).bias.get(title)).toBe(0);
});

test("updateDriftSettings", async () => {
  await proveWriteVerb(ground, {
    mutation: "updateDriftSettings",
    select: "settings { threshold learning modelDrafts }",
    event: "drift_settings.updated",
    input: ({ workspace }) => ({ workspaceId: workspace.id, threshold: 0.4, learning: false, modelDrafts: false }),
  });
  // This server has no model: nothing is asked, whatever a workspace chose.
  expect(await settings()).toMatchObject({ threshold: 0.4, learning: false, modelDrafts: false, modelName: null });
});

test("a new version that no longer holds the sentence fixes its candidate; a rewrapped one does not", async () => {
  const { candidateId, title, option } = await suspect();
  const state = async () => {
    const query = `query ($id: ID!) { node(id: $id) { ... on DriftCandidate { state evidence } } }`;
    return (await ground.ask(query, { id: candidateId })).data.node;
  };
  await upload(title, `# ${title}\n\nSet  \`${option}\`  to change how often a payment is tried.\n\nMore.`);
  expect(await state()).toMatchObject({ state: "OPEN" });
  await upload(title, `# ${title}\n\nSet a policy to change how often a payment is tried.`);
  expect(await state()).toMatchObject({ state: "FIXED", evidence: expect.stringContaining("Version 3 no longer") });
  const again = await ground.ask(
    `mutation ($input: AcceptDriftCandidateInput!) { acceptDriftCandidate(input: $input) { ... on Refusal { code } } }`,
    { input: { candidateId } },
  );
  expect(again.data.acceptDriftCandidate).toEqual({ code: "PRECONDITION_FAILED" });
});

test("the same change told twice is examined once", async () => {
  await suspect();
  const count = async () =>
    (await ground.server.app.database.raw`select count(*)::int as n from drift_candidates`)[0]?.n as number;
  const before = await count();
  serial -= 1;
  await suspect();
  expect(await count()).toBe(before);
});

const flagChanges: [string, string, (flagId: string, environmentId: string) => Promise<unknown>][] = [
  [
    "express-lane",
    "was archived",
    (flagId) => ok("archiveFlag", "ArchiveFlag", "flag { id }", { flagId, reason: "Everybody has it" }),
  ],
  [
    "side-door",
    "bucketBy changed",
    (flagId) => ok("updateFlag", "UpdateFlag", "flag { id }", { flagId, bucketBy: "account" }),
  ],
  [
    "back-office",
    " in production: enabled changed",
    async (flagId, environmentId) => {
      const query = `query ($id: ID!) { node(id: $id) { ... on Flag { configuration(environmentId: "${environmentId}") { enabled } } } }`;
      const { enabled } = (await ground.ask(query, { id: flagId })).data.node.configuration;
      const input = { flagId, environmentId, enabled: !enabled };
      await ok("updateFlagConfiguration", "UpdateFlagConfiguration", "configuration { enabled }", input);
    },
  ],
];

test.each(flagChanges)("flag %s %s: the document that describes its key is suspected", async (key, how, change) => {
  const { workspace } = ground;
  await ok("updateDriftSettings", "UpdateDriftSettings", "settings { threshold }", {
    workspaceId: workspace.id,
    threshold: 0.05,
  });
  const { flag } = await ok("createFlag", "CreateFlag", "flag { id }", { workspaceId: workspace.id, key });
  // Without the key: a heading is a sentence, too.
  const title = `Guide ${key.length}`;
  const sentence = `The flag \`${key}\` decides who pays without the second page.`;
  await upload(title, `# ${title}\n\n${sentence}`);
  const { data } = await ground.ask(
    "query ($slug: String!) { workspace(slug: $slug) { environments { nodes { id key } } } }",
    { slug: workspace.slug },
  );
  const production = data.workspace.environments.nodes.find((one: { key: string }) => one.key === "production");
  await change(flag.id, production.id);
  const found = await eventually(async () => {
    const query = `query ($slug: String!) { workspace(slug: $slug) { driftCandidates(first: 50) { nodes {
      change { title } document { title } sentence lines { sign text } } } } }`;
    const answer = await ground.ask(query, { slug: workspace.slug });
    expect(answer.errors).toBeUndefined();
    const { nodes } = answer.data.workspace.driftCandidates;
    return nodes.find((one: { document: { title: string } }) => one.document.title === title);
  });
  expect(found).toMatchObject({
    sentence,
    change: { title: expect.stringMatching(new RegExp(`^Flag ${key}.*${how}$`)) },
  });
  expect(found.lines[0]).toMatchObject({ sign: "-", text: expect.stringContaining(key) });
});
