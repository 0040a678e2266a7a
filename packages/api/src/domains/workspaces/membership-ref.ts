import { builder } from "../../graphql/builder.ts";
import { RoleRef } from "./role-ref.ts";
import type { Membership } from "./workspace/find-workspace.ts";
import { WorkspaceRef } from "./workspace-ref.ts";

/** The GraphQL type `Membership`. */
export const MembershipRef = builder.objectRef<Membership>("Membership").implement({
  description: "A workspace that the viewer belongs to.",
  fields: (t) => ({
    workspace: t.expose("workspace", { type: WorkspaceRef, description: "The workspace." }),
    role: t.expose("role", { type: RoleRef, description: "What the viewer is in it." }),
    joinedAt: t.expose("joinedAt", { type: "DateTime", description: "Since when." }),
  }),
});
