import type { App } from "../../../app.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { readSetting, settingState } from "../provider/provider-setting.ts";
import type { Provider } from "../provider.ts";

/**
 * A setting's value.
 * @throws PreconditionError naming the variable when it is missing or still holds an example's text
 */
export function requireSetting(app: App, provider: Provider, name: string): string {
  const setting = provider.settings?.find((one) => one.name === name);
  if (!setting) throw new TypeError(`${provider.slug} reads ${name} without declaring it in its settings.`);
  const value = readSetting(setting, app.config.env);
  if (value !== undefined) return value;
  const why =
    settingState(setting, app.config.env).state === "placeholder" ? "still holds the text of an example" : "is not set";
  throw new PreconditionError(
    `${provider.name} needs the setting ${name}, which ${why}.`,
    `Ask the operator of this installation to set ${name}: ${setting.description}`,
  );
}
