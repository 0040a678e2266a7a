/** The roles, from the most to the least, with what each may do in a sentence. */
export const roles: readonly { value: "OWNER" | "ADMIN" | "OPERATOR" | "VIEWER"; label: string; may: string }[] = [
  { value: "OWNER", label: "Owner", may: "Everything, also deleting the workspace and making owners." },
  { value: "ADMIN", label: "Admin", may: "Members, integrations, keys, webhooks and the audit log." },
  { value: "OPERATOR", label: "Operator", may: "Services, tenants, deliveries and their replay." },
  { value: "VIEWER", label: "Viewer", may: "Reads; changes nothing." },
];

/** A role in words. */
export function roleLabel(role: string): string {
  return roles.find((each) => each.value === role.toUpperCase())?.label ?? role;
}
