import type { errorGroups } from "@plumbline/db/schema";
import type { Claim, Proof } from "../../../service/define-claims.ts";
import { type Incident, incidentName } from "../incident-ref.ts";
import { staysResolved } from "../machine.ts";

/** So long no error may come, while logs do, before “mitigated” counts as proven. */
export const quietMs = 5 * 60_000;

/** What is known about the errors that are linked to an incident. */
export interface MitigationEvidence {
  groups: readonly Pick<typeof errorGroups.$inferSelect, "title" | "service" | "lastSeenAt">[];
  /** When each service last delivered logs. */
  newestLogs: ReadonlyMap<string, Date>;
  now: Date;
}

type Weighed = Pick<Claim, "state" | "reason" | "proof" | "since">;

/**
 * What the linked error groups say of “users no longer feel it”: broken by the first error that comes after it was said; proven
 * once every service that had them delivered logs for five minutes without one; claimed until then, and where nothing is linked.
 * @returns null before it was said, and when it was resolved more than 24 hours ago: what comes then is another incident
 */
export function weighMitigation(incident: Incident, evidence: MitigationEvidence): Claim | null {
  const { id, mitigatedAt, resolvedAt } = incident;
  if (!mitigatedAt || staysResolved(incident, evidence.now)) return null;
  const name = incidentName(incident);
  const weighed = weigh(mitigatedAt, incident.mitigatedBy ?? "Somebody", evidence);
  return {
    ...weighed,
    id: `incident:${id}:mitigated`,
    title: `${name} is ${resolvedAt ? "resolved" : "mitigated"}: its errors have ended`,
    nextStep: weighed.state === "proven" ? null : { label: `Look at ${name}`, href: `incidents/${name}` },
    subject: { type: "incident", id },
    tenantId: null,
  };
}

function weigh(mitigatedAt: Date, by: string, { groups, newestLogs }: MitigationEvidence): Weighed {
  const newest = groups.toSorted((a, b) => b.lastSeenAt.getTime() - a.lastSeenAt.getTime())[0];
  if (!newest) {
    return { state: "claimed", proof: null, reason: `${by} says so. No error group is linked that could show it.` };
  }
  if (newest.lastSeenAt > mitigatedAt) {
    return {
      state: "broken",
      proof: null,
      reason: `“${newest.title}” came again after ${by} said so.`,
      since: newest.lastSeenAt,
    };
  }
  const silent = groups.find(({ service }) => !reachesBeyond(newestLogs.get(service), mitigatedAt));
  if (!silent) return { state: "proven", reason: null, proof: proofOf(groups, newestLogs) };
  const who = silent.service || "the service without a name";
  return {
    state: "claimed",
    proof: null,
    reason: `No error came since. It is proven once logs of ${who} have arrived for five minutes without one.`,
  };
}

function reachesBeyond(newestLog: Date | undefined, mitigatedAt: Date): boolean {
  return newestLog !== undefined && newestLog.getTime() - mitigatedAt.getTime() >= quietMs;
}

/** No younger than the logs of the service that was silent for longest. */
function proofOf(groups: MitigationEvidence["groups"], newestLogs: ReadonlyMap<string, Date>): Proof {
  const services = [...new Set(groups.map(({ service }) => service))];
  const when = new Date(Math.min(...services.map((service) => newestLogs.get(service)?.getTime() ?? 0)));
  const what = groups.length === 1 ? `Logs without “${groups[0]?.title}”` : `Logs without its ${groups.length} errors`;
  return { what, when, from: services.map((service) => service || "a service without a name").join(", ") };
}
