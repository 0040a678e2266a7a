import type { App } from "../../../app.ts";
import { logSettingsOf } from "../limits/log-settings-of.ts";
import type { JsonValue } from "../store/json-value.ts";

/**
 * A search as the event log may keep it: without what the workspace's entries are redacted of. People paste tokens and addresses
 * into a search box to find where they leaked, and more of them read the event log.
 */
export async function redactFilter(
  app: App,
  workspaceId: string,
  filter: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { redaction } = await logSettingsOf(app, workspaceId);
  return redaction.value(filter as Record<string, JsonValue>, new Map()) as Record<string, unknown>;
}
