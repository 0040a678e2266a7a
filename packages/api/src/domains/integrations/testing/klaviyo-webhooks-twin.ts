import { startTwin, type Twin, type TwinRequest } from "./start-twin.ts";

interface Wish {
  data: {
    attributes: { endpoint_url: string; secret_key: string; enabled?: boolean };
    relationships: { "webhook-topics": { data: { id: string }[] } };
  };
}

/** Klaviyo's webhooks, for an account that has them, or one that has not. */
export interface KlaviyoWebhooksTwin extends Twin {
  hasWebhooks: boolean;
  hooks: Map<string, Wish["data"]>;
}

export async function startKlaviyoWebhooksTwin(): Promise<KlaviyoWebhooksTwin> {
  const base = await startTwin((asked) => answer(asked));
  const twin: KlaviyoWebhooksTwin = Object.assign(base, { hasWebhooks: true, hooks: new Map<string, Wish["data"]>() });

  function answer({ path, method, body }: TwinRequest): ReturnType<Parameters<typeof startTwin>[0]> {
    if (path === "/api/accounts")
      return [200, { data: [{ id: "A", attributes: { contact_information: { organization_name: "Meridian" } } }] }];
    if (path === "/api/lists") return [200, { data: [{ id: "L1", attributes: { name: "Newsletter" } }] }];
    if (!path.startsWith("/api/webhooks")) return null;
    if (!twin.hasWebhooks)
      return [403, { errors: [{ title: "Permission denied.", detail: "Your plan has no system webhooks." }] }];
    const { data } = body as unknown as Wish;
    if (path === "/api/webhooks" && method === "POST") {
      const id = String(twin.hooks.size + 1);
      twin.hooks.set(id, data);
      return [201, { data: shown(id, data) }];
    }
    if (path === "/api/webhooks") return [200, { data: [...twin.hooks].map(([id, hook]) => shown(id, hook)) }];
    const id = path.slice("/api/webhooks/".length);
    if (!twin.hooks.has(id)) return [404, { errors: [{ detail: "No such webhook." }] }];
    if (method === "PATCH") twin.hooks.set(id, data);
    if (method === "DELETE") twin.hooks.delete(id);
    return method === "DELETE" ? [204] : [200, { data: shown(id, twin.hooks.get(id) as Wish["data"]) }];
  }

  return twin;
}

/** The secret is never shown again. */
function shown(id: string, { attributes, relationships }: Wish["data"]) {
  const { endpoint_url, enabled = true } = attributes;
  return { type: "webhook", id, attributes: { endpoint_url, enabled }, relationships };
}
