import { consentPage } from "../domains/integrations/testing/consent-page.ts";
import { startTwin, type Twin, type TwinAnswer, type TwinRequest } from "../domains/integrations/testing/start-twin.ts";

/** A page as the twin keeps it. */
export interface TwinPage {
  id: string;
  title: string;
  space: string;
  version: number;
  created: Date;
  changed: Date;
  /** Storage format; without one the page's text is refused. */
  storage?: string;
}

/** A webhook of the Data Center. */
export interface TwinWebhook {
  id: number;
  name: string;
  url: string;
  events: string[];
  active: boolean;
  configuration: { secret: string };
}

/** Atlassian's Cloud with one site, and a Data Center below `/dc`: the parts that Plumbline calls. Not Confluence. */
export interface ConfluenceTwin extends Twin {
  pages: TwinPage[];
  hooks: TwinWebhook[];
  /** The access token that is good now, and the refresh token that gives the next one. */
  tokens: { access: string; refresh: string };
  /** How often a refresh token was shown, and which. */
  refreshes: string[];
  /** CQL queries that came. */
  searches: string[];
}

const personal = "Bearer dc-token";

export async function startConfluenceTwin(): Promise<ConfluenceTwin> {
  let made = 0;
  const base = await startTwin((asked) => answer(asked));
  const twin: ConfluenceTwin = Object.assign(base, {
    pages: [],
    hooks: [],
    tokens: { access: "access-0", refresh: "refresh-0" },
    refreshes: [],
    searches: [],
  });

  function answer(asked: TwinRequest): TwinAnswer | null {
    if (asked.path === "/authorize") return consentPage(asked, () => ({ code: "good" }));
    if (asked.path === "/oauth/token") return token(asked);
    if (asked.path.startsWith("/dc/")) {
      return asked.headers.authorization === personal
        ? dataCenter(asked, asked.path.slice("/dc/rest/api".length))
        : [401, { message: "The token does not exist" }];
    }
    if (asked.headers.authorization !== `Bearer ${twin.tokens.access}`) return [401, { message: "Unauthorized" }];
    return cloud(asked);
  }

  /** Rotates: a refresh token is good once. */
  function token({ body }: TwinRequest): TwinAnswer {
    if (body.grant_type === "refresh_token") {
      twin.refreshes.push(String(body.refresh_token));
      if (body.refresh_token !== twin.tokens.refresh) {
        return [403, { error: "invalid_grant", error_description: "Unknown or invalid refresh token." }];
      }
    } else if (body.code !== "good") {
      return [403, { error: "invalid_grant", error_description: "Invalid authorization code" }];
    }
    made += 1;
    twin.tokens = { access: `access-${made}`, refresh: `refresh-${made}` };
    const { access, refresh } = twin.tokens;
    const scope = "search:confluence offline_access";
    return [200, { access_token: access, refresh_token: refresh, expires_in: 3600, token_type: "Bearer", scope }];
  }

  function cloud(asked: TwinRequest): TwinAnswer | null {
    const site = "/ex/confluence/cloud-1/wiki";
    switch (asked.path) {
      case "/oauth/token/accessible-resources":
        return [200, [{ id: "cloud-1", name: "meridian", url: "https://meridian.atlassian.net" }]];
      case `${site}/api/v2/spaces`:
        return [
          200,
          {
            results: [
              { id: "1", key: "DOCS", name: "Documentation" },
              { id: "2", key: "OPS", name: "Ops" },
            ],
          },
        ];
      case `${site}/rest/api/content/search`:
        return search(asked);
      default:
        return null;
    }
  }

  function dataCenter(asked: TwinRequest, path: string): TwinAnswer | null {
    if (path === "/user/current") return [200, { type: "known", username: "ines", displayName: "Ines" }];
    if (path === "/space") return [200, { results: [{ key: "DOCS", name: "Documentation" }] }];
    if (path === "/content/search") return search(asked);
    if (path.startsWith("/content/")) return content(path.slice("/content/".length));
    return path.startsWith("/webhooks") ? webhooks(asked, path.slice("/webhooks/".length)) : null;
  }

  function webhooks({ method, body }: TwinRequest, id: string): TwinAnswer {
    const found = twin.hooks.find((hook) => String(hook.id) === id);
    if (method === "POST") {
      made += 1;
      const hook = { id: made, ...body } as unknown as TwinWebhook;
      twin.hooks.push(hook);
      return [201, hook];
    }
    if (id === "" && method === "GET") return [200, { results: twin.hooks }];
    if (!found) return [404, { message: "There is no such webhook" }];
    if (method === "PUT") Object.assign(found, body);
    if (method === "DELETE") twin.hooks = twin.hooks.filter((hook) => hook !== found);
    return method === "DELETE" ? [204] : [200, found];
  }

  function content(id: string): TwinAnswer {
    const found = twin.pages.find((page) => page.id === id);
    if (!found) return [404, { message: "No content found" }];
    if (found.storage === undefined) return [403, { message: "User not permitted to view the page" }];
    return [200, { ...asContent(found), body: { storage: { value: found.storage, representation: "storage" } } }];
  }

  /** Two a page, so that the way from one to the next is walked. */
  function search({ query }: TwinRequest): TwinAnswer {
    const cql = query.get("cql") ?? "";
    twin.searches.push(cql);
    const spaces = [...cql.matchAll(/"([A-Z]+)"/g)].map((match) => match[1]);
    const minutes = Number(/now\("-(\d+)m"\)/.exec(cql)?.[1]);
    const since = Number.isNaN(minutes) ? 0 : Date.now() - minutes * 60_000;
    const found = twin.pages
      .filter(({ space, changed }) => spaces.includes(space) && changed.getTime() >= since)
      .sort((a, b) => a.changed.getTime() - b.changed.getTime());
    const start = Number(query.get("start") ?? 0);
    const next = new URLSearchParams({ cql, start: String(start + 2) });
    const more = start + 2 < found.length ? { next: `/rest/api/content/search?${next}` } : {};
    return [
      200,
      {
        results: found.slice(start, start + 2).map(asContent),
        _links: { base: "https://meridian.atlassian.net/wiki", ...more },
      },
    ];
  }

  return twin;
}

function asContent({ id, title, space, version, created, changed }: TwinPage) {
  return {
    id,
    type: "page",
    title,
    space: { key: space },
    version: { number: version, when: changed.toISOString(), by: { displayName: "Ines" } },
    history: { createdDate: created.toISOString(), createdBy: { displayName: "Ines" } },
    _links: { webui: `/spaces/${space}/pages/${id}` },
  };
}
