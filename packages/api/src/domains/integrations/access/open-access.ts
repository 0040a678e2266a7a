import type { IntegrationTarget } from "@plumbline/db/schema";
import type { App } from "../../../app.ts";
import { OutboundError, type OutboundResponse, retryAfterMs } from "../../../outbound/index.ts";
import type { ProviderAccess, ProviderAnswer, ProviderCall } from "../provider/provider-access.ts";
import type { Provider } from "../provider.ts";
import { fillTemplate } from "./fill-template.ts";
import { ProviderError } from "./provider-error.ts";
import { requireSetting } from "./require-setting.ts";

/** What an access is opened with. */
export interface OpenAccessOptions {
  provider: Provider;
  credentials: Readonly<Record<string, string>>;
  targets?: readonly IntegrationTarget[];
}

/** Gives a provider's functions their API, with the credentials and through the outbound client. */
export function openAccess(app: App, { provider, credentials, targets = [] }: OpenAccessOptions): ProviderAccess {
  const setting = (name: string) => requireSetting(app, provider, name);
  const access: ProviderAccess = {
    credentials,
    targets,
    now: app.clock.now(),
    setting,
    call: (method, path, options = {}) => callProvider(app, provider, access, { method, path, options }),
  };
  return access;
}

interface Call {
  method: string;
  path: string;
  options: ProviderCall;
}

async function callProvider<T>(
  app: App,
  provider: Provider,
  access: ProviderAccess,
  { method, path, options }: Call,
): Promise<ProviderAnswer<T>> {
  const base = fillTemplate(provider.api?.baseUrl ?? "", access.setting, access.credentials);
  const url = /^https?:\/\//.test(path) ? path : `${base}${path}`;
  const { body, contentType } = encodeBody(options);
  const headers = {
    ...provider.api?.headers(access.credentials),
    ...(contentType ? { "content-type": contentType } : {}),
    ...options.headers,
  };
  const response = await app.outbound
    .request(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(options.attempts === undefined ? {} : { attempts: options.attempts }),
      purpose: `${provider.slug}: ${method} ${path.split("?", 1)[0]}`,
    })
    .catch((error: unknown) => {
      if (!(error instanceof OutboundError)) throw error;
      throw new ProviderError("unreachable", `${provider.name}: ${error.message}`, error.nextStep);
    });
  const accepted = (response.status >= 200 && response.status < 300) || options.accept?.includes(response.status);
  if (!accepted) throw asProviderError(provider, response);
  return { status: response.status, headers: response.headers, body: parseBody(response) as T };
}

function encodeBody({ json, form }: ProviderCall): { body?: string; contentType?: string } {
  if (json !== undefined) return { body: JSON.stringify(json), contentType: "application/json" };
  if (form === undefined) return {};
  return { body: new URLSearchParams(form).toString(), contentType: "application/x-www-form-urlencoded" };
}

function parseBody(response: OutboundResponse): unknown {
  if (response.body.length === 0) return undefined;
  const text = response.body.toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function asProviderError(provider: Provider, response: OutboundResponse): ProviderError {
  const { status } = response;
  const { name } = provider;
  const said = messageIn(parseBody(response));
  const quoted = said ? ` (${name}: “${said}”)` : "";
  const retryAfterSeconds = Math.ceil(retryAfterMs(response) / 1000);
  // GitHub and others answer 403 when the rate limit is used up.
  if (status === 429 || (status === 403 && response.headers["x-ratelimit-remaining"] === "0")) {
    const wait = retryAfterSeconds ? `in ${retryAfterSeconds} s` : "in a few minutes";
    return new ProviderError("rate_limited", `${name} takes no more requests for now${quoted}.`, `Try again ${wait}.`, {
      status,
      retryAfterSeconds,
    });
  }
  if (status === 401) {
    return new ProviderError("unauthorised", `${name} no longer accepts the credentials${quoted}.`, "Connect again.", {
      status,
    });
  }
  if (status === 403) {
    return new ProviderError(
      "forbidden",
      `${name} refused this with the permissions given${quoted}.`,
      "Give the missing permission at the provider, then try again.",
      { status },
    );
  }
  if (status === 404) {
    return new ProviderError(
      "not_found",
      `${name} does not know this, or does not show it to these credentials${quoted}.`,
      "Check that it still exists and that the credentials may see it.",
      { status },
    );
  }
  return new ProviderError(
    "refused",
    `${name} answered with status ${status}${quoted}.`,
    "Try again later; the provider's status page may say more.",
    { status, retryAfterSeconds },
  );
}

/** The provider's own words, when it says any, cut to a line. */
function messageIn(body: unknown): string {
  if (body === null || typeof body !== "object") return "";
  const { message, error_description: description, error, detail } = body as Record<string, unknown>;
  const said = [message, description, error, detail].find((value) => typeof value === "string") as string | undefined;
  return said?.replace(/\s+/g, " ").slice(0, 200) ?? "";
}
