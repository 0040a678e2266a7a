import { afterAll, beforeAll, expect, test } from "vitest";
import {
  graphqlOver,
  makeWorkspace,
  startTestServer,
  type TestServer,
  type TestWorkspace,
} from "../../../testing/index.ts";
import { startPipelineGround } from "../testing/pipeline-ground.ts";
import { previewRule } from "./preview-rule.ts";

let server: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await startTestServer();
  workspace = await makeWorkspace(server);
});
afterAll(async () => await server?.close());

const definition = {
  condition: { kind: "threshold", series: "events.count", comparator: "gt", limit: 0, windowSeconds: 86_400 },
};

/** Asks for so many dry runs in one operation. */
async function ask(times: number) {
  const runs = Array.from({ length: times }, (_, n) => `a${n}: alertRulePreview(definition: $d) { complete notice }`);
  const query = `query ($slug: String!, $d: JSON!) { workspace(slug: $slug) { ${runs.join(" ")} } }`;
  const { cookie } = workspace.owner;
  return await graphqlOver(server.url, query, { slug: workspace.slug, d: definition }, { cookie });
}

test("one dry run of a day-long window answers, and its cost is not given back", async () => {
  const { data, errors, extensions } = await ask(1);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ workspace: { a0: { complete: true, notice: null } } });
  expect((extensions?.cost as { actual: number } | undefined)?.actual).toBeGreaterThan(1000);
});

test.each([2, 60])("%i dry runs in one operation are refused by their cost before one runs", async (times) => {
  const { data, errors } = await ask(times);
  expect(data?.workspace).toBeUndefined();
  expect(errors?.[0]?.message).toMatch(/by cost; 10000 is the limit on cost/);
});

test("a measured rule of one tenant says that the series covers all", async () => {
  const ground = await startPipelineGround();
  try {
    const input = { definition, tenantId: crypto.randomUUID() };
    const preview = await previewRule(ground.as(), ground.workspaceId, input);
    expect(preview.notice).toBe("The series covers all tenants, not only the one named.");
    expect(preview.sentence).toContain(preview.notice);
  } finally {
    await ground.close();
  }
});
