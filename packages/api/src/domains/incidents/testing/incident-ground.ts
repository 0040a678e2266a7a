import { expect } from "vitest";
import { eventually, type ProvingGround } from "../../../testing/index.ts";

// biome-ignore lint/suspicious/noExplicitAny: answers of any shape
type Answer = any;

/** One mutation as the workspace's owner, with what it answers: the success's field, or the refusal. */
export async function change(ground: ProvingGround, mutation: string, input: object, select: string): Promise<Answer> {
  const capital = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  const { data, errors } = await ground.ask(
    `mutation ($input: ${capital}Input!) { ${mutation}(input: $input) {
      ... on ${capital}Success { incident { ${select} } } ... on Refusal { code message nextStep } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data[mutation].incident ?? data[mutation];
}

/** Opens an incident of its own. */
export async function open(ground: ProvingGround, input: object = {}, select = "id number name"): Promise<Answer> {
  const wish = { workspaceId: ground.workspace.id, title: "Checkout is slow", severity: "SEV2", ...input };
  return await change(ground, "openIncident", wish, select);
}

/** An incident as it is now. */
export async function look(ground: ProvingGround, id: string, select: string): Promise<Answer> {
  const { data, errors } = await ground.ask(`query ($id: ID!) { node(id: $id) { ... on Incident { ${select} } } }`, {
    id,
  });
  expect(errors).toBeUndefined();
  return data.node;
}

/** The one error group of these words, once it is there. */
export async function groupOf(ground: ProvingGround, search: string): Promise<{ id: string; title: string }> {
  return await eventually(async () => {
    const { data } = await ground.ask(
      `query ($slug: String!, $filter: ErrorGroupFilter) { workspace(slug: $slug) {
        errorGroups(filter: $filter, first: 2) { nodes { id title } } } }`,
      { slug: ground.workspace.slug, filter: { search } },
    );
    const { nodes } = data.workspace.errorGroups;
    return nodes.length === 1 ? nodes[0] : undefined;
  });
}
