import { type Database, openDatabase } from "@plumbline/db";
import type { Config } from "./config.ts";
import type { SeriesDefinition } from "./domains/alerts/index.ts";
import { createFeatures } from "./domains/flags/index.ts";
import { createLog, type Log } from "./log.ts";
import { createMailer, type Mailer } from "./mail/mailer.ts";
import { createOutbound, type Outbound } from "./outbound/index.ts";
import type { EventDefinition } from "./outbox/define-event.ts";
import { createOutbox, type Outbox } from "./outbox/outbox.ts";
import { postgresEventBus } from "./outbox/postgres-event-bus.ts";
import { events } from "./registry.gen.ts";
import { series } from "./registry-series.gen.ts";
import { loadServerSecret, type ServerSecret } from "./server-secret.ts";
import type { Features } from "./service/features.ts";
import { createVault, loadVaultKeys, type Vault } from "./vault/index.ts";

/** Everything that one process has, made once and handed to every verb in its context. */
export interface App {
  readonly config: Config;
  readonly database: Database;
  readonly log: Log;
  readonly vault: Vault;
  readonly secret: ServerSecret;
  readonly mailer: Mailer;
  readonly outbound: Outbound;
  readonly outbox: Outbox;
  /** Every kind of event by its type. Here, because a verb that imported the registry would import itself. */
  readonly eventTypes: ReadonlyMap<string, EventDefinition>;
  /** Everything that is measured, by its name. Here for the same reason. */
  readonly series: ReadonlyMap<string, SeriesDefinition>;
  /** Plumbline's own flags: see `isFeatureOn`. */
  readonly features: Features;
  readonly clock: { now(): Date };
  close(): Promise<void>;
}

export function createApp(config: Config): App {
  const log = createLog(config.logLevel);
  const database = openDatabase({ url: config.databaseUrl, max: config.databasePool });
  const bus = postgresEventBus({
    url: config.databaseUrl,
    onError: (err) => log.warn({ err }, "The event bus failed; the relay polls every second meanwhile."),
  });
  const outbox = createOutbox({
    bus,
    notifyWorkers: async () => await database.raw`select pg_notify('jobs:insert', '{"count":100}')`,
  });
  const vault = createVault(loadVaultKeys({ vaultKeys: config.vaultKeys ?? undefined, dataDir: config.dataDir }));
  const mailer = createMailer({ config, database, vault });
  return {
    config,
    database,
    log,
    vault,
    secret: loadServerSecret(config),
    mailer,
    outbound: createOutbound({ allow: config.outboundAllow, timeoutMs: config.outboundTimeoutSeconds * 1000 }),
    outbox,
    eventTypes: new Map(events.map((event) => [event.type, event])),
    series: new Map(series.map((each) => [each.name, each])),
    features: createFeatures({ database, log }),
    clock: { now: () => new Date() },
    async close() {
      mailer.close();
      await bus.close();
      await database.close();
    },
  };
}
