import type { Setting } from "./setting.ts";
import { settings } from "./settings.ts";

type Values = { [Key in keyof typeof settings]: (typeof settings)[Key] extends Setting<infer T> ? T : never };

/** The settings of one process, typed. */
export type Config = Values & {
  /** The environment as given: providers declare settings of their own in their one file and read them here. Never print it. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Resolved address: PUBLIC_URL or the loopback address with the port that was taken. No slash at the end. */
  readonly publicUrl: string;
  /** The database in use: DATABASE_URL or the embedded server's. */
  readonly databaseUrl: string;
};

/** The settings as given, before an embedded database or a free port has filled the gaps. */
export type GivenConfig = Values & Pick<Config, "env">;

/**
 * Reads every setting from the environment.
 * @throws SettingError naming the variable, the rule and the fix
 */
export function loadConfig(env: NodeJS.ProcessEnv): GivenConfig {
  const entries = Object.entries(settings).map(([key, setting]) => [key, setting.read(env[setting.name])]);
  return { ...Object.fromEntries(entries), env } as GivenConfig;
}

/** Fills in what only the running process knows. */
export function completeConfig(given: GivenConfig, known: { databaseUrl: string; port?: number }): Config {
  const port = known.port ?? given.port;
  return {
    ...given,
    port,
    databaseUrl: known.databaseUrl,
    publicUrl: given.publicUrl ?? `http://localhost:${port}`,
  };
}
