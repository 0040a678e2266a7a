import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, type ProvingGround, startProvingGround } from "../../testing/index.ts";
import { type RepositoryTwin, startRepositoryTwin } from "./testing/github-repository-twin.ts";

let ground: ProvingGround;
let github: RepositoryTwin;

const [first, second, third] = ["a".repeat(40), "b".repeat(40), "c".repeat(40)];

beforeAll(async () => {
  github = await startRepositoryTwin();
  ground = await startProvingGround({ GITHUB_API_URL: github.url, GITHUB_URL: github.url, LOG_LEVEL: "silent" });
  const { connected } = await ok("connectIntegration", "ConnectIntegration", "connected { integration { id } }", {
    workspaceId: ground.workspace.id,
    provider: "github",
    mode: "WEBHOOK",
    fields: [{ name: "accessToken", value: "github_pat_0123456789" }],
  });
  const integrationId = connected.integration.id;
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
      __typename ... on ${name}Success { ${select} } ... on Refusal { message }
    } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  expect(data[mutation], mutation).toMatchObject({ __typename: `${name}Success` });
  return data[mutation];
}

async function upload(title: string, option: string) {
  const text = `# ${title}\n\nSet \`${option}\` to change how often it is tried.`;
  const input = { workspaceId: ground.workspace.id, title, format: "MARKDOWN", text };
  await ok("uploadDocument", "UploadDocument", "document { id }", input);
}

const gone = (option: string) => ({
  filename: `src/${option}.ts`,
  status: "modified",
  patch: `@@ -1,1 +1,1 @@\n-  ${option}?: number;\n+  policy${option.length}?: Policy;`,
});

async function candidates(): Promise<{ sentence: string; change: { title: string } }[]> {
  const { data } = await ground.ask(
    `query ($slug: String!) { workspace(slug: $slug) { driftCandidates { nodes { sentence change { title } } } } }`,
    { slug: ground.workspace.slug },
  );
  return data.workspace.driftCandidates.nodes;
}

const compared = () => github.asked.filter((route) => route.includes("/compare/"));

test("a deployment is what came since the last one of its environment, and tells nothing twice", async () => {
  await upload("Payments", "maxPaymentAttempts");
  await upload("Search", "searchIndexShards");
  expect(await github.deploy(first, "production")).toBe(202);
  // Another environment, another line of deployments.
  expect(await github.deploy(third, "staging")).toBe(202);

  // Merged before, and examined as a merge: the deployment that brings it suspects it no more.
  const pull = { title: "feat: no payment attempts", body: "", sha: second, files: [gone("maxPaymentAttempts")] };
  github.pulls.set(1, pull);
  await github.merge(1);
  await eventually(async () => (await candidates()).length === 1);

  github.comparisons.set(`${first}...${third}`, {
    commits: [
      { sha: second, commit: { message: "feat: no payment attempts" } },
      { sha: third, commit: { message: "feat: shards are counted by the server" } },
    ],
    files: [gone("maxPaymentAttempts"), gone("searchIndexShards")],
  });
  expect(await github.deploy(third, "production")).toBe(202);
  await eventually(async () => (await candidates()).length > 1, 40);
  const found = await candidates();
  expect(found.map(({ sentence, change }) => [sentence, change.title]).sort()).toEqual([
    ["Set `maxPaymentAttempts` to change how often it is tried.", "feat: no payment attempts"],
    [
      "Set `searchIndexShards` to change how often it is tried.",
      "Deployed to production: feat: shards are counted by the server",
    ],
  ]);
  // The first deployments of both environments had nothing to be compared with, and claimed nothing.
  expect(compared()).toEqual([`GET /repos/acme/shop/compare/${first}...${third}`]);
}, 60_000);
