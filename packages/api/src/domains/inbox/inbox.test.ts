import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeId } from "../../graphql/ids.ts";
import type { RecordedEvent } from "../../outbox/record-event.ts";
import { systemContext } from "../../service/context.ts";
import {
  eventually,
  joinWorkspace,
  type ProvingGround,
  startProvingGround,
  type TestMember,
} from "../../testing/index.ts";
import { tellMembers } from "./tell-members.ts";

let ground: ProvingGround;
let member: TestMember;

beforeAll(async () => {
  ground = await startProvingGround();
  member = await joinWorkspace(ground.server, ground.workspace, "OPERATOR", "Omar Haddad");
});

afterAll(async () => {
  await ground?.close();
});

const inboxOf = `{ viewer { unreadNotifications inbox(first: 50) { totalCount nodes { id kind title body href readAt workspace { slug } } } } }`;

async function inbox(as: { cookie: string }) {
  const { data, errors } = await ground.ask(inboxOf, {}, { cookie: as.cookie });
  expect(errors).toBeUndefined();
  return data.viewer;
}

async function mailsTo(address: string): Promise<{ subject: string; text: string }[]> {
  const response = await fetch(`${ground.server.url}/dev/mailbox.json`);
  const { messages } = (await response.json()) as { messages: { to: string; subject: string; text: string }[] };
  return messages.filter(({ to }) => to === address);
}

async function prefer(as: { cookie: string }, kind: string, choice: { inbox: boolean; email: boolean }) {
  const { data } = await ground.ask(
    `mutation ($input: SetNotificationPreferenceInput!) { setNotificationPreference(input: $input) { __typename
      ... on SetNotificationPreferenceSuccess { preference { kind inbox email } } ... on InvalidInput { issues { path message } } } }`,
    { input: { kind, ...choice } },
    { cookie: as.cookie },
  );
  return data.setNotificationPreference;
}

/** An event as the log would hand it to the reaction. */
async function recorded(type: string, data: Record<string, unknown>): Promise<RecordedEvent> {
  const workspaceId = decodeId("ws", ground.workspace.id);
  const { raw } = ground.server.app.database;
  const [subject] = type.split(".");
  const [row] = await raw`
    insert into events (workspace_id, type, subject_type, subject_id, actor_type, actor_name, data)
    values (${workspaceId}, ${type}, ${subject ?? ""}, ${randomUUID()}, 'system', 'test', ${raw.json(data as never)})
    returning id, subject_id`;
  return {
    id: row?.id,
    workspaceId,
    type,
    subjectId: row?.subject_id,
    actorType: "system",
    actorName: "test",
    data,
  } as RecordedEvent;
}

test("who invited is told that the invitation was accepted, and nobody else", async () => {
  const told = await eventually(async () => {
    const { inbox: list } = await inbox(ground.workspace.owner);
    return list.nodes.find((item: { title: string }) => item.title === "Omar Haddad accepted the invitation");
  });
  expect(told).toMatchObject({
    kind: "invitation_accepted",
    href: `/w/${ground.workspace.slug}/members`,
    readAt: null,
    workspace: { slug: ground.workspace.slug },
  });
  expect((await inbox(ground.viewer)).inbox.nodes).toEqual([]);
  expect((await inbox(ground.stranger.owner)).inbox.totalCount).toBe(0);
});

test("whose role changes is told in the inbox and by mail, and the one who did it is not", async () => {
  const change = "mutation ($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { __typename } }";
  await ground.ask(change, { input: { memberId: member.memberId, role: "ADMIN" } });
  await eventually(async () =>
    (await inbox(member)).inbox.nodes.some((item: { title: string }) => item.title === "You are admin now"),
  );
  const mail = await eventually(async () =>
    (await mailsTo(member.email)).find(({ subject }) => subject.startsWith("You are admin now")),
  );
  expect(mail.text).toContain(`/w/${ground.workspace.slug}/members`);
  const { inbox: own } = await inbox(ground.workspace.owner);
  expect(own.nodes.map((item: { kind: string }) => item.kind)).not.toContain("role_changed");
});

