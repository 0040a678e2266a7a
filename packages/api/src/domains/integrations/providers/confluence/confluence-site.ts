import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readText } from "../../provider/read-path.ts";

/** A Confluence that the credentials reach. */
export interface ConfluenceSite {
  /** Atlassian's cloud id; empty for Data Center. */
  id: string;
  name: string;
}

/** True when the credentials are of a server of one's own. */
export function isDataCenter({ credentials }: ProviderAccess): boolean {
  return credentials.baseUrl !== undefined;
}

/**
 * The sites that a person gave access to, in a stable order.
 * https://developer.atlassian.com/cloud/confluence/oauth-2-3lo-apps/#3-1-get-the-cloudid-for-your-site
 */
export async function confluenceSites(access: ProviderAccess): Promise<ConfluenceSite[]> {
  const { body } = await access.call("GET", "/oauth/token/accessible-resources");
  return readList({ body }, "body")
    .flatMap((site) => {
      const id = readText(site, "id");
      return id ? [{ id, name: readText(site, "name") ?? id }] : [];
    })
    .sort((a, b) => a.id.localeCompare(b.id));
}

/** What stands before `/rest/api` for a site; with the cloud id empty, the Data Center's own address. */
export function sitePrefix(access: ProviderAccess, cloudId: string): string {
  return cloudId === "" ? (access.credentials.baseUrl ?? "") : `/ex/confluence/${encodeURIComponent(cloudId)}/wiki`;
}

/** The chosen spaces of each site, by cloud id. A target is `cloudId/KEY`, or `KEY` at a Data Center. */
export function spacesBySite({ targets }: ProviderAccess): Map<string, string[]> {
  const sites = new Map<string, string[]>();
  for (const { id } of targets) {
    const slash = id.indexOf("/");
    const site = slash === -1 ? "" : id.slice(0, slash);
    sites.set(site, [...(sites.get(site) ?? []), id.slice(slash + 1)]);
  }
  return sites;
}
