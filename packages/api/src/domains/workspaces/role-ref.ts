import { builder } from "../../graphql/builder.ts";
import type { Role } from "../../service/permissions.ts";

/** The GraphQL enum `Role`. */
export const RoleRef = builder.enumType("Role", {
  description: "What a member is in a workspace. The permission matrix says what each may do.",
  values: {
    OWNER: { value: "owner" as Role, description: "Everything, deletion and transfer included." },
    ADMIN: { value: "admin" as Role, description: "Everything but what is for owners." },
    OPERATOR: { value: "operator" as Role, description: "Operates what is set up: tenants, services, deliveries." },
    VIEWER: { value: "viewer" as Role, description: "Looks." },
  },
});
