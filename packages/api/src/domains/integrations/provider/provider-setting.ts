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

/** Values that people leave in from examples. A client id that is one of these would only fail later, and less clearly. */
const placeholder =
  /^(<.*>|\[.*\]|\{.*\}|\.{3}|x{3,}|\*+|changeme|change[-_ ]me|replace[-_ ]?(me|this)?|placeholder|example|sample|dummy|todo|tbd|none|null|undefined|test|secret|password|your[-_ ].*|my[-_ ](client|app|secret).*|insert[-_ ].*|.*[-_](here|goes[-_]here))$/i;

/** True for a value that was copied from an example and never replaced. */
export function isPlaceholder(value: string): boolean {
  return placeholder.test(value.trim());
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
