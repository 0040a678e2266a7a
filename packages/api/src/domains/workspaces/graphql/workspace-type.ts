import { builder } from "../../../graphql/builder.ts";
import { ViewerRef } from "../../accounts/index.ts";
import { MembershipRef } from "../membership-ref.ts";
import { RoleRef } from "../role-ref.ts";
import {
  findWorkspace,
  listMemberships,
  loadWorkspace,
  viewerPermissions,
  viewerRole,
} from "../workspace/find-workspace.ts";
import { freeSlugs, type SlugAvailability, slugAvailability } from "../workspace/slug-availability.ts";
import { WorkspaceRef } from "../workspace-ref.ts";

builder.node(WorkspaceRef, {
  description: "The company that uses Plumbline; the wall of data isolation. Everything else hangs under it.",
  id: { resolve: (workspace) => workspace.id },
  loadOne: (id, ctx) => loadWorkspace(ctx, id),
  fields: (t) => ({
    slug: t.exposeString("slug", { description: "Its place in addresses: 2 to 48 of a to z, 0 to 9 and hyphen." }),
    name: t.exposeString("name", { description: "Its name, for people." }),
    demo: t.exposeBoolean("isDemo", { description: "True when its traffic is simulated." }),
    deletesAt: t.expose("purgeAfter", {
      type: "DateTime",
      nullable: true,
      description: "When everything in it will be deleted; null when nobody asked for that.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was created." }),
    viewerRole: t.field({
      type: RoleRef,
      nullable: true,
      description: "The viewer's role; null for a key or a token, which have scopes instead.",
      resolve: (workspace, _, ctx) => viewerRole(ctx, workspace.id),
    }),
    viewerPermissions: t.stringList({
      description: "Everything that the viewer may do here, as names of the permission matrix.",
      resolve: (workspace, _, ctx) => viewerPermissions(ctx, workspace.id),
    }),
  }),
});

builder.queryFields((t) => ({
  workspace: t.field({
    type: WorkspaceRef,
    nullable: true,
    description: "The workspace at a slug; null when there is none or the caller does not belong to it.",
    args: { slug: t.arg.string({ required: true, description: "Its slug." }) },
    resolve: (_, { slug }, ctx) => findWorkspace(ctx, slug),
  }),
  myWorkspaces: t.field({
    type: [MembershipRef],
    description: "The workspaces of the signed-in person, by name. Empty for keys and tokens, which belong to one.",
    resolve: (_, __, ctx) => listMemberships(ctx),
  }),
}));

const SlugAvailabilityRef = builder.objectRef<SlugAvailability>("SlugAvailability").implement({
  description: "Whether a slug can be had.",
  fields: (t) => ({
    slug: t.exposeString("slug", { description: "The slug that was asked for." }),
    available: t.exposeBoolean("available", { description: "Whether createWorkspace would take it now." }),
    reason: t.exposeString("reason", { nullable: true, description: "Why not, for people; null when it can be had." }),
    suggestion: t.string({
      nullable: true,
      description: "The best free one like it.",
      resolve: ({ suggestions }) => suggestions[0] ?? null,
    }),
    suggestions: t.exposeStringList("suggestions", { description: "Free ones like it, best first; at most three." }),
  }),
});

builder.queryFields((t) => ({
  slugAvailability: t.field({
    type: SlugAvailabilityRef,
    description: "Whether a slug is free. For signed-in people.",
    args: { slug: t.arg.string({ required: true, description: "As it was typed." }) },
    resolve: (_, { slug }, ctx) => slugAvailability(ctx, slug),
  }),
  suggestedSlugs: t.stringList({
    description: "Free slugs for a workspace's name, or for the company of the viewer's address; best first.",
    args: { name: t.arg.string({ description: "The workspace's name, as far as it is typed." }) },
    resolve: (_, { name }, ctx) => freeSlugs(ctx, name ?? null),
  }),
}));

builder.objectFields(ViewerRef, (t) => ({
  memberships: t.field({
    type: [MembershipRef],
    description: "Your workspaces, by name.",
    resolve: (_, __, ctx) => listMemberships(ctx),
  }),
}));
