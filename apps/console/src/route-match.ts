import type { TemplateResult } from "lit";

/** What a route's view is drawn from. */
export interface Place {
  /** The path without the query. */
  path: string;
  /** The values of the path's `:names`. */
  params: Record<string, string>;
  /** The query. */
  search: URLSearchParams;
}

export interface Route {
  /** A path with `:names`: `/w/:slug/integrations/:id`. */
  path: string;
  /** Who may see it. `member` needs a session; `guest` sends people with a session on; `anyone` takes both. */
  who: "member" | "guest" | "anyone";
  /** Loads the page's code; routes are split, so the first page costs its own code only. */
  load: () => Promise<unknown>;
  /** Draws the page's element. */
  view: (place: Place) => TemplateResult;
  /** Title of the document, and last crumb until the page knows a better one. */
  title: string;
}

/** The values of a pattern's names in a path, or undefined when it does not match. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  if (pattern === "/*") return {};
  const wanted = pattern.split("/");
  const given = path.replace(/\/+$/, "").split("/");
  if (wanted.length !== given.length && !(pattern === "/" && path === "/")) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith(":")) {
      if (value === "") return undefined;
      params[part.slice(1)] = safelyDecode(value);
    } else if (part !== value) return undefined;
  }
  return params;
}

function safelyDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The first route that matches a path; fixed paths are declared before those with names. */
export function findRoute(
  routes: readonly Route[],
  path: string,
): { route: Route; params: Record<string, string> } | undefined {
  for (const route of routes) {
    const params = matchPath(route.path, path);
    if (params) return { route, params };
  }
  return undefined;
}
