import { members } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { UserRef } from "../../accounts/index.ts";
import { changeMemberRole } from "../members/change-member-role.ts";
import { leaveWorkspace } from "../members/leave-workspace.ts";
import { listMembers } from "../members/list-members.ts";
import { loadPerson } from "../members/load-person.ts";
import { MemberRef } from "../members/member-ref.ts";
import { removeMember } from "../members/remove-member.ts";
import { transferOwnership } from "../members/transfer-ownership.ts";
import { RoleRef } from "../role-ref.ts";
import { WorkspaceRef } from "../workspace-ref.ts";

builder.node(MemberRef, {
  description: "A person in a workspace.",
  id: { resolve: (member) => member.id },
  loadOne: loadNode(members, "members:read"),
  fields: (t) => ({
    user: t.field({
      type: UserRef,
      nullable: true,
      description: "The person; null in the answer to their removal.",
      resolve: ({ workspaceId, userId }, _, ctx) => loadPerson(ctx, workspaceId, userId),
    }),
    role: t.expose("role", { type: RoleRef, description: "What the person is here." }),
    isViewer: t.boolean({
      description: "Whether this is the viewer.",
      resolve: ({ userId }, _, { actor }) => actor.type === "user" && actor.userId === userId,
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "Since when." }),
  }),
});

const MemberFilterInput = builder.inputType("MemberFilter", {
  description: "Which members; what is left out does not narrow.",
  fields: (t) => ({ roles: t.field({ type: [RoleRef], description: "With one of these roles." }) }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  members: t.connection(
    {
      type: MemberRef,
      description: "Members, those who came first at the top. Needs `members:read`.",
      args: { filter: t.arg({ type: MemberFilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) => listMembers(ctx, workspace.id, page, filter ?? {}),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

const ChangeMemberRoleInput = builder.inputType("ChangeMemberRoleInput", {
  description: "Who gets which role.",
  fields: (t) => ({
    memberId: t.globalID({ for: MemberRef, required: true, description: "The member." }),
    role: t.field({ type: RoleRef, required: true, description: "The new role." }),
  }),
});

const RemoveMemberInput = builder.inputType("RemoveMemberInput", {
  description: "Who is removed.",
  fields: (t) => ({ memberId: t.globalID({ for: MemberRef, required: true, description: "The member." }) }),
});

const LeaveWorkspaceInput = builder.inputType("LeaveWorkspaceInput", {
  description: "What the viewer leaves.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "The workspace." }),
  }),
});

const TransferOwnershipInput = builder.inputType("TransferOwnershipInput", {
  description: "To whom.",
  fields: (t) => ({ memberId: t.globalID({ for: MemberRef, required: true, description: "The new owner." }) }),
});

builder.mutationFields((t) => ({
  changeMemberRole: t.field({
    type: MemberRef,
    description: "Gives a member another role. Needs `members:write`; owners are made and unmade with `owners:write`.",
    args: { input: t.arg({ type: ChangeMemberRoleInput, required: true, description: "Who and what." }) },
    errors: refusals("ChangeMemberRole", "member"),
    resolve: (_, { input }, ctx) => changeMemberRole(ctx, uuids(input)),
  }),
  removeMember: t.field({
    type: MemberRef,
    description: "Removes a member. Needs `members:write`, for an owner `owners:write`.",
    args: { input: t.arg({ type: RemoveMemberInput, required: true, description: "Who." }) },
    errors: refusals("RemoveMember", "member"),
    resolve: (_, { input }, ctx) => removeMember(ctx, uuids(input)),
  }),
  leaveWorkspace: t.field({
    type: WorkspaceRef,
    description: "The viewer leaves. The only owner cannot.",
    args: { input: t.arg({ type: LeaveWorkspaceInput, required: true, description: "What." }) },
    errors: refusals("LeaveWorkspace", "workspace"),
    resolve: (_, { input }, ctx) => leaveWorkspace(ctx, uuids(input)),
  }),
  transferOwnership: t.field({
    type: MemberRef,
    description: "Makes another member owner and the viewer an admin. For owners.",
    args: { input: t.arg({ type: TransferOwnershipInput, required: true, description: "To whom." }) },
    errors: refusals("TransferOwnership", "member"),
    resolve: (_, { input }, ctx) => transferOwnership(ctx, uuids(input)),
  }),
}));
