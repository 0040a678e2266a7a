import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemContext } from "../../service/context.ts";
import {
  eventually,
  graphqlOver,
  invitationTokenFor,
  joinWorkspace,
  makeWorkspace,
  type ProvingGround,
  proveWriteVerb,
  signUp,
  startProvingGround,
} from "../../testing/index.ts";
import { cleanUpInvitations } from "./jobs/clean-up-invitations.ts";

let ground: ProvingGround;

beforeAll(async () => {
  ground = await startProvingGround();
});

afterAll(async () => {
  await ground?.close();
});

const accept = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename
  ... on AcceptInvitationSuccess { workspace { slug viewerRole } } ... on Refusal { message nextStep } } }`;
const invite = `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { __typename
  ... on InviteMemberSuccess { invitation { id state } } ... on Refusal { message } } }`;
const previewQuery =
  "query ($token: String!) { invitation(token: $token) { workspaceName email role state invitedByName } }";

async function inviteAs(cookie: string, email: string, role = "OPERATOR") {
  const { data } = await ground.ask(invite, { input: { workspaceId: ground.workspace.id, email, role } }, { cookie });
  return data.inviteMember;
}

/** Runs with the clock moved. */
async function later<T>(ms: number, run: () => Promise<T>): Promise<T> {
  const { clock } = ground.server.app;
  const { now } = clock;
  clock.now = () => new Date(Date.now() + ms);
  try {
    return await run();
  } finally {
    clock.now = now;
  }
}

describe("members", () => {
  test("changing a role keeps the four promises", async () => {
    const made = await proveWriteVerb(ground, {
      mutation: "changeMemberRole",
      select: "member { role user { name } }",
      event: "member.role_changed",
      input: async ({ server, workspace }) => ({
        memberId: (await joinWorkspace(server, workspace, "VIEWER")).memberId,
        role: "OPERATOR",
      }),
    });
    expect(made.member).toEqual({ role: "OPERATOR", user: { name: "Lena Roth" } });
  });

  test("removing keeps the four promises, and the removed see nothing any more", async () => {
    const gone = await joinWorkspace(ground.server, ground.workspace, "ADMIN");
    await proveWriteVerb(ground, {
      mutation: "removeMember",
      select: "member { id role }",
      event: "member.removed",
      input: () => ({ memberId: gone.memberId }),
    });
    const { data } = await ground.ask(
      "query ($slug: String!) { workspace(slug: $slug) { id } }",
      { slug: ground.workspace.slug },
      gone,
    );
    expect(data.workspace).toBeNull();
  });

  test("leaving keeps the four promises", async () => {
    const leaver = await joinWorkspace(ground.server, ground.workspace, "OPERATOR");
    await proveWriteVerb(ground, {
      mutation: "leaveWorkspace",
      select: "workspace { slug }",
      event: "member.left",
      as: () => ({ cookie: leaver.cookie }),
      refusesViewers: false,
      input: ({ workspace }) => ({ workspaceId: workspace.id }),
    });
  });

  test("transferring ownership keeps the four promises and leaves the giver an admin", async () => {
    const other = await makeWorkspace(ground.server, "Handover");
    const next = await joinWorkspace(ground.server, other, "OPERATOR");
    const looker = await joinWorkspace(ground.server, other, "VIEWER");
    const there = { ...ground, workspace: other, viewer: looker };
    const made = await proveWriteVerb(there, {
      mutation: "transferOwnership",
      select: "member { id role }",
      event: "workspace.ownership_transferred",
      input: () => ({ memberId: next.memberId }),
    });
    expect(made.member).toEqual({ id: next.memberId, role: "OWNER" });
    const { data } = await ground.ask(
      "query ($slug: String!) { workspace(slug: $slug) { viewerRole } }",
      { slug: other.slug },
      other.owner,
    );
    expect(data.workspace.viewerRole).toBe("ADMIN");
  });

  test("of two owners who leave at once, one must stay", async () => {
    const pair = await makeWorkspace(ground.server, "Pair");
    const second = await joinWorkspace(ground.server, pair, "OWNER");
    const leave = "mutation ($input: LeaveWorkspaceInput!) { leaveWorkspace(input: $input) { __typename } }";
    const answers = await Promise.all(
      [pair.owner, second].map(({ cookie }) => ground.ask(leave, { input: { workspaceId: pair.id } }, { cookie })),
    );
    const names = answers.map(({ data }) => data.leaveWorkspace.__typename).sort();
    expect(names).toEqual(["LeaveWorkspaceSuccess", "PreconditionFailed"]);
  });

  test("an owner who hands on to two at once makes one owner", async () => {
    const house = await makeWorkspace(ground.server, "Heirs");
    const heirs = [
      await joinWorkspace(ground.server, house, "ADMIN"),
      await joinWorkspace(ground.server, house, "ADMIN", "Omar Haddad"),
    ];
    const transfer = "mutation ($input: TransferOwnershipInput!) { transferOwnership(input: $input) { __typename } }";
    const answers = await Promise.all(
      heirs.map(({ memberId }) => ground.ask(transfer, { input: { memberId } }, house.owner)),
    );
    const names = answers.map(({ data }) => data.transferOwnership.__typename).sort();
    expect(names).toEqual(["Forbidden", "TransferOwnershipSuccess"]);
    const { data } = await ground.ask(
      "query ($slug: String!) { workspace(slug: $slug) { members(filter: { roles: [OWNER] }) { totalCount } } }",
      { slug: house.slug },
      house.owner,
    );
    expect(data.workspace.members.totalCount).toBe(1);
  });

  test("an admin makes no owners and unmakes none", async () => {
    const admin = await joinWorkspace(ground.server, ground.workspace, "ADMIN");
    expect((await inviteAs(admin.cookie, "owner-to-be@meridian.example", "OWNER")).__typename).toBe("Forbidden");
    const { data: list } = await ground.ask(
      "query ($slug: String!) { workspace(slug: $slug) { members(filter: { roles: [OWNER] }) { nodes { id } } } }",
      { slug: ground.workspace.slug },
    );
    const memberId = list.workspace.members.nodes[0].id;
    const remove = "mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { __typename } }";
    const { data } = await ground.ask(remove, { input: { memberId } }, { cookie: admin.cookie });
    expect(data.removeMember.__typename).toBe("Forbidden");
  });
});

describe("invitations", () => {
  test("inviting keeps the four promises, and the mail goes out", async () => {
    await proveWriteVerb(ground, {
      mutation: "inviteMember",
      select: "invitation { email role state invitedByName }",
      event: "invitation.created",
      input: ({ workspace }) => ({ workspaceId: workspace.id, email: "  Omar@Meridian.example ", role: "ADMIN" }),
    });
    const token = await eventually(() => invitationTokenFor(ground.server, "omar@meridian.example"));
    const { data } = await ground.ask(previewQuery, { token }, {});
    expect(data.invitation).toMatchObject({ email: "omar@meridian.example", role: "ADMIN", state: "PENDING" });
    const [stored] = await ground.server.app.database
      .raw`select token_hash from invitations where email = 'omar@meridian.example'`;
    expect(stored?.token_hash).not.toContain(token);
  });

  test("sending again rotates the link and extends it; revoking ends it", async () => {
    const email = "rotate@meridian.example";
    const { invitation } = await inviteAs(ground.workspace.owner.cookie, email);
    const first = await eventually(() => invitationTokenFor(ground.server, email));
    const resend = {
      mutation: "resendInvitation",
      select: "invitation { id resentCount }",
      event: "invitation.resent",
    };
    const again = await later(60_000, () =>
      proveWriteVerb(ground, { ...resend, input: () => ({ invitationId: invitation.id }) }),
    );
    expect(again.invitation.resentCount).toBe(1);
    const second = await eventually(async () => {
      const token = await invitationTokenFor(ground.server, email);
      return token === first ? null : token;
    });
    expect((await ground.ask(previewQuery, { token: first }, {})).data.invitation).toBeNull();
    expect((await ground.ask(previewQuery, { token: second }, {})).data.invitation.state).toBe("PENDING");
    await proveWriteVerb(ground, {
      mutation: "revokeInvitation",
      select: "invitation { state }",
      event: "invitation.revoked",
      input: () => ({ invitationId: invitation.id }),
    });
    expect((await ground.ask(previewQuery, { token: second }, {})).data.invitation.state).toBe("REVOKED");
  });

  test("sending again at once is refused with a time", async () => {
    const { invitation } = await inviteAs(ground.workspace.owner.cookie, "haste@meridian.example");
    const { data } = await ground.ask(
      "mutation ($input: ResendInvitationInput!) { resendInvitation(input: $input) { ... on RateLimited { retryAfterSeconds } } }",
      { input: { invitationId: invitation.id } },
    );
    expect(data.resendInvitation.retryAfterSeconds).toBeGreaterThan(20);
  });

  test("only the invited, verified address accepts, and twice is harmless", async () => {
    const invited = await signUp(ground.server, "Ada Osei");
    await inviteAs(ground.workspace.owner.cookie, invited.email, "ADMIN");
    const token = await eventually(() => invitationTokenFor(ground.server, invited.email));
    const refused = await ground.ask(accept, { input: { token } }, { cookie: ground.stranger.owner.cookie });
    expect(refused.data.acceptInvitation.__typename).toBe("Forbidden");
    const anonymous = await ground.ask(accept, { input: { token } }, {});
    expect(anonymous.data.acceptInvitation.__typename).toBe("Unauthenticated");
    await ground.server.app.database.raw`update users set email_verified = false where email = ${invited.email}`;
    const unverified = await ground.ask(accept, { input: { token } }, { cookie: invited.cookie });
    expect(unverified.data.acceptInvitation.message).toContain("not verified");
    await ground.server.app.database.raw`update users set email_verified = true where email = ${invited.email}`;
    const joined = await ground.ask(accept, { input: { token } }, { cookie: invited.cookie });
    expect(joined.data.acceptInvitation.workspace).toEqual({ slug: ground.workspace.slug, viewerRole: "ADMIN" });
    const again = await ground.ask(accept, { input: { token } }, { cookie: invited.cookie });
    expect(again.data.acceptInvitation.__typename).toBe("AcceptInvitationSuccess");
    await ground.server.app.database
      .raw`delete from members where user_id = (select id from users where email = ${invited.email})`;
    const removed = await ground.ask(accept, { input: { token } }, { cookie: invited.cookie });
    expect(removed.data.acceptInvitation).toMatchObject({
      __typename: "Expired",
      message: expect.stringContaining("accepted already"),
    });
  });

  test("somebody without an account signs up with the invited address and then accepts", async () => {
    const { server, workspace } = ground;
    const email = "newcomer@meridian.example";
    await inviteAs(workspace.owner.cookie, email);
    const token = await eventually(() => invitationTokenFor(server, email));
    const body = JSON.stringify({ email, password: "correct horse battery", name: "New Comer" });
    const headers = { "content-type": "application/json", origin: server.url };
    await fetch(`${server.url}/auth/sign-up/email`, { method: "POST", headers, body });
    const link = await eventually(async () => {
      const { messages } = (await (await fetch(`${server.url}/dev/mailbox.json`)).json()) as {
        messages: { to: string; text: string }[];
      };
      const mail = messages.find(({ to, text }) => to === email && text.includes("/auth/verify-email"));
      return mail?.text.match(/https?:\/\/\S+/)?.[0];
    });
    const verified = await fetch(link, { redirect: "manual" });
    const cookie = verified.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const joined = await ground.ask(accept, { input: { token } }, { cookie });
    expect(joined.data.acceptInvitation.workspace.viewerRole).toBe("OPERATOR");
  });

  test("a second invitation of one address, and one of a member, are conflicts", async () => {
    const { cookie, email } = ground.workspace.owner;
    await inviteAs(cookie, "once@meridian.example");
    expect((await inviteAs(cookie, "once@meridian.example")).message).toContain("open invitation already");
    expect((await inviteAs(cookie, email)).message).toContain("member already");
  });

  test("after seven days it opens nothing, the daily clean-up counts it, and it can be sent again", async () => {
    const late = await signUp(ground.server, "Late Comer");
    const { invitation } = await inviteAs(ground.workspace.owner.cookie, late.email);
    const token = await eventually(() => invitationTokenFor(ground.server, late.email));
    await later(7 * 86_400_000 + 1000, async () => {
      const refused = await ground.ask(accept, { input: { token } }, { cookie: late.cookie });
      expect(refused.data.acceptInvitation.__typename).toBe("Expired");
      await cleanUpInvitations.run(systemContext(ground.server.app, "test"), {});
      const { data } = await ground.ask("query ($id: ID!) { node(id: $id) { ... on Invitation { state } } }", {
        id: invitation.id,
      });
      expect(data.node.state).toBe("EXPIRED");
    });
    const [event] = await ground.server.app.database.raw`
      select data from events where type = 'invitation.expired_cleaned' order by seq desc limit 1`;
    expect(event?.data.count).toBeGreaterThan(0);
    await later(60_000, async () => {
      const { data } = await graphqlOver(
        ground.server.url,
        "mutation ($input: ResendInvitationInput!) { resendInvitation(input: $input) { ... on ResendInvitationSuccess { invitation { state } } } }",
        { input: { invitationId: invitation.id } },
        { cookie: ground.workspace.owner.cookie },
      );
      expect(data.resendInvitation.invitation.state).toBe("PENDING");
    });
  });
});
