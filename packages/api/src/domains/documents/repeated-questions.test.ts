import { signals } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeId } from "../../graphql/ids.ts";
import { systemContext } from "../../service/context.ts";
import { type ProvingGround, proveWriteVerb, startProvingGround, switchFeature } from "../../testing/index.ts";
import { joinClusters } from "./question/join-clusters.ts";
import { QuestionRarity, sameQuestion } from "./question/question-similarity.ts";
import { asksSomething, questionTokens } from "./question/question-tokens.ts";
import { takeQuestion } from "./question/take-question.ts";

let ground: ProvingGround;
let workspaceId: string;
let integrationId: string;
let serial = 0;

beforeAll(async () => {
  ground = await startProvingGround();
  workspaceId = decodeId("ws", ground.workspace.id);
  const { data } = await ground.ask(
    `mutation ($input: ConnectIntegrationInput!) { connectIntegration(input: $input) {
      ... on ConnectIntegrationSuccess { connected { integration { id } } }
    } }`,
    { input: { workspaceId: ground.workspace.id, provider: "generic-webhook" } },
  );
  integrationId = decodeId("int", data.connectIntegration.connected.integration.id);
});
afterAll(() => ground?.close());

const ctx = () => systemContext(ground.server.app, "test");

/** A message as Slack's file gives it. */
async function say(text: string, actor: string, more: Record<string, unknown> = {}) {
  serial += 1;
  const [signal] = await withSystem(ground.server.app.database, (tx) =>
    tx
      .insert(signals)
      .values({
        workspaceId,
        integrationId,
        provider: "slack",
        type: "message.posted",
        key: `message:${serial}`,
        title: text,
        subject: "C0HELP",
        url: `https://slack.example/${serial}`,
        actor,
        data: { text, isBot: false, isReply: false, ...more },
        by: "webhook",
        occurredAt: new Date(),
      })
      .returning(),
  );
  if (!signal) throw new TypeError("No signal was made.");
  await takeQuestion(ctx(), signal);
  return signal;
}

async function repeated() {
  const { data } = await ground.ask(
    `query ($slug: String!) { workspace(slug: $slug) { repeatedQuestions { nodes {
      id question state messageCount askerCount documentSection document { title } messages { nodes { text url } }
    } } } }`,
    { slug: ground.workspace.slug },
  );
  return data.workspace.repeatedQuestions.nodes;
}

test.each([
  ["How do I rotate the signing secret of a webhook?", true],
  ["where can I see the invoices of last month", true],
  ["Deployed version 2 to production.", false],
  ["ok?", false],
  ["<https://example.com/?q=1> is the page", false],
])("%s asks something: %s", (text, asks) => expect(asksSomething(text)).toBe(asks));

test("the same question in other words is near, another one of the same shape is not", () => {
  const tokens = [
    "How do I rotate the signing secret of a webhook?",
    "hey, how can we rotate a webhook's signing secret?",
    "How do I reset the password of a customer?",
  ].map(questionTokens);
  const rarity = new QuestionRarity(tokens);
  expect(rarity.similarity(tokens[0] ?? [], tokens[1] ?? [])).toBeGreaterThan(sameQuestion);
  expect(rarity.similarity(tokens[0] ?? [], tokens[2] ?? [])).toBeLessThan(0.3);
});

test("is not gathered while the workspace's flag is off, and is when it is on", async () => {
  const { app } = ground.server;
  await switchFeature(app, workspaceId, "plumbline.question-clustering", false);
  const said: (typeof signals.$inferSelect)[] = [];
  for (const actor of ["ada", "ben"]) said.push(await say("Which regions may a tenant's backups lie in?", actor));
  const kept = async () => {
    const ids = said.map(({ id }) => id);
    const rows = await app.database.raw`select count(*)::int as n from question_messages where signal_id = any(${ids})`;
    return rows[0]?.n;
  };
  expect(await kept()).toBe(0);
  await switchFeature(app, workspaceId, "plumbline.question-clustering", true);
  for (const signal of said) await takeQuestion(ctx(), signal);
  expect(await kept()).toBe(2);
  await app.database.raw`delete from question_clusters where workspace_id = ${workspaceId}`;
});

test("asked three times it stands there with its messages and the document that may answer it, told once", async () => {
  const { data } = await ground.ask(
    `mutation ($input: UploadDocumentInput!) { uploadDocument(input: $input) { __typename } }`,
    {
      input: {
        workspaceId: ground.workspace.id,
        title: "Webhooks",
        format: "MARKDOWN",
        text: "# Webhooks\n\n## Secrets\n\nRotate the signing secret of a webhook in its settings.\n\n## Retries\n\nThey last a day.",
      },
    },
  );
  expect(data.uploadDocument.__typename).toBe("UploadDocumentSuccess");
  const first = await say("How do I rotate the signing secret of a webhook?", "ada");
  await say("hey, how can we rotate a webhook's signing secret?", "ben");
  expect(await repeated()).toEqual([]);
  await say("Where do I rotate the webhook signing secret?", "ada");
  await say("The deployment is done.", "ben");
  await say("How do I rotate the signing secret of a webhook?", "bot", { isBot: true });
  await takeQuestion(ctx(), first);
  const [question, ...others] = await repeated();
  expect(others).toEqual([]);
  expect(question).toMatchObject({
    question: "How do I rotate the signing secret of a webhook?",
    state: "OPEN",
    messageCount: 3,
    askerCount: 2,
    document: { title: "Webhooks" },
    documentSection: "Webhooks › Secrets",
  });
  expect(question.messages.nodes.map(({ url }: { url: string }) => url)).toHaveLength(3);
  const told = await ground.server.app.database.raw`
    select count(*)::int as n from events where type = 'question.repeated' and workspace_id = ${workspaceId}`;
  expect(told[0]?.n).toBe(1);
});

test("decideQuestion; asked again, an answered question is open again", async () => {
  const [{ id }] = await repeated();
  await proveWriteVerb(ground, {
    mutation: "decideQuestion",
    select: "question { state decidedBy }",
    event: "question.decided",
    input: () => ({ questionId: id, state: "ANSWERED" }),
  });
  await say("how to rotate the signing secret of the webhook", "cy");
  expect((await repeated())[0]).toMatchObject({ id, state: "OPEN", messageCount: 4 });
});

test("by schedule, clusters that ask the same become one, and the older keeps its id", async () => {
  const [{ id }] = await repeated();
  // As if they had been kept apart when less was known.
  const { raw } = ground.server.app.database;
  const [made] = await raw`
    insert into question_clusters (workspace_id, question, message_count, first_asked_at, last_asked_at)
    values (${workspaceId}, 'How do I rotate it?', 1, now(), now()) returning id`;
  await raw`
    update question_messages set cluster_id = ${made?.id} where id = (
      select id from question_messages where text like 'Where do I rotate%' limit 1)`;
  await joinClusters(ctx(), workspaceId);
  expect(await repeated()).toMatchObject([{ id, messageCount: 4 }]);
  expect(await raw`select 1 from question_clusters where id = ${made?.id}`).toHaveLength(0);
});
