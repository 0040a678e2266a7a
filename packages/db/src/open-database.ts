import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";

/** The query interface that verbs and loaders get: a bound connection or a transaction. */
export type Db = Omit<PostgresJsDatabase, "transaction" | "$client">;

/** The pools of one process. Each speaks as one role, so that row level security holds whatever the code above does. */
export interface Database {
  /** Drizzle as `plumbline_app`. Reach it through `withWorkspace` and `inWorkspace`: unbound it sees nothing. */
  readonly app: PostgresJsDatabase;
  /** The postgres.js client under `app`; its parsers belong to Drizzle. */
  readonly appClient: Sql;
  /** Drizzle as `plumbline_system`. Reach it through `withSystem`. */
  readonly system: PostgresJsDatabase;
  /** postgres.js as `plumbline_system`, never touched by Drizzle (which changes a client's parsers): COPY, LISTEN, hot paths. */
  readonly raw: Sql;
  /** postgres.js as `plumbline_app`, never touched by Drizzle: hot workspace paths with hand-written statements. */
  readonly rawApp: Sql;
  readonly url: string;
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  /** `postgres://…` of a direct or session-pooled connection. */
  url: string;
  /** Connections at most for `app`; the other pools take a share of it. Default 20. */
  max?: number;
  /** Shown in `pg_stat_activity`. Default `plumbline`. */
  applicationName?: string;
}

/** Opens the pools lazily: nothing connects before the first query. */
export function openDatabase({ url, max = 20, applicationName = "plumbline" }: OpenDatabaseOptions): Database {
  const pool = (role: string, size: number) =>
    postgres(url, {
      max: size,
      idle_timeout: 60,
      connect_timeout: 10,
      onnotice: () => {},
      connection: { role, application_name: applicationName, statement_timeout: 30_000 },
    });
  const share = Math.max(4, Math.ceil(max / 2));
  const appClient = pool("plumbline_app", max);
  const systemClient = pool("plumbline_system", share);
  const raw = pool("plumbline_system", share);
  const rawApp = pool("plumbline_app", share);
  return {
    app: drizzle(appClient),
    appClient,
    system: drizzle(systemClient),
    raw,
    rawApp,
    url,
    async close() {
      await Promise.all([appClient, systemClient, raw, rawApp].map((client) => client.end({ timeout: 5 })));
    },
  };
}
