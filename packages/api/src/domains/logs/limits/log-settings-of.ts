import { withWorkspace } from "@plumbline/db";
import { logRedactionRules, logSettings } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { App } from "../../../app.ts";
import { perApp } from "../../../service/per-app.ts";
import { compileRedaction, type Redaction } from "../redaction/compile-redaction.ts";
import { defaultRetention, type RetentionDays } from "../retention/retention-classes.ts";

/** What holds for a workspace's logs, its own decisions and the defaults together. */
export interface LogSettings {
  readonly retention: RetentionDays;
  readonly entriesPerSecond: number;
  readonly bytesPerDay: number;
  readonly redactionOff: readonly string[];
  readonly redaction: Redaction;
}

/** Milliseconds for which other processes go on with settings that were changed. */
const freshMs = 5000;

/** The settings that hold for a workspace now, read at most every five seconds. */
export async function logSettingsOf(app: App, workspaceId: string): Promise<LogSettings> {
  const known = caches(app).get(workspaceId);
  if (known && known.until > performance.now()) return await known.settings;
  const settings = loadLogSettings(app, workspaceId);
  caches(app).set(workspaceId, { settings, until: performance.now() + freshMs });
  settings.catch(() => caches(app).delete(workspaceId));
  return await settings;
}

/** Called by the verbs that change them: this process goes on with the new ones at once. */
export function forgetLogSettings(app: App, workspaceId: string): void {
  caches(app).delete(workspaceId);
}

const caches = perApp(() => new Map<string, { settings: Promise<LogSettings>; until: number }>());

/** As `logSettingsOf`, read now. */
export async function loadLogSettings(app: App, workspaceId: string): Promise<LogSettings> {
  const { own, custom } = await withWorkspace(app.database, workspaceId, async (db) => ({
    own: (await db.select().from(logSettings).where(eq(logSettings.workspaceId, workspaceId)))[0],
    custom: await db
      .select({ name: logRedactionRules.name, pattern: logRedactionRules.pattern })
      .from(logRedactionRules)
      .where(and(eq(logRedactionRules.workspaceId, workspaceId), eq(logRedactionRules.enabled, true)))
      .orderBy(logRedactionRules.name),
  }));
  const { logEntriesPerSecond, logBytesPerDay } = app.config;
  const redactionOff = own?.redactionOff ?? [];
  return {
    retention: {
      error: own?.errorDays ?? defaultRetention.error,
      warn: own?.warnDays ?? defaultRetention.warn,
      info: own?.infoDays ?? defaultRetention.info,
      debug: own?.debugDays ?? defaultRetention.debug,
    },
    entriesPerSecond: Math.min(own?.entriesPerSecond ?? logEntriesPerSecond, logEntriesPerSecond),
    bytesPerDay: Math.min(own?.bytesPerDay ?? logBytesPerDay, logBytesPerDay),
    redactionOff,
    redaction: compileRedaction({ off: redactionOff, custom }),
  };
}
