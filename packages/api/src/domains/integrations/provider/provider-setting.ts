import { isPlaceholder } from "../../../is-placeholder.ts";

/** A value that the operator of this installation sets in the environment. */
export interface ProviderSetting {
  /** Name of the environment variable. */
  name: string;
  /** What it is and where to get it. */
  description: string;
  /** Never shown. Default true. */
  secret?: boolean;
  /** Used when nothing is set; such a setting is never missing. */
  default?: string;
  /** What does not work without it, in words. Empty when there is a default. */
  disables?: string;
}

/** Whether a setting is there. */
export interface SettingState {
  name: string;
  description: string;
  secret: boolean;
  state: "present" | "default" | "missing" | "placeholder";
  /** What its absence disables; null when it is there. */
  disables: string | null;
}

/** The environment as providers see it. */
export type SettingSource = Readonly<Record<string, string | undefined>>;

/** The value of a setting, or its default; undefined when it is missing or a placeholder. */
export function readSetting(setting: ProviderSetting, source: SettingSource): string | undefined {
  const value = source[setting.name]?.trim();
  return value && !isPlaceholder(value) ? value : setting.default;
}

/** What the setup page shows of a setting: never its value. */
export function settingState(setting: ProviderSetting, source: SettingSource): SettingState {
  const value = source[setting.name]?.trim();
  const state = !value
    ? setting.default === undefined
      ? "missing"
      : "default"
    : isPlaceholder(value)
      ? "placeholder"
      : "present";
  const works = state === "present" || state === "default";
  const { name, description, secret = true, disables = null } = setting;
  return { name, description, secret, state, disables: works ? null : disables };
}
