import type { DocumentContract, RemoteDocument } from "../../provider/document-contract.ts";
import { htmlToMarkdown } from "../../provider/html-to-markdown.ts";
import { readList, readText } from "../../provider/read-path.ts";
import { sitePrefix } from "./confluence-site.ts";

const pageSize = 100;
const mostPages = 50;

/** A space's pages. Unconfirmed: that the scopes asked for suffice for `body.storage`; a refusal stands beside the source. */
export const confluenceDocuments: DocumentContract = {
  patternHelp: "Part of a page's title, or * for every page of the space.",
  defaultPattern: "*",
  async list(access, { target, pattern }) {
    const { site, space } = placeOf(target);
    const query = new URLSearchParams({
      cql: `type = page and space = "${space.replaceAll(/["\\]/g, "")}"`,
      expand: "version",
      limit: String(pageSize),
    });
    const wanted = pattern.replaceAll("*", "").trim().toLowerCase();
    const found: RemoteDocument[] = [];
    let path: string | undefined = `/rest/api/content/search?${query}`;
    for (let page = 0; path && page < mostPages; page += 1) {
      const { body }: { body: unknown } = await access.call("GET", `${sitePrefix(access, site)}${path}`);
      const base = readText(body, "_links.base");
      found.push(...readList(body, "results").flatMap((entry) => documentOf(entry, base, wanted)));
      const next = readText(body, "_links.next");
      // Only a path below the same site is followed.
      path = next?.startsWith("/rest/") ? next : undefined;
    }
    return found;
  },
  async read(access, { target, document }) {
    const { site } = placeOf(target);
    const path = `/rest/api/content/${encodeURIComponent(document.path)}?expand=body.storage`;
    const { body } = await access.call("GET", `${sitePrefix(access, site)}${path}`);
    return htmlToMarkdown(readText(body, "body.storage.value") ?? "");
  },
  changedTarget: ({ type, data }) => (type.startsWith("page.") ? (readText(data, "space") ?? null) : null),
};

/** A target is `cloudId/KEY`, or `KEY` at a Data Center. */
function placeOf(target: string): { site: string; space: string } {
  const slash = target.indexOf("/");
  return slash === -1 ? { site: "", space: target } : { site: target.slice(0, slash), space: target.slice(slash + 1) };
}

function documentOf(entry: unknown, base: string | undefined, wanted: string): RemoteDocument[] {
  const path = readText(entry, "id");
  const title = readText(entry, "title") ?? null;
  const revision = readText(entry, "version.number");
  if (!path || !revision || (wanted && !title?.toLowerCase().includes(wanted))) return [];
  const webui = readText(entry, "_links.webui");
  return [{ path, title, revision, url: webui && base ? `${base}${webui}` : null }];
}
