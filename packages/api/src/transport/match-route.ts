import type { Route } from "./define-route.ts";

export interface RouteMatch {
  route: Route;
  params: Record<string, string>;
}

/** Makes the function that finds a route. Literal segments win over names, names over the rest. */
export function routeMatcher(
  routes: readonly Route[],
): (method: string, pathname: string) => RouteMatch | "other method" | null {
  const compiled = routes
    .map((route) => ({ route, segments: route.path.split("/").slice(1) }))
    .sort((a, b) => weight(b.segments) - weight(a.segments));
  return (method, pathname) => {
    const given = pathname.split("/").slice(1);
    let otherMethod = false;
    for (const { route, segments } of compiled) {
      const params = matchSegments(segments, given);
      if (!params) continue;
      if (route.method === "*" || route.method === method || (route.method === "GET" && method === "HEAD"))
        return { route, params };
      otherMethod = true;
    }
    return otherMethod ? "other method" : null;
  };
}

function weight(segments: string[]): number {
  return segments.reduce((sum, segment) => sum * 4 + (segment === "*" ? 0 : segment.startsWith(":") ? 1 : 3), 1);
}

function matchSegments(segments: string[], given: string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    if (segment === "*") {
      // Without a rest the path is another one's: `/docs` is not a page below `/docs`.
      if (index >= given.length) return null;
      params.rest = given.slice(index).join("/");
      return params;
    }
    const value = given[index];
    if (value === undefined) return null;
    if (segment.startsWith(":")) {
      const decoded = decode(value);
      if (!decoded) return null;
      params[segment.slice(1)] = decoded;
    } else if (segment !== value) return null;
  }
  return segments.length === given.length ? params : null;
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