describe("a degraded integration", () => {
  test("is told to those who operate, once however often the reaction runs, as each chose", async () => {
    await prefer(member, "integration_degraded", { inbox: false, email: true });
    await prefer(ground.workspace.owner, "integration_degraded", { inbox: true, email: false });
    const event = await recorded("integration.state_changed", {
      provider: "github",
      name: "GitHub",
      from: "live",
      to: "degraded",
      evidence: "GitHub answered 401 to our token.",
    });
    const run = () => tellMembers(systemContext(ground.server.app, "inbox.tell-members"), event);
    await Promise.all([run(), run()]);
    await run();
    const title = "GitHub is degraded";
    const items = (await inbox(ground.workspace.owner)).inbox.nodes.filter(
      (item: { title: string }) => item.title === title,
    );
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ body: "GitHub answered 401 to our token." });
    expect(items[0].href).toMatch(new RegExp(`^/w/${ground.workspace.slug}/integrations/int_`));
    expect((await inbox(member)).inbox.nodes.some((item: { title: string }) => item.title === title)).toBe(false);
    expect((await inbox(ground.viewer)).inbox.totalCount).toBe(0);
    await eventually(async () => (await mailsTo(member.email)).some(({ subject }) => subject.startsWith(title)));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await mailsTo(member.email)).filter(({ subject }) => subject.startsWith(title))).toHaveLength(1);
    expect((await mailsTo(ground.workspace.owner.email)).some(({ subject }) => subject.startsWith(title))).toBe(false);
  });

  test("steps on the way up are no news", async () => {
    const { inbox: before } = await inbox(ground.workspace.owner);
    const event = await recorded("integration.state_changed", {
      name: "GitHub",
      from: "authorised",
      to: "live",
      evidence: "push",
    });
    await tellMembers(systemContext(ground.server.app, "inbox.tell-members"), event);
    expect((await inbox(ground.workspace.owner)).inbox.totalCount).toBe(before.totalCount);
  });
});

test("one is marked read, then all; others' notices cannot be touched", async () => {
  const mark = `mutation ($input: MarkInboxReadInput!) { markInboxRead(input: $input) { __typename
    ... on MarkInboxReadSuccess { count } ... on InvalidInput { issues { path } } } }`;
  const { inbox: list, unreadNotifications } = await inbox(ground.workspace.owner);
  expect(unreadNotifications).toBeGreaterThan(1);
  const [first] = list.nodes;
  const stranger = { cookie: ground.stranger.owner.cookie };
  expect((await ground.ask(mark, { input: { ids: [first.id] } }, stranger)).data.markInboxRead.count).toBe(0);
  expect(
    (await ground.ask("query ($id: ID!) { node(id: $id) { id } }", { id: first.id }, stranger)).data.node,
  ).toBeNull();
  expect((await ground.ask(mark, { input: { ids: [first.id] } })).data.markInboxRead.count).toBe(1);
  expect((await ground.ask(mark, { input: { ids: [first.id] } })).data.markInboxRead.count).toBe(0);
  expect((await inbox(ground.workspace.owner)).unreadNotifications).toBe(unreadNotifications - 1);
  expect((await ground.ask(mark, { input: { all: true } })).data.markInboxRead.count).toBe(unreadNotifications - 1);
  expect((await inbox(ground.workspace.owner)).unreadNotifications).toBe(0);
  expect((await ground.ask(mark, { input: {} })).data.markInboxRead.__typename).toBe("InvalidInput");
  expect((await ground.ask(mark, { input: { all: true } }, {})).data.markInboxRead.__typename).toBe("Unauthenticated");
});

test("preferences list every kind with its default, and an unknown kind is refused", async () => {
  const { data } = await ground.ask(
    "{ viewer { notificationPreferences { kind title description inbox email } } }",
    {},
    { cookie: ground.viewer.cookie },
  );
  const kinds = data.viewer.notificationPreferences;
  expect(kinds.length).toBeGreaterThan(4);
  expect(kinds.find((each: { kind: string }) => each.kind === "integration_degraded")).toMatchObject({
    inbox: true,
    email: true,
  });
  expect((await prefer(ground.viewer, "nonsense", { inbox: true, email: true })).issues[0].path).toEqual(["kind"]);
});

test("a notice leads to its page also after the workspace moved to another slug", async () => {
  const rename = "mutation ($input: UpdateWorkspaceInput!) { updateWorkspace(input: $input) { __typename } }";
  const to = async (slug: string) => await ground.ask(rename, { input: { workspaceId: ground.workspace.id, slug } });
  await to("moved-elsewhere");
  expect((await inbox(member)).inbox.nodes[0].href).toMatch(/^\/w\/moved-elsewhere\//);
  await to(ground.workspace.slug);
});

test("who leaves takes no notices of the workspace along", async () => {
  const { inbox: before } = await inbox(member);
  expect(before.totalCount).toBeGreaterThan(0);
  await ground.ask(
    "mutation ($input: LeaveWorkspaceInput!) { leaveWorkspace(input: $input) { __typename } }",
    { input: { workspaceId: ground.workspace.id } },
    { cookie: member.cookie },
  );
  expect((await inbox(member)).inbox.totalCount).toBe(0);
});
