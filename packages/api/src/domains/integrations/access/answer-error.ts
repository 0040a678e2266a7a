import { type OutboundResponse, retryAfterMs } from "../../../outbound/index.ts";
import type { HiddenFailure } from "../provider/hidden-failure.ts";
import { readList, readText } from "../provider/read-path.ts";
import type { Provider } from "../provider.ts";
import { parseBody } from "./parse-body.ts";
import { ProviderError, type ProviderFailure } from "./provider-error.ts";

/** What a refusal means, told so that the reader can act, with the provider's own words. */
export function asProviderError(provider: Provider, response: OutboundResponse): ProviderError {
  const { status } = response;
  return compose(provider, {
    failure: failureOf(response),
    said: messageIn(parseBody(response)),
    status,
    retryAfterSeconds: Math.ceil(retryAfterMs(response) / 1000),
  });
}

/** The same for an answer whose status said that all was well. */
export function hiddenError(provider: Provider, status: number, hidden: HiddenFailure): ProviderError {
  const { failure, message, retryAfterSeconds = 0 } = hidden;
  return compose(provider, { failure, said: oneLine(message), status, retryAfterSeconds });
}

function failureOf({ status, headers }: OutboundResponse): ProviderFailure {
  // GitHub and others answer 403 when the rate limit is used up.
  if (status === 429 || (status === 403 && headers["x-ratelimit-remaining"] === "0")) return "rate_limited";
  if (status === 401) return "unauthorised";
  if (status === 403) return "forbidden";
  return status === 404 ? "not_found" : "refused";
}

interface Refused {
  failure: ProviderFailure;
  said: string;
  status: number;
  retryAfterSeconds: number;
}

function compose({ name }: Provider, { failure, said, status, retryAfterSeconds }: Refused): ProviderError {
  const quoted = said ? ` (${name}: “${said}”)` : "";
  const [message, nextStep] = wordsOf(failure, name, { status, retryAfterSeconds });
  return new ProviderError(failure, `${message}${quoted}.`, nextStep, { status, retryAfterSeconds, said });
}

function wordsOf(
  failure: ProviderFailure,
  name: string,
  { status, retryAfterSeconds }: { status: number; retryAfterSeconds: number },
): [message: string, nextStep: string] {
  switch (failure) {
    case "rate_limited": {
      const wait = retryAfterSeconds ? `in ${retryAfterSeconds} s` : "in a few minutes";
      return [`${name} takes no more requests for now`, `Try again ${wait}.`];
    }
    case "unauthorised":
      return [`${name} no longer accepts the credentials`, "Connect again."];
    case "forbidden":
      return [
        `${name} refused this with the permissions given`,
        "Give the missing permission at the provider, then try again.",
      ];
    case "not_found":
      return [
        `${name} does not know this, or does not show it to these credentials`,
        "Check that it still exists and that the credentials may see it.",
      ];
    default: {
      const how = status < 300 ? "refused this" : `answered with status ${status}`;
      return [`${name} ${how}`, "Try again later; the provider's status page may say more."];
    }
  }
}

/** The provider's own words, when it says any, cut to a line. */
function messageIn(body: unknown): string {
  if (body === null || typeof body !== "object") return "";
  const { message, error_description: description, error, detail } = body as Record<string, unknown>;
  // Google, Meta and Spotify nest it; JSON:API (Klaviyo) and X list it.
  const [first] = readList(body, "errors");
  const nested = [readText(error, "message"), readText(first, "detail"), readText(first, "message")];
  const said = [message, description, error, detail, ...nested].find((value) => typeof value === "string");
  return oneLine((said as string | undefined) ?? "");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").slice(0, 200);
}
