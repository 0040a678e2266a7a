import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readPath, readText } from "../../provider/read-path.ts";
import type { HiddenFailure } from "../../provider.ts";

/** Asks the Admin API. What it refuses with status 200 is found by `shopifyHiddenFailure` before this returns. */
export async function shopifyQuery(
  access: ProviderAccess,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<unknown> {
  const path = `/admin/api/${access.setting("SHOPIFY_API_VERSION")}/graphql.json`;
  const { body } = await access.call("POST", path, { json: { query, variables }, headers });
  return readPath(body, "data");
}

/**
 * GraphQL errors and a mutation's `userErrors` come with status 200.
 * https://shopify.dev/docs/api/admin-graphql#status-and-error-codes
 */
export function shopifyHiddenFailure(body: unknown): HiddenFailure | null {
  const [error] = readList(body, "errors");
  if (error !== undefined) {
    const message = readText(error, "message") ?? "a GraphQL error without words";
    const code = readText(error, "extensions.code");
    if (code === "THROTTLED") return { failure: "rate_limited", message, retryAfterSeconds: waitSeconds(body) };
    return { failure: code === "ACCESS_DENIED" ? "forbidden" : "refused", message };
  }
  const data = readPath(body, "data");
  if (data === null || typeof data !== "object") return null;
  const refused = Object.values(data).flatMap((field) => readList(field, "userErrors"));
  return refused.length === 0 ? null : { failure: "refused", message: readText(refused[0], "message") ?? "refused" };
}

/** The bucket says how much it lacks and how fast it fills. */
function waitSeconds(body: unknown): number {
  const number = (path: string) => Number(readText(body, `extensions.cost.${path}`) ?? Number.NaN);
  const lacking = number("requestedQueryCost") - number("throttleStatus.currentlyAvailable");
  const seconds = Math.ceil(lacking / number("throttleStatus.restoreRate"));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 2;
}
