import type { IntegrationTarget } from "@plumbline/db/schema";
import type { App } from "../../../app.ts";
import { OutboundError } from "../../../outbound/index.ts";
import type { ProviderAccess, ProviderAnswer, ProviderCall } from "../provider/provider-access.ts";
import type { Provider } from "../provider.ts";
import { asProviderError, hiddenError } from "./answer-error.ts";
import { fillTemplate } from "./fill-template.ts";
import { parseBody } from "./parse-body.ts";
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
    connect: (host, port) => app.outbound.connect(host, port).catch((error: unknown) => unreachable(provider, error)),
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
    .catch((error: unknown) => unreachable(provider, error));
  const accepted = (response.status >= 200 && response.status < 300) || options.accept?.includes(response.status);
  const parsed = parseBody(response);
  const told = !accepted || response.status < 300 ? provider.api?.hiddenFailure?.(parsed) : null;
  if (told) throw hiddenError(provider, response.status, told);
  if (!accepted) throw asProviderError(provider, response);
  return { status: response.status, headers: response.headers, body: parsed as T };
}

function unreachable(provider: Provider, error: unknown): never {
  if (!(error instanceof OutboundError)) throw error;
  throw new ProviderError("unreachable", `${provider.name}: ${error.message}`, error.nextStep);
}

function encodeBody({ json, form }: ProviderCall): { body?: string; contentType?: string } {
  if (json !== undefined) return { body: JSON.stringify(json), contentType: "application/json" };
  if (form === undefined) return {};
  return { body: new URLSearchParams(form).toString(), contentType: "application/x-www-form-urlencoded" };
}
