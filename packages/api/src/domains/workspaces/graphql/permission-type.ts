import { builder } from "../../../graphql/builder.ts";
import {
  describePermission,
  type Permission,
  permissions,
  roleAllows,
  roles,
  scopesFor,
} from "../../../service/permissions.ts";
import { RoleRef } from "../role-ref.ts";
import { ApiKeyKindRef } from "./api-key-kind.ts";

const keyKinds = ["secret", "publishable"] as const;

const PermissionRef = builder.objectRef<{ name: Permission }>("Permission").implement({
  description: "One row of the permission matrix.",
  fields: (t) => ({
    permission: t.exposeString("name", { description: "`noun:verb`, as it stands in scopes and refusals." }),
    description: t.string({
      description: "What it lets its holder do, for people.",
      resolve: ({ name }) => describePermission(name),
    }),
    roles: t.field({
      type: [RoleRef],
      description: "The roles that hold it.",
      resolve: ({ name }) => roles.filter((role) => roleAllows(role, name)),
    }),
    kinds: t.field({
      type: [ApiKeyKindRef],
      description: "The kinds of API key that may carry it as a scope.",
      resolve: ({ name }) => keyKinds.filter((kind) => scopesFor(kind).includes(name)),
    }),
  }),
});

builder.queryFields((t) => ({
  permissions: t.field({
    type: [PermissionRef],
    description: "The permission matrix: what each role and each kind of key may do.",
    resolve: () => permissions.map((name) => ({ name })),
  }),
  apiKeyScopes: t.field({
    type: [PermissionRef],
    description: "The permissions that an API key can carry.",
    resolve: () => scopesFor("secret").map((name) => ({ name })),
  }),
}));
