import { type Context, systemContext } from "../../../service/context.ts";
import { insertWorkspace } from "../../../testing/insert-workspace.ts";
import type { TestServer } from "../../../testing/start-test-server.ts";
import { connectIntegration } from "../connect-integration.ts";
import { signDelivery } from "../provider/sign-delivery.ts";
import type { SignatureScheme } from "../provider/signature-scheme.ts";
import { genericWebhook } from "../providers/generic-webhook.ts";

/** A signed webhook of a workspace of its own, and a sender that knows its secret. */
export interface WebhookDoor {
  workspaceId: string;
  integrationId: string;
  url: string;
  secret: string;
  /** Sends a body, signed as Standard Webhooks with the given or the door's own secret. */
  send(
    body: string,
    options?: { secret?: string; id?: string; at?: Date; headers?: Record<string, string> },
  ): Promise<Response>;
}

/** The system as actor: may do everything, and history shows it as `test`. */
export function systemOf(server: TestServer): Context {
  return systemContext(server.app, "test");
}

/** Connects a signed webhook. */
export async function openWebhookDoor(server: TestServer, workspaceId?: string): Promise<WebhookDoor> {
  const workspace = workspaceId ?? (await insertWorkspace(server.app));
  const { integration, secret, hookUrl } = await connectIntegration(systemOf(server), {
    workspaceId: workspace,
    provider: "generic-webhook",
  });
  const scheme = genericWebhook.webhook?.signature as SignatureScheme;
  const door = { workspaceId: workspace, integrationId: integration.id, url: hookUrl ?? "", secret: secret ?? "" };
  return {
    ...door,
    send(text, options = {}) {
      const body = Buffer.from(text);
      const id: Record<string, string> = options.id ? { "webhook-id": options.id } : {};
      const headers = signDelivery(scheme, options.secret ?? door.secret, body, options.at ?? new Date(), id) ?? {};
      return fetch(door.url, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", ...headers, ...options.headers },
      });
    },
  };
}
