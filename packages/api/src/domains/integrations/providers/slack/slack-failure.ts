import { readText } from "../../provider/read-path.ts";
import type { HiddenFailure } from "../../provider.ts";

const unauthorised = new Set([
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "token_expired",
  "invalid_refresh_token",
]);
const forbidden = new Set([
  "missing_scope",
  "not_in_channel",
  "no_permission",
  "access_denied",
  "team_access_not_granted",
  "not_allowed_token_type",
]);

/** Slack answers 200 to nearly everything; `ok` says what it was. https://docs.slack.dev/apis/web-api/#responses */
export function slackFailure(body: unknown): HiddenFailure | null {
  if (body === null || typeof body !== "object" || (body as { ok?: unknown }).ok !== false) return null;
  const error = readText(body, "error") ?? "no reason given";
  const needed = readText(body, "needed");
  const message = needed ? `${error}: needs the scope ${needed}` : error;
  if (unauthorised.has(error)) return { failure: "unauthorised", message };
  if (forbidden.has(error)) return { failure: "forbidden", message };
  if (error === "ratelimited" || error === "rate_limited")
    return { failure: "rate_limited", message, retryAfterSeconds: 60 };
  return { failure: "refused", message };
}
