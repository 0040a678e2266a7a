import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeId } from "../../../graphql/ids.ts";
import { systemContext } from "../../../service/context.ts";
import { eventually, type ProvingGround, startProvingGround, switchFeature } from "../../../testing/index.ts";
import { examineChange } from "../change/examine-change.ts";
import { parsePatch } from "../detector/parse-patch.ts";
import { type MessagesTwin, type ShownQuestion, startMessagesTwin } from "../testing/messages-twin.ts";
import { draftCandidates } from "./draft-candidates.ts";
import { mostCharacters, questionOf } from "./question-of.ts";

let ground: ProvingGround;
let twin: MessagesTwin;
let serial = 0;

beforeAll(async () => {
  twin = await startMessagesTwin();
  const env = { ANTHROPIC_API_KEY: "sk-ant-twin", ANTHROPIC_BASE_URL: twin.url, ANTHROPIC_MODEL: "claude-twin" };
  ground = await startProvingGround({ ...env, LOG_LEVEL: "silent" });
});
afterAll(async () => {
  await ground?.close();
  await twin?.close();
});

async function ok(mutation: string, name: string, input: Record<string, unknown>) {
  const { data, errors } = await ground.ask(
    `mutation ($input: ${name}Input!) { ${mutation}(input: $input) { __typename ... on Refusal { message } } }`,
    { input: { workspaceId: ground.workspace.id, ...input } },
  );
  expect(errors).toBeUndefined();
  expect(data[mutation]).toEqual({ __typename: `${name}Success` });
}

