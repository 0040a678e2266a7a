import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeId } from "../../graphql/ids.ts";
import {
  eventually,
  graphqlOver,
  joinWorkspace,
  makeWorkspace,
  type ProvingGround,
  proveWriteVerb,
  signUp,
  startProvingGround,
} from "../../testing/index.ts";
import { purgeDueWorkspaces } from "./jobs/purge-due-workspaces.ts";

let ground: ProvingGround;

beforeAll(async () => {
  ground = await startProvingGround();
});

afterAll(async () => {
  await ground?.close();
});

const create = `mutation ($input: CreateWorkspaceInput!) { createWorkspace(input: $input) { __typename
  ... on CreateWorkspaceSuccess { workspace { id slug viewerRole environments { nodes { key } } } }
  ... on InvalidInput { issues { path message } } ... on Refusal { message nextStep } } }`;

async function createAs(cookie: string, input: { name: string; slug: string }) {
  return (await graphqlOver(ground.server.url, create, { input }, { cookie })).data.createWorkspace;
}

describe("creating", () => {
  test("gives its owner a workspace with three environments, and nobody else", async () => {
    const { owner } = ground.workspace;
    const made = await createAs(owner.cookie, { name: "Zoë & Söhne 🌿", slug: "zoe-soehne" });
    expect(made.workspace.viewerRole).toBe("OWNER");
    expect(made.workspace.environments.nodes.map((each: { key: string }) => each.key)).toEqual([
      "production",
      "staging",
      "development",
    ]);
    const ask = "query ($slug: String!) { workspace(slug: $slug) { id } }";
    const { data } = await ground.ask(ask, { slug: "zoe-soehne" }, { cookie: ground.stranger.owner.cookie });
    expect(data.workspace).toBeNull();
  });

  test("two people who take one slug at once get one workspace and one conflict", async () => {
    const cookies = [ground.workspace.owner.cookie, ground.stranger.owner.cookie, ground.viewer.cookie];
    const answers = await Promise.all(cookies.map((cookie) => createAs(cookie, { name: "Race", slug: "the-race" })));
    expect(answers.map((answer) => answer.__typename).sort()).toEqual([
      "Conflict",
      "Conflict",
      "CreateWorkspaceSuccess",
    ]);
  });

  test("a replay answers with the same workspace and makes no second one", async () => {
    const as = { cookie: ground.workspace.owner.cookie, idempotencyKey: "create-once" };
    const send = (slug: string) => ground.ask(create, { input: { name: "Once", slug } }, as);
    const first = await send("once-only");
    const again = await send("once-only");
    expect(first.data.createWorkspace.__typename).toBe("CreateWorkspaceSuccess");
    expect(again.data.createWorkspace.workspace.id).toBe(first.data.createWorkspace.workspace.id);
    expect((await send("another-one")).data.createWorkspace.__typename).toBe("IdempotencyConflict");
  });

  test.each([
    ["an emoji", "🦊-den", /a to z, digits and hyphens/],
    ["a NUL", "nul\u0000nul", /NUL character/],
    ["capitals", "Meridian", /lower-case/],
    ["one letter", "x", /2 to 48/],
    ["49 letters", "x".repeat(49), /2 to 48/],
    ["a hyphen at the end", "meridian-", /begins and ends/],
    ["a reserved word", "graphql", /reserved/],
  ])("%s as a slug is refused in clear words", async (_, slug, words) => {
    const answer = await createAs(ground.workspace.owner.cookie, { name: "Meridian", slug });
    expect(answer.__typename).toBe("InvalidInput");
    expect(answer.issues[0].path).toEqual(["slug"]);
    expect(answer.issues[0].message).toMatch(words);
  });

  test("nobody creates one without signing in", async () => {
    const { data } = await ground.ask(create, { input: { name: "Nobody", slug: "nobody-there" } }, {});
    expect(data.createWorkspace.__typename).toBe("Unauthenticated");
  });

  test("what is typed is told to be free or not, with free ones like it", async () => {
    const look = async (slug: string) =>
      (
        await ground.ask("query ($slug: String!) { slugAvailability(slug: $slug) { available reason suggestions } }", {
          slug,
        })
      ).data.slugAvailability;
    expect(await look("brand-new-name")).toMatchObject({ available: true, reason: null });
    const taken = await look(ground.workspace.slug);
    expect(taken.available).toBe(false);
    expect(taken.reason).toContain("Another workspace");
    expect(taken.suggestions).toContain(`${ground.workspace.slug}-hq`);
    expect(await look("api")).toMatchObject({
      available: false,
      reason: "The word api is reserved for Plumbline itself.",
    });
    const { data } = await ground.ask(`{ suggestedSlugs(name: "Zoë's Bücher") }`);
    expect(data.suggestedSlugs[0]).toBe("zoes-bucher");
  });
});

