import { startTestServer, type TestServer } from "@plumbline/api/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Plumbline } from "../create-plumbline.ts";
import { NotFoundError, unwrap } from "../index.ts";
import {
  ApiKeysDocument,
  ChangeMemberRoleDocument,
  CreateApiKeyDocument,
  EnvironmentsDocument,
  InboxDocument,
  InvitationsDocument,
  InviteMemberDocument,
  LiveConnectionsDocument,
  MarkInboxReadDocument,
  MembersDocument,
  NotificationPreferencesDocument,
  ResendInvitationDocument,
  RevokeApiKeyDocument,
  RevokeInvitationDocument,
  RotateApiKeyDocument,
  SetNotificationPreferenceDocument,
  TakeClaimDocument,
  TakingsDocument,
} from "../operations.ts";
import { type Member, makeMember } from "../testing/make-member.ts";

let server: TestServer;
let member: Member;
let client: Plumbline;
let slug: string;
let workspaceId: string;

beforeAll(async () => {
  server = await startTestServer();
  member = await makeMember(server);
  client = member.client(server.url);
  ({ slug, id: workspaceId } = member.workspace);
});
afterAll(() => server?.close());

it("lists members, and a refusal of a change arrives typed", async () => {
  const { workspace } = unwrap(await client.query(MembersDocument, { slug }));
  const [owner] = workspace?.members.nodes ?? [];
  expect(owner).toMatchObject({ role: "OWNER", isViewer: true, user: { email: expect.stringContaining("@") } });
  const only = await client.mutate(ChangeMemberRoleDocument, { input: { memberId: owner?.id ?? "", role: "ADMIN" } });
  expect(only).toMatchObject({ ok: false, error: { code: "PRECONDITION_FAILED" } });
});

it("invites, resends, revokes, and lists what is open", async () => {
  const input = { workspaceId, email: "jonas@meridian.example", role: "OPERATOR" as const };
  const { inviteMember } = unwrap(await client.mutate(InviteMemberDocument, { input }));
  const { id } = (inviteMember as { invitation: { id: string } }).invitation;
  // A mail went out this second: that another must wait, and how long, is told as the type says.
  const again = await client.mutate(ResendInvitationDocument, { input: { invitationId: id } });
  expect(again).toMatchObject({
    ok: false,
    error: { code: "RATE_LIMITED", retryAfterSeconds: expect.any(Number) },
  });
  const { workspace } = unwrap(await client.query(InvitationsDocument, { slug }));
  expect(workspace?.invitations.nodes).toMatchObject([{ id, email: input.email, state: "PENDING" }]);
  const ended = unwrap(await client.mutate(RevokeInvitationDocument, { input: { invitationId: id } }));
  expect(ended.revokeInvitation).toMatchObject({ invitation: { state: "REVOKED" } });
});

it("creates an API key that works, rotates and revokes it", async () => {
  const found = unwrap(await client.query(EnvironmentsDocument, { slug }));
  const environmentId = found.workspace?.environments.nodes[0]?.id ?? "";
  const input = { workspaceId, environmentId, name: "CI", kind: "SECRET" as const, scopes: ["members:read"] };
  const { createApiKey } = unwrap(await client.mutate(CreateApiKeyDocument, { input }));
  const made = createApiKey as { key: string; apiKey: { id: string } };
  expect(made.key).toMatch(/^plb_/);
  const rotated = unwrap(await client.mutate(RotateApiKeyDocument, { input: { apiKeyId: made.apiKey.id } }));
  expect(rotated.rotateApiKey).toMatchObject({ apiKey: { rotatedFromId: made.apiKey.id } });
  unwrap(await client.mutate(RevokeApiKeyDocument, { input: { apiKeyId: made.apiKey.id } }));
  const { workspace } = unwrap(await client.query(ApiKeysDocument, { slug, first: 10 }));
  expect(workspace?.apiKeys.nodes.map(({ name }) => name)).toContain("CI");
});

it("reads the inbox, marks it read, and sets where notices go", async () => {
  const { viewer } = unwrap(await client.query(InboxDocument, { first: 10 }));
  expect(viewer?.inbox.nodes).toBeInstanceOf(Array);
  unwrap(await client.mutate(MarkInboxReadDocument, { input: { all: true } }));
  expect(unwrap(await client.query(InboxDocument, { first: 1 })).viewer?.unreadNotifications).toBe(0);
  const input = { kind: "role_changed", inbox: true, email: false };
  unwrap(await client.mutate(SetNotificationPreferenceDocument, { input }));
  const { viewer: after } = unwrap(await client.query(NotificationPreferencesDocument, {}));
  expect(after?.notificationPreferences.find(({ kind }) => kind === "role_changed")).toMatchObject(input);
});

it("says who is on what, and who listens", async () => {
  expect(unwrap(await client.query(TakingsDocument, { slug })).workspace?.home.takings).toEqual([]);
  const nothing = await client.mutate(TakeClaimDocument, { input: { workspaceId, claimKey: "nothing" } });
  expect(nothing).toMatchObject({ ok: false, error: expect.any(NotFoundError) });
  const { workspace } = unwrap(await client.query(LiveConnectionsDocument, { slug }));
  expect(workspace?.liveConnections).toMatchObject({ servers: 1, connections: 0 });
});
