import type { Claim, Proof } from "../../../service/define-claims.ts";
import { type Incident, incidentName } from "../incident-ref.ts";
import { staysResolved } from "../machine.ts";

/** So long no error may come before what a service delivers then proves “mitigated”. */
export const quietMs = 5 * 60_000;

/** A linked error group in one environment, as far as it tells whether its errors have ended. */
export interface GroupEvidence {
  service: string;
  /** When its newest error happened, and when the server took it. */
  lastSeenAt: Date;
  lastArrivedAt: Date;
  /** Null for a reader who may not know what its errors say. */
  title: string | null;
  /** When its service last delivered logs from there; null when it never did. */
  newestLogAt: Date | null;
}

type Weighed = Pick<Claim, "state" | "reason" | "proof" | "since">;

/**
 * What the linked error groups say of “users no longer feel it”: broken by the first error that happens after it was said; proven
 * once every service that had them delivers logs five minutes later, still without one; claimed until then, and where nothing is linked.
 * @returns null before it was said, and when it was resolved more than 24 hours ago: what comes then is another incident
 */
export function weighMitigation(incident: Incident, groups: readonly GroupEvidence[], now: Date): Claim | null {
  const { id, mitigatedAt, resolvedAt } = incident;
  if (!mitigatedAt || staysResolved(incident, now)) return null;
  const name = incidentName(incident);
  const weighed = weigh(mitigatedAt, incident.mitigatedBy ?? "Somebody", groups);
  return {
    ...weighed,
    id: `incident:${id}:mitigated`,
    title: `${name} is ${resolvedAt ? "resolved" : "mitigated"}: its errors have ended`,
    nextStep: weighed.state === "proven" ? null : { label: `Look at ${name}`, href: `incidents/${name}` },
    subject: { type: "incident", id },
    tenantId: null,
  };
}

function weigh(mitigatedAt: Date, by: string, groups: readonly GroupEvidence[]): Weighed {
  const newest = groups.toSorted((a, b) => b.lastSeenAt.getTime() - a.lastSeenAt.getTime())[0];
  const proof = null;
  if (!newest) {
    return { state: "claimed", proof, reason: `${by} says so. No error group is linked that could show it.` };
  }
  if (newest.lastSeenAt > mitigatedAt) {
    return {
      state: "broken",
      proof,
      reason: `${titleOf(newest)} came again after ${by} said so.`,
      since: newest.lastSeenAt,
    };
  }
  const quietFrom = mitigatedAt.getTime() + quietMs;
  const late = groups.find(({ lastArrivedAt }) => lastArrivedAt.getTime() > quietFrom);
  if (late) {
    return {
      state: "claimed",
      proof,
      reason: `${titleOf(late)} still arrives, dated before: its sender's clock is slow, or it waited on its way.`,
    };
  }
  const silent = groups.find(({ newestLogAt }) => !newestLogAt || newestLogAt.getTime() < quietFrom);
  if (!silent) return { state: "proven", reason: null, proof: proofOf(groups) };
  return {
    state: "claimed",
    proof,
    reason: `No error came since. Logs of ${nameOf(silent)} that arrive five minutes after it was said, or later, prove it.`,
  };
}

function titleOf({ title }: GroupEvidence): string {
  return title === null ? "One of its errors" : `“${title}”`;
}

function nameOf({ service }: GroupEvidence): string {
  return service || "a service without a name";
}

/** No younger than the logs of the service that was silent for longest. */
function proofOf(groups: readonly GroupEvidence[]): Proof {
  const [only] = groups;
  const errors = groups.length > 1 || !only?.title ? "its errors" : titleOf(only);
  return {
    what: `Logs without ${errors}`,
    when: new Date(Math.min(...groups.map(({ newestLogAt }) => newestLogAt?.getTime() ?? 0))),
    from: [...new Set(groups.map(nameOf))].join(", "),
  };
}
