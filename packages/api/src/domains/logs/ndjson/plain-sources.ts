import { intakeLimits } from "../ingest/intake-limits.ts";
import { tooMany } from "../otlp/too-many.ts";
import type { LogSource } from "../store/log-entry.ts";

/** The sources of one request whose entries name nothing but their service. */
export function plainSources(): (service: string) => LogSource {
  const known = new Map<string, LogSource>();
  return (service) => {
    const there = known.get(service);
    if (there) return there;
    if (known.size >= intakeLimits.sources) throw tooMany("services", intakeLimits.sources);
    const resource: LogSource["resource"] = service ? { "service.name": service } : {};
    const made = { service, resource, scope: null, origin: null };
    known.set(service, made);
    return made;
  };
}
