import type { flagSources } from "@plumbline/db/schema";
import type { Claim } from "../../../service/define-claims.ts";

/** Days without an evaluation after which a connected SDK is worth a look. */
const quietDays = 7;

/** What is known of an SDK's claim to evaluate flags. @param environment its name, for people */
export function sourceClaim(source: typeof flagSources.$inferSelect, environment: string, now: Date): Claim {
  const { id, sdk, sdkVersion, evaluations, lastEvaluatedAt } = source;
  const name = sdkVersion ? `${sdk} ${sdkVersion}` : sdk;
  const base = {
    id: `flag_source:${id}:evaluates`,
    title: `${name} evaluates flags in ${environment}`,
    proof: lastEvaluatedAt && {
      what: `${evaluations.toLocaleString("en")} evaluations so far`,
      when: lastEvaluatedAt,
      from: name,
    },
    subject: { type: "flag_source", id },
    tenantId: null,
  };
  if (!lastEvaluatedAt) {
    const reason = "It has asked for flags, and has not evaluated one yet.";
    return { ...base, state: "claimed", reason, nextStep: { label: "Connect your app", href: "flags" } };
  }
  const since = new Date(lastEvaluatedAt.getTime() + quietDays * 86_400_000);
  if (since > now) return { ...base, state: "proven", reason: null, nextStep: null };
  const reason = `It has evaluated nothing for ${quietDays} days.`;
  return {
    ...base,
    state: "stale",
    reason,
    since,
    nextStep: { label: "Look at what is connected", href: "flags" },
  };
}
