import type { App } from "../../../app.ts";
import { UnavailableError } from "../../../service/errors.ts";
import { readSetting } from "../provider/provider-setting.ts";
import type { VerifyMeans } from "../provider/signature-scheme.ts";
import type { Provider } from "../provider.ts";

const keysTimeoutMs = 5_000;
const keysMostBytes = 100_000;

/** What a custom signature check gets besides the request. @param doorUrl where the request came in */
export function verifyMeans(app: App, provider: Provider, doorUrl: string): VerifyMeans {
  return {
    doorUrl,
    setting: (name) => {
      const setting = provider.settings?.find((one) => one.name === name);
      return setting && readSetting(setting, app.config.env);
    },
    getJson: async (url) => {
      const { status, body } = await app.outbound.request(url, {
        attempts: 1,
        timeoutMs: keysTimeoutMs,
        maxResponseBytes: keysMostBytes,
        maxRedirects: 0,
        purpose: `${provider.slug}: public keys`,
      });
      if (status !== 200)
        throw new UnavailableError(`${new URL(url).host} answered with status ${status}.`, "Try again later.");
      return JSON.parse(body.toString("utf8")) as unknown;
    },
  };
}