/** Two pages that name an option, and a change that takes it away. */
async function change(): Promise<{ changeId: string; scores: Map<string, number> }> {
  serial += 1;
  const option = `maxPaymentAttempts${serial}`;
  for (const [kind, words] of [
    ["Guide", `Set \`${option}\` to change how often a payment is tried.`],
    ["Reference", `The option \`${option}\` is a number.`],
  ]) {
    await ok("uploadDocument", "UploadDocument", {
      title: `${kind} ${serial}`,
      format: "MARKDOWN",
      text: `# ${kind} ${serial}\n\n${words}`,
    });
  }
  const path = `src/part${serial}/options.ts`;
  const made = await examineChange(systemContext(ground.server.app, "test"), {
    workspaceId: decodeId("ws", ground.workspace.id),
    key: `test:${serial}`,
    signalId: null,
    target: null,
    title: `feat: a retry policy ${serial}`,
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
  expect(made.length).toBeGreaterThanOrEqual(2);
  return { changeId: made[0]?.changeId ?? "", scores: new Map(made.map(({ sentence, score }) => [sentence, score])) };
}

interface Shown {
  state: string;
  score: number;
  sentence: string;
  draft: { model: string; rank: number; of: number; text: string | null } | null;
  change: { title: string; draftFailure: string | null };
}

async function shown(): Promise<Shown[]> {
  const { data } = await ground.ask(
    `query ($slug: String!) { workspace(slug: $slug) { driftCandidates(first: 100) { nodes {
      state score sentence draft { model rank of text draftedAt } change { title draftFailure }
    } } } }`,
    { slug: ground.workspace.slug },
  );
  const title = `feat: a retry policy ${serial}`;
  return data.workspace.driftCandidates.nodes.filter((one: Shown) => one.change.title === title);
}

const reversed = ({ candidates }: ShownQuestion) => ({
  ranked: candidates.toReversed().map(({ number }) => ({ number, draft: `Draft for ${number}.` })),
});

test("a model ranks the candidates of one change and drafts beside the score, by one call", async () => {
  twin.answer = reversed;
  const { changeId, scores } = await change();
  const found = await eventually(async () => {
    const all = await shown();
    return all.every(({ draft }) => draft) ? all : null;
  });
  expect(twin.asked).toHaveLength(1);
  const [asked] = twin.asked;
  expect(asked).toMatchObject({ path: "POST /v1/messages", key: "sk-ant-twin", body: { model: "claude-twin" } });
  const question = JSON.parse(asked?.body.messages[0]?.content ?? "") as ShownQuestion;
  expect(question.candidates.map(({ number }) => number)).toEqual(found.map((_, at) => at + 1));
  expect(question.candidates[0]?.lines.join()).toContain("maxPaymentAttempts1?: number;");
  for (const { sentence, score, draft, state } of found) {
    const { number } = question.candidates.find((one) => one.sentence === sentence) ?? { number: 0 };
    expect(draft).toMatchObject({
      model: "claude-twin-20261101",
      rank: found.length + 1 - number,
      of: found.length,
      text: `Draft for ${number}.`,
    });
    expect(score).toBeCloseTo(scores.get(sentence) ?? -1, 5);
    expect(state).toBe("OPEN");
  }
  // The job that runs twice asks nobody again.
  await draftCandidates(systemContext(ground.server.app, "test"), decodeId("ws", ground.workspace.id), changeId);
  expect(twin.asked).toHaveLength(1);
});

test("nobody is asked while the workspace's flag is off; the model ranks again when it is on", async () => {
  twin.answer = reversed;
  const { app } = ground.server;
  const workspaceId = decodeId("ws", ground.workspace.id);
  const before = twin.asked.length;
  await switchFeature(app, workspaceId, "plumbline.drift-model", false);
  const { changeId } = await change();
  // The job has been at it, and asked nobody.
  const owner = postgres(ground.server.databaseUrl, { max: 1 });
  await eventually(async () => {
    const jobs = await owner`select from graphile_worker.jobs where task_identifier = 'documents.draft-candidates'`;
    return jobs.length === 0;
  });
  await owner.end();
  expect(twin.asked).toHaveLength(before);
  expect((await shown()).every(({ draft }) => draft === null)).toBe(true);
  await switchFeature(app, workspaceId, "plumbline.drift-model", true);
  await draftCandidates(systemContext(app, "test"), workspaceId, changeId);
  expect((await shown()).every(({ draft }) => draft !== null)).toBe(true);
});

test.each([
  ["invents a candidate", () => ({ ranked: [{ number: 99, draft: "It is otherwise." }] }), "ranked 99 where"],
  ["gives no ranking", () => ({ words: "I would rather talk." }), "could not be read"],
])("a model that %s changes nothing, and says why", async (_, answer, words) => {
  twin.answer = answer;
  const before = twin.asked.length;
  const { scores } = await change();
  const found = await eventually(async () => {
    const all = await shown();
    return all.some((one) => one.change.draftFailure) ? all : null;
  });
  expect(found[0]?.change.draftFailure).toContain(words);
  expect(found).toHaveLength(scores.size);
  expect(found.every(({ draft, state }) => draft === null && state === "OPEN")).toBe(true);
  expect(twin.asked).toHaveLength(before + 1);
});

test("an API that fails is tried three times, says so, and is asked again later", async () => {
  twin.answer = reversed;
  twin.refuse = 529;
  const before = twin.asked.length;
  await change();
  const failed = await eventually(async () => {
    const all = await shown();
    return all.some((one) => one.change.draftFailure) ? all : null;
  });
  expect(failed[0]?.change.draftFailure).toBe("The model's API answered 529.");
  expect(twin.asked.length).toBe(before + 3);
  twin.refuse = null;
  const found = await eventually(async () => {
    const all = await shown();
    return all.every(({ draft }) => draft) ? all : null;
  });
  expect(found[0]?.change.draftFailure).toBeNull();
}, 40_000);

test("a workspace that switched it off sends nothing", async () => {
  await ok("updateDriftSettings", "UpdateDriftSettings", { modelDrafts: false });
  const before = twin.asked.length;
  const { changeId } = await change();
  await draftCandidates(systemContext(ground.server.app, "test"), decodeId("ws", ground.workspace.id), changeId);
  const owner = postgres(ground.server.databaseUrl, { max: 1 });
  const jobs = await owner`select from graphile_worker.jobs where task_identifier = 'documents.draft-candidates'`;
  await owner.end();
  expect(jobs).toHaveLength(0);
  expect(twin.asked).toHaveLength(before);
  expect((await shown()).every(({ draft }) => draft === null)).toBe(true);
});

test("a question stays within its bound, and what does not fit is left out", () => {
  const candidate = {
    document: "d".repeat(5_000),
    section: "s".repeat(5_000),
    sentence: "x".repeat(5_000),
    lines: Array.from({ length: 50 }, () => `- ${"y".repeat(5_000)}`),
  };
  const question = questionOf(
    "t".repeat(5_000),
    Array.from({ length: 10 }, () => candidate),
  );
  expect(question.candidates.length).toBeGreaterThan(1);
  expect(question.candidates.length).toBeLessThan(10);
  expect(JSON.stringify(question).length).toBeLessThanOrEqual(mostCharacters);
});
