import {
  describePermission,
  permissions,
  roleAllows,
  roles,
  scopesFor,
} from "../../packages/api/src/service/permissions.ts";
import { writeDerived } from "./write-derived.ts";

/** Writes the permission matrix from the one file that holds it. */
export async function generatePermissionDocs(): Promise<void> {
  const rows = permissions.map((permission) => {
    const marks = roles.map((role) => (roleAllows(role, permission) ? "yes" : ""));
    const keys = (["secret", "publishable"] as const).filter((kind) => scopesFor(kind).includes(permission));
    return `| \`${permission}\` | ${describePermission(permission)} | ${marks.join(" | ")} | ${keys.join(", ")} |`;
  });
  writeDerived(
    "docs/permissions.md",
    `# Permissions\n\nWritten by \`npm run generate\` from \`packages/api/src/service/permissions.ts\`. The last column says which kinds of API key may carry the permission as a scope.\n\n| Permission | Lets its holder | ${roles.join(" | ")} | API keys |\n|---|---|${"---|".repeat(roles.length + 1)}\n${rows.join("\n")}\n`,
  );
}
