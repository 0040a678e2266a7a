import type { Attributes } from "../conditions/attribute.ts";
import type { FlagList } from "../model/flag-definition.ts";
import type { Decide, Pick } from "../recipe.ts";

type KeyOf = (context: Attributes) => string | undefined;

export function listStep(list: FlagList | undefined, userOf: KeyOf, tenantOf: KeyOf, pick: Pick): Decide | undefined {
  const users = new Set(list?.users);
  const tenants = new Set(list?.tenants);
  if (!users.size && !tenants.size) return undefined;
  return (context) =>
    users.has(userOf(context) ?? "") || tenants.has(tenantOf(context) ?? "") ? pick(context) : undefined;
}