describe("changing", () => {
  test("renaming keeps the four promises", async () => {
    const made = await proveWriteVerb(ground, {
      mutation: "updateWorkspace",
      select: "workspace { name }",
      event: "workspace.renamed",
      input: ({ workspace }) => ({ workspaceId: workspace.id, name: "Meridian Trading" }),
    });
    expect(made.workspace.name).toBe("Meridian Trading");
  });

  test("a slug that another workspace has is a conflict", async () => {
    const { data } = await ground.ask(
      "mutation ($input: UpdateWorkspaceInput!) { updateWorkspace(input: $input) { __typename } }",
      { input: { workspaceId: ground.workspace.id, slug: ground.stranger.slug } },
    );
    expect(data.updateWorkspace.__typename).toBe("Conflict");
  });
});

describe("deleting", () => {
  test("asking and cancelling keep the four promises, and every owner is told by mail", async () => {
    const { workspace } = ground;
    const input = () => ({ workspaceId: workspace.id, confirmSlug: workspace.slug });
    const asked = await proveWriteVerb(ground, {
      mutation: "requestWorkspaceDeletion",
      select: "workspace { deletesAt }",
      event: "workspace.deletion_requested",
      input,
    });
    const days = (new Date(asked.workspace.deletesAt).getTime() - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(13.9);
    expect(days).toBeLessThan(14.1);
    await eventually(async () => {
      const { messages } = (await (await fetch(`${ground.server.url}/dev/mailbox.json`)).json()) as {
        messages: { to: string; subject: string }[];
      };
      return messages.find(({ to, subject }) => to === workspace.owner.email && subject.includes("will be deleted"));
    });
    const kept = await proveWriteVerb(ground, {
      mutation: "cancelWorkspaceDeletion",
      select: "workspace { deletesAt }",
      event: "workspace.deletion_cancelled",
      input: () => ({ workspaceId: workspace.id }),
    });
    expect(kept.workspace.deletesAt).toBeNull();
  });

  test("a demo has no grace period: it is gone within moments", async () => {
    const demo = await makeWorkspace(ground.server, "Demo");
    const { raw } = ground.server.app.database;
    await raw`update workspaces set is_demo = true where slug = ${demo.slug}`;
    await ground.ask(
      "mutation ($input: RequestWorkspaceDeletionInput!) { requestWorkspaceDeletion(input: $input) { __typename } }",
      { input: { workspaceId: demo.id, confirmSlug: demo.slug } },
      { cookie: demo.owner.cookie },
    );
    const id = decodeId("ws", demo.id);
    await eventually(
      async () => (await raw`select 1 from workspaces where id = ${id} and purged_at is not null`).length,
    );
  });

  test("when the grace period is over nothing is left but a record without its name", async () => {
    const { server } = ground;
    const doomed = await makeWorkspace(server, "Doomed");
    await joinWorkspace(server, doomed, "VIEWER");
    const as = { cookie: doomed.owner.cookie };
    const request =
      "mutation ($input: RequestWorkspaceDeletionInput!) { requestWorkspaceDeletion(input: $input) { __typename } }";
    const wrong = await ground.ask(request, { input: { workspaceId: doomed.id, confirmSlug: "other" } }, as);
    expect(wrong.data.requestWorkspaceDeletion.__typename).toBe("InvalidInput");
    await ground.ask(request, { input: { workspaceId: doomed.id, confirmSlug: doomed.slug } }, as);
    const id = decodeId("ws", doomed.id);
    const { raw } = server.app.database;
    // The relay numbers what happened so far; only then is the log still.
    await eventually(
      async () => (await raw`select 1 from events where workspace_id = ${id} and position is null`).length === 0,
    );
    const { now } = server.app.clock;
    server.app.clock.now = () => new Date(Date.now() + 15 * 86_400_000);
    try {
      await purgeDueWorkspaces.run({ app: server.app } as never, {});
      await eventually(
        async () => (await raw`select 1 from workspaces where id = ${id} and purged_at is not null`).length,
      );
    } finally {
      server.app.clock.now = now;
    }
    const [row] = await raw`select name, slug from workspaces where id = ${id}`;
    expect(row).toEqual({ name: "Deleted workspace", slug: `purged-${id.replaceAll("-", "")}` });
    const left = await raw`select type, data from events where workspace_id = ${id}`;
    expect(left.map(({ type }) => type)).toEqual(["workspace.purged"]);
    expect(left[0]?.data.deletedRows).toMatchObject({ members: 2, environments: 3 });
    expect(await raw`select 1 from members where workspace_id = ${id}`).toHaveLength(0);
    const { data } = await ground.ask(
      "query ($slug: String!) { workspace(slug: $slug) { id } }",
      { slug: doomed.slug },
      as,
    );
    expect(data.workspace).toBeNull();
    const again = await createAs((await signUp(server)).cookie, { name: "Reborn", slug: doomed.slug });
    expect(again.__typename).toBe("CreateWorkspaceSuccess");
  });
});
