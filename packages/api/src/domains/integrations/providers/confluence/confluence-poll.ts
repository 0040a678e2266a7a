import type { NormalisedSignal } from "../../provider/normalised-signal.ts";
import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readMoment, readPath, readText } from "../../provider/read-path.ts";
import { windowPoll } from "../../provider/window-poll.ts";
import { pageSignal } from "./confluence-signals.ts";
import { sitePrefix, spacesBySite } from "./confluence-site.ts";

const pageSize = 100;

/**
 * CQL over what changed lately in the chosen spaces. The search index follows with some delay, so ten minutes are read again.
 * https://developer.atlassian.com/cloud/confluence/advanced-searching-using-cql/
 */
export const confluencePoll = windowPoll({
  intervalSeconds: 120,
  overlapSeconds: 600,
  read: async (access, since, page) => {
    const sites = [...spacesBySite(access)];
    const [index, next] = page ? splitPage(page) : [0, undefined];
    const site = sites[index];
    if (!site) return { items: [] };
    const [cloudId, spaces] = site;
    const path = next ?? `/rest/api/content/search?${firstQuery(access, spaces, since)}`;
    const { body } = await access.call("GET", `${sitePrefix(access, cloudId)}${path}`);
    const base = readText(body, "_links.base") ?? "";
    const items = readList(body, "results").flatMap((entry) => itemOf(entry, { cloudId, base, since }));
    const more = readText(body, "_links.next");
    // Only a path below the same site is followed.
    if (more?.startsWith("/rest/")) return { items, next: `${index} ${more}` };
    return { items, next: index + 1 < sites.length ? `${index + 1} ` : undefined };
  },
});

function splitPage(page: string): [index: number, next: string | undefined] {
  const space = page.indexOf(" ");
  return [Number(page.slice(0, space)), page.slice(space + 1) || undefined];
}

/** CQL reads a date in the asking person's time zone, so the window is said in minutes from now. */
function firstQuery(access: ProviderAccess, spaces: readonly string[], since: Date): URLSearchParams {
  const minutes = Math.max(1, Math.ceil((access.now.getTime() - since.getTime()) / 60_000) + 1);
  const keys = spaces.map((key) => `"${key.replaceAll(/["\\]/g, "")}"`).join(",");
  return new URLSearchParams({
    cql: `type = page and space in (${keys}) and lastmodified >= now("-${minutes}m") order by lastmodified asc`,
    expand: "version,space,history",
    limit: String(pageSize),
  });
}

interface Place {
  cloudId: string;
  base: string;
  since: Date;
}

/** A page that was made and changed since the last look tells both. */
function itemOf(entry: unknown, { cloudId, base, since }: Place): { at: Date; signals: NormalisedSignal[] }[] {
  const id = readText(entry, "id");
  const at = readMoment(entry, "version.when");
  if (!id || !at || at < since) return [];
  const webui = readText(entry, "_links.webui");
  const page = {
    site: cloudId,
    id,
    title: readText(entry, "title"),
    space: readText(entry, "space.key"),
    url: webui && base ? `${base}${webui}` : undefined,
  };
  const version = Number(readPath(entry, "version.number") ?? 1);
  const madeAt = readMoment(entry, "history.createdDate");
  const signals: NormalisedSignal[] = [];
  if (madeAt ? madeAt >= since : version === 1) {
    const by = readText(entry, "history.createdBy.displayName");
    signals.push(pageSignal("page.created", { ...page, version: 1, by, at: madeAt ?? at }));
  }
  if (version > 1) {
    const by = readText(entry, "version.by.displayName");
    signals.push(pageSignal("page.updated", { ...page, version, by, at }));
  }
  return [{ at, signals }];
}
