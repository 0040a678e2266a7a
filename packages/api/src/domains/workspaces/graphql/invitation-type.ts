import { invitations } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { UserRef } from "../../accounts/index.ts";
import { acceptInvitation } from "../invitations/accept-invitation.ts";
import { findInvitation, type InvitationPreview } from "../invitations/find-invitation.ts";
import { InvitationRef, type InvitationState, invitationState } from "../invitations/invitation-ref.ts";
import { inviteMember } from "../invitations/invite-member.ts";
import { listInvitations } from "../invitations/list-invitations.ts";
import { resendInvitation } from "../invitations/resend-invitation.ts";
import { revokeInvitation } from "../invitations/revoke-invitation.ts";
import { loadPerson } from "../members/load-person.ts";
import { RoleRef } from "../role-ref.ts";
import { WorkspaceRef } from "../workspace-ref.ts";

const InvitationStateRef = builder.enumType("InvitationState", {
  description: "Where an invitation stands.",
  values: {
    PENDING: { value: "pending" as InvitationState, description: "Its link works." },
    ACCEPTED: { value: "accepted" as InvitationState, description: "The person is a member." },
    REVOKED: { value: "revoked" as InvitationState, description: "It was withdrawn." },
    EXPIRED: { value: "expired" as InvitationState, description: "Its seven days are over; it can be sent again." },
  },
});

builder.node(InvitationRef, {
  description: "Somebody asked by mail to become a member.",
  id: { resolve: (invitation) => invitation.id },
  loadOne: loadNode(invitations, "members:read"),
  fields: (t) => ({
    email: t.exposeString("email", { description: "The invited address." }),
    role: t.expose("role", { type: RoleRef, description: "What the person will be." }),
    state: t.field({
      type: InvitationStateRef,
      description: "Where it stands.",
      resolve: (invitation, _, { app }) => invitationState(invitation, app.clock.now()),
    }),
    invitedBy: t.field({
      type: UserRef,
      nullable: true,
      description: "Who invited; null when that person is no member any more.",
      resolve: ({ workspaceId, invitedBy }, _, ctx) => (invitedBy ? loadPerson(ctx, workspaceId, invitedBy) : null),
    }),
    invitedByName: t.string({
      nullable: true,
      description: "The name of who invited.",
      resolve: async ({ workspaceId, invitedBy }, _, ctx) =>
        invitedBy ? ((await loadPerson(ctx, workspaceId, invitedBy))?.name ?? null) : null,
    }),
    expiresAt: t.expose("expiresAt", { type: "DateTime", description: "When its link stops working." }),
    lastSentAt: t.expose("lastSentAt", { type: "DateTime", description: "When it was mailed last." }),
    resentCount: t.exposeInt("resentCount", { description: "How often it was sent again." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
  }),
});

const InvitationPreviewRef = builder.objectRef<InvitationPreview>("InvitationPreview").implement({
  description: "What the holder of an invitation's link may know, signed in or not.",
  fields: (t) => ({
    workspaceName: t.exposeString("workspaceName", { description: "Where the person is invited to." }),
    workspaceSlug: t.exposeString("workspaceSlug", { description: "Its place in addresses." }),
    invitedByName: t.exposeString("invitedByName", { nullable: true, description: "Who invited." }),
    email: t.exposeString("email", { description: "The invited address; only it can accept." }),
    role: t.expose("role", { type: RoleRef, description: "What the person will be." }),
    state: t.expose("state", { type: InvitationStateRef, description: "Where it stands." }),
    expiresAt: t.expose("expiresAt", { type: "DateTime", description: "When its link stops working." }),
  }),
});

builder.queryField("invitation", (t) =>
  t.field({
    type: InvitationPreviewRef,
    nullable: true,
    description: "The invitation behind a link; null when there is none, or a newer mail replaced it. For anybody.",
    args: { token: t.arg.string({ required: true, description: "The last part of the link." }) },
    resolve: (_, { token }, ctx) => findInvitation(ctx, token),
  }),
);

const InvitationFilterInput = builder.inputType("InvitationFilter", {
  description: "Which invitations; what is left out does not narrow.",
  fields: (t) => ({ states: t.field({ type: [InvitationStateRef], description: "In one of these states." }) }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  invitations: t.connection(
    {
      type: InvitationRef,
      description: "Invitations, the newest first. Needs `members:read`.",
      args: { filter: t.arg({ type: InvitationFilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) => listInvitations(ctx, workspace.id, page, filter ?? {}),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

const InviteMemberInput = builder.inputType("InviteMemberInput", {
  description: "Who is invited to what.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    email: t.string({ required: true, description: "The address; with or without an account." }),
    role: t.field({ type: RoleRef, required: true, description: "What the person will be." }),
  }),
});

const ResendInvitationInput = builder.inputType("ResendInvitationInput", {
  description: "Which invitation is sent again.",
  fields: (t) => ({ invitationId: t.globalID({ for: InvitationRef, required: true, description: "Which." }) }),
});

const RevokeInvitationInput = builder.inputType("RevokeInvitationInput", {
  description: "Which invitation is withdrawn.",
  fields: (t) => ({ invitationId: t.globalID({ for: InvitationRef, required: true, description: "Which." }) }),
});

const AcceptInvitationInput = builder.inputType("AcceptInvitationInput", {
  description: "Which invitation the viewer accepts.",
  fields: (t) => ({ token: t.string({ required: true, description: "The last part of the link." }) }),
});

builder.mutationFields((t) => ({
  inviteMember: t.field({
    type: InvitationRef,
    description: "Invites an address by mail, for seven days. Needs `members:write`, for an owner `owners:write`.",
    args: { input: t.arg({ type: InviteMemberInput, required: true, description: "Who." }) },
    errors: refusals("InviteMember", "invitation"),
    resolve: (_, { input }, ctx) => inviteMember(ctx, uuids(input)),
  }),
  resendInvitation: t.field({
    type: InvitationRef,
    description: "Sends an invitation again with a new link, for another seven days; the old link stops working.",
    args: { input: t.arg({ type: ResendInvitationInput, required: true, description: "Which." }) },
    errors: refusals("ResendInvitation", "invitation"),
    resolve: (_, { input }, ctx) => resendInvitation(ctx, uuids(input)),
  }),
  revokeInvitation: t.field({
    type: InvitationRef,
    description: "Withdraws an invitation. Needs `members:write`.",
    args: { input: t.arg({ type: RevokeInvitationInput, required: true, description: "Which." }) },
    errors: refusals("RevokeInvitation", "invitation"),
    resolve: (_, { input }, ctx) => revokeInvitation(ctx, uuids(input)),
  }),
  acceptInvitation: t.field({
    type: WorkspaceRef,
    description: "The viewer becomes a member. Needs the invited, verified address.",
    args: { input: t.arg({ type: AcceptInvitationInput, required: true, description: "Which." }) },
    errors: refusals("AcceptInvitation", "workspace"),
    resolve: (_, { input }, ctx) => acceptInvitation(ctx, input),
  }),
}));
