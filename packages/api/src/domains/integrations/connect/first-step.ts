import type { App } from "../../../app.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { fillTemplate } from "../access/fill-template.ts";
import { requireSetting } from "../access/require-setting.ts";
import { appHookUrl, callbackUrl } from "../door-urls.ts";
import type { AppMethod, OAuthMethod } from "../provider/connect-method.ts";
import type { Provider } from "../provider.ts";
import type { ConnectPlan } from "./connect-attempt.ts";
import { authorizationUrl } from "./oauth-client.ts";

/** Where the browser goes: an address to follow, or a form to post there. */
export interface ConnectStep {
  url: string;
  /** Fields to post; null for a plain redirect. */
  form: Record<string, string> | null;
}

/** @throws PreconditionError when the provider has no such way in the browser */
export function browserMethodOf(provider: Provider, kind: "oauth2" | "app" | null): OAuthMethod | AppMethod {
  const method = provider.connect.find(
    (one): one is OAuthMethod | AppMethod =>
      (one.kind === "oauth2" || one.kind === "app") && (!kind || one.kind === kind),
  );
  if (method) return method;
  throw new PreconditionError(
    `${provider.name} is not connected that way.`,
    "Choose one of the ways that its catalogue entry lists.",
  );
}

/** The first step at the provider: its page that asks for consent, or the form that hands over an app's manifest. */
export async function firstStep(app: App, provider: Provider, plan: ConnectPlan, state: string): Promise<ConnectStep> {
  const method = browserMethodOf(provider, plan.kind === "oauth2" ? "oauth2" : "app");
  const { fields, verifier = "" } = plan;
  if (method.kind === "oauth2") {
    return { url: (await authorizationUrl(app, provider, method, { fields, state, verifier })).href, form: null };
  }
  const create = fillTemplate(method.createUrl(fields), (name) => requireSetting(app, provider, name), fields);
  const { publicUrl } = app.config;
  const manifest = method.manifest({
    home: publicUrl,
    hook: plan.mode === "webhook" ? appHookUrl(app, provider.slug) : null,
    callback: callbackUrl(app, provider.slug),
    name: `Plumbline ${plan.name ?? new URL(publicUrl).hostname}`.slice(0, 34),
  });
  return {
    url: `${create}?state=${encodeURIComponent(state)}`,
    form: { [method.formField]: JSON.stringify(manifest) },
  };
}
