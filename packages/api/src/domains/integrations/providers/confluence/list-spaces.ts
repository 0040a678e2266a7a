import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readText } from "../../provider/read-path.ts";
import { confluenceSites, isDataCenter, sitePrefix } from "./confluence-site.ts";

/** Spaces that are not somebody's own, of every site that the credentials reach. */
export async function listSpaces(access: ProviderAccess) {
  if (isDataCenter(access)) {
    const { body } = await access.call("GET", `${sitePrefix(access, "")}/rest/api/space?type=global&limit=200`);
    return readList(body, "results").flatMap((space) => asTarget(space, "", ""));
  }
  const sites = await confluenceSites(access);
  const spaces = [];
  for (const site of sites) {
    const path = `${sitePrefix(access, site.id)}/api/v2/spaces?type=global&status=current&limit=250`;
    const { body } = await access.call("GET", path);
    const prefix = sites.length > 1 ? `${site.name}: ` : "";
    spaces.push(...readList(body, "results").flatMap((space) => asTarget(space, `${site.id}/`, prefix)));
  }
  return spaces;
}

function asTarget(space: unknown, before: string, prefix: string) {
  const key = readText(space, "key");
  return key ? [{ id: `${before}${key}`, name: `${prefix}${readText(space, "name") ?? key}` }] : [];
}
