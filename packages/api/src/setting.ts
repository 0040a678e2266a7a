/** One environment variable that Plumbline reads. The table in `docs/configuration.md` is printed from these. */
export interface Setting<T> {
  /** The variable's name, `PORT`. */
  readonly name: string;
  /** What it is for, with units. */
  readonly description: string;
  /** The default as the docs print it, or null when the setting is optional. */
  readonly shownDefault: string | null;
  /** True for what must not be printed. */
  readonly secret: boolean;
  /** @throws SettingError when the text breaks the rule */
  read(text: string | undefined): T;
}

/** A setting that breaks its rule: names the variable, the rule and the fix, never the value of a secret. */
export class SettingError extends Error {
  override readonly name = "SettingError";
}

interface Options<T> {
  name: string;
  description: string;
  secret?: boolean;
  /** The rule in words, for the error. */
  rule: string;
  /** Returns undefined when the text breaks the rule. */
  parse(text: string): T | undefined;
}

export function optionalSetting<T>(options: Options<T>): Setting<T | null> {
  return { ...settingWith(options, null), shownDefault: null };
}

export function settingWithDefault<T>(options: Options<T> & { default: T; shownDefault?: string }): Setting<T> {
  return { ...settingWith(options, options.default), shownDefault: options.shownDefault ?? String(options.default) };
}

function settingWith<T, D>({ name, description, secret = false, rule, parse }: Options<T>, fallback: D) {
  return {
    name,
    description,
    secret,
    read(text: string | undefined): T | D {
      if (text === undefined || text.trim() === "") return fallback;
      const value = parse(text.trim());
      if (value !== undefined) return value;
      const shown = secret ? "The value" : `“${text}”`;
      throw new SettingError(`${name}: ${shown} does not work here. ${rule} Correct ${name} or leave it out.`);
    },
  };
}
