import { withSystem } from "@plumbline/db/with-system";
import { type CompiledSnapshot, compileSnapshot } from "@plumbline/sdk/flags";
import type { App } from "../../../app.ts";
import type { Features } from "../../../service/features.ts";
import { loadPlatformSnapshot } from "./load-platform-snapshot.ts";

/** Milliseconds for which an answer is believed: a switch is effective everywhere after so long. */
const believedMs = 2000;

/** Workspaces that one process remembers; of more, the one that was read longest ago goes. */
const mostRemembered = 2000;

interface Remembered {
  readAt: number;
  compiled: Promise<CompiledSnapshot | null>;
}

/** Evaluates Plumbline's own flags for its own features, from a snapshot of them that is read anew every two seconds at most. */
export function createFeatures(app: Pick<App, "database" | "log">): Features {
  const remembered = new Map<string, Remembered>();

  function read(workspaceId: string): Promise<CompiledSnapshot | null> {
    const now = performance.now();
    const known = remembered.get(workspaceId);
    if (known && now - known.readAt < believedMs) return known.compiled;
    const compiled = withSystem(app.database, (db) => loadPlatformSnapshot(db, workspaceId)).then(
      (snapshot) => snapshot && compileSnapshot(snapshot),
      async (err: unknown) => {
        app.log.warn({ err, workspaceId }, "Plumbline's own flags could not be read; what was known of them counts.");
        return (await known?.compiled) ?? null;
      },
    );
    remembered.delete(workspaceId);
    remembered.set(workspaceId, { readAt: now, compiled });
    const [oldest] = remembered.keys();
    if (remembered.size > mostRemembered && oldest) remembered.delete(oldest);
    return compiled;
  }

  return {
    async isOn(workspaceId, key, context) {
      const compiled = await read(workspaceId);
      return compiled?.evaluate(key, { ...context }, true).value !== false;
    },
  };
}
