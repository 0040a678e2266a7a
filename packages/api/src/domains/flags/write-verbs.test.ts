import { afterAll, beforeAll, expect, test } from "vitest";
import { type ProvingGround, proveWriteVerb, startProvingGround } from "../../testing/index.ts";

let ground: ProvingGround;
let workspaceId: string;
let production: string;

beforeAll(async () => {
  ground = await startProvingGround();
  workspaceId = ground.workspace.id;
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

interface Case {
  mutation: string;
  select: string;
  event: string;
  input(): Promise<Record<string, unknown>>;
}

const cases: Case[] = [
  {
    mutation: "createFlag",
    select: "flag { id key state variants { key value } configurations { nodes { enabled version } } }",
    event: "flag.created",
    input: async () => ({ workspaceId, key: "new-checkout", name: "New checkout", tags: ["web"] }),
  },
  {
    mutation: "updateFlag",
    select: "flag { id name revision revisions { nodes { number changed } } }",
    event: "flag.updated",
    input: async () => ({ flagId: await flag(), name: "Renamed", reason: "It was called something else" }),
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
  },
  {
    mutation: "killFlag",
    select: "configuration { id killed killReason killedAt }",
    event: "flag.killed",
    input: async () => ({ flagId: await flag(), environmentId: production, reason: "Errors rise" }),
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
  },
];

test.each(cases)("$mutation works, is recorded, and is refused to strangers and viewers", async (verb) => {
  const answer = await proveWriteVerb(ground, verb);
  expect(JSON.stringify(answer)).toContain(verb.select.split(" ")[0]);
});
