import type { IntegrationTarget } from "@plumbline/db/schema";
import type { App } from "../../../app.ts";
import { OutboundError } from "../../../outbound/index.ts";
import type { ProviderAccess, ProviderAnswer, ProviderCall } from "../provider/provider-access.ts";
import type { Provider } from "../provider.ts";
import { asProviderError, hiddenError } from "./answer-error.ts";
import type { CallGuard } from "./call-guard.ts";
import { fillTemplate } from "./fill-template.ts";
import { parseBody } from "./parse-body.ts";
import { ProviderError } from "./provider-error.ts";
import { requireSetting } from "./require-setting.ts";

/** What an access is opened with. */
export interface OpenAccessOptions {
  provider: Provider;
  credentials: Readonly<Record<string, string>>;
  targets?: readonly IntegrationTarget[];
  /** Whose calls these are; left out for those before anything is stored. */
  guard?: CallGuard;
}

/** Gives a provider's functions their API, with the credentials and through the outbound client. */
export function openAccess(
  app: App,
  { provider, credentials, targets = [], guard }: OpenAccessOptions,
): ProviderAccess {
  let current = credentials;
  let wasRenewed = false;
  const setting = (name: string) => requireSetting(app, provider, name);
  const access: ProviderAccess = {
    get credentials() {
      return current;
    },
    targets,
    now: app.clock.now(),
    setting,
    async call<T>(method: string, path: string, options: ProviderCall = {}) {
      const once = () => guarded(guard, () => exchange<T>(app, provider, access, { method, path, options, guard }));
      try {
        return await once();
      } catch (error) {
        const mayRenew = error instanceof ProviderError && error.failure === "unauthorised" && guard && !wasRenewed;
        if (!mayRenew) throw error;
        wasRenewed = true;
        const fresh = await guard.renew();
        if (!fresh) throw error;
        current = fresh;
        return await once();
      }
    },
    connect: (host, port) => app.outbound.connect(host, port).catch((error: unknown) => unreachable(provider, error)),
  };
  return access;
}

async function guarded<T>(guard: CallGuard | undefined, call: () => Promise<T>): Promise<T> {
  guard?.before();
  try {
    return await call();
  } catch (error) {
    if (error instanceof ProviderError) await guard?.failed(error);
    throw error;
  }
}

interface Call {
  method: string;
  path: string;
  options: ProviderCall;
  guard: CallGuard | undefined;
}

async function exchange<T>(
  app: App,
  provider: Provider,
  access: ProviderAccess,
  { method, path, options, guard }: Call,
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
      ...(guard ? { breaker: null } : {}),
      purpose: `${provider.slug}: ${method} ${path.split("?", 1)[0]}`,
    })
    .catch((error: unknown) => unreachable(provider, error));
  await guard?.answered(response.status, response.headers);
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
