import type { Claim } from "../../../service/define-claims.ts";
import type { LogSourceRow } from "./source-ref.ts";

/** Hours of silence after which it is no longer sure that a source delivers. */
const staleHours = 24;

/** What one source promises: its newest delivery is the proof, and silence makes it stale. */
export function sourceClaim(source: LogSourceRow & { keyName: string }, now: Date): Claim {
  const { id, service, door, client, lastAt, keyName } = source;
  const name = service || "a service without a name";
  const isStale = now.getTime() - lastAt.getTime() > staleHours * 3_600_000;
  return {
    id: `log_source:${id}:delivers`,
    title: `Logs of ${name} arrive`,
    state: isStale ? "stale" : "proven",
    proof: { what: `log entries by ${door}${client ? `, ${client}` : ""}`, when: lastAt, from: `API key ${keyName}` },
    reason: isStale ? `Nothing has come for more than ${staleHours} hours.` : null,
    since: isStale ? new Date(lastAt.getTime() + staleHours * 3_600_000) : null,
    nextStep: isStale
      ? { label: "See its newest entries", href: `logs?q=${encodeURIComponent(`service:"${service}"`)}` }
      : null,
    subject: { type: "log_source", id },
    tenantId: null,
  };
}
