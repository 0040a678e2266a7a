import type { NormalisedSignal, ParsedDelivery } from "../../provider/normalised-signal.ts";
import { readPath, readText } from "../../provider/read-path.ts";

/** What Confluence's events become. Trashing and purging one version of a page are one removal. */
const types = new Map([
  ["page_created", "page.created"],
  ["page_updated", "page.updated"],
  ["page_trashed", "page.removed"],
  ["page_removed", "page.removed"],
  ["page_restored", "page.restored"],
]);

/** A page as webhook and poll know it. */
export interface ConfluencePage {
  /** Atlassian's cloud id; empty for Data Center. */
  site: string;
  id: string;
  title: string | undefined;
  space: string | undefined;
  url: string | undefined;
  version: number | undefined;
  by: string | undefined;
  at: Date;
}

/** A fact about a page, the same by webhook and by poll. */
export function pageSignal(type: string, page: ConfluencePage): NormalisedSignal {
  const { site, id, title, space, version, by, at } = page;
  const place = site ? `${site}/${id}` : id;
  // A page is made once; it can be changed, removed and restored again, each time at another version.
  const again = type === "page.created" ? "" : `:${version === undefined ? at.toISOString() : `v${version}`}`;
  return {
    type,
    key: `${type}:${place}${again}`,
    title: title ?? `Page ${id}`,
    subject: space ? `${space}/${id}` : id,
    url: page.url,
    actor: by,
    occurredAt: at,
    data: { page: id, space: space ?? null, version: version ?? null, title: title ?? null, url: page.url ?? null },
  };
}

/** Unconfirmed: `event` in the body; Bitbucket Data Center's webhooks name it in `X-Event-Key`, so both are read. */
export function confluenceEventName(headers: ParsedDelivery["headers"], payload: unknown): string | undefined {
  return readText(payload, "event") ?? headers["x-event-key"];
}

/**
 * The facts in one of Data Center's deliveries. Unconfirmed: the names of the fields below `page`; they are those of the page events
 * of Atlassian Connect, and each may be missing.
 */
export function confluenceSignals({ event, payload, receivedAt }: ParsedDelivery): NormalisedSignal[] {
  const type = types.get(event);
  const page = readPath(payload, "page");
  const id = readText(page, "id");
  if (!type || !id) return [];
  const version = Number(readText(page, "version") ?? readText(page, "version.number") ?? Number.NaN);
  const by = type === "page.created" ? "creatorName" : "lastModifierName";
  return [
    pageSignal(type, {
      site: "",
      id,
      title: readText(page, "title"),
      space: readText(page, "spaceKey") ?? readText(page, "space.key"),
      url: readText(page, "self"),
      version: Number.isInteger(version) ? version : undefined,
      by: readText(page, by) ?? readText(payload, "username") ?? readText(payload, "userKey"),
      at: momentOf(payload) ?? receivedAt,
    }),
  ];
}

/** Milliseconds since 1970. */
function momentOf(payload: unknown): Date | undefined {
  const at = new Date(Number(readText(payload, "timestamp") ?? Number.NaN));
  return Number.isNaN(at.getTime()) ? undefined : at;
}
