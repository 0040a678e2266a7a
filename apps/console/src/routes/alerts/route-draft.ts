import { timeZone } from "../../parts/clock.ts";
import type { Hours } from "./hours-fields.ts";
import type { AlertRouteRowFragment } from "./settings.gen.ts";

type Matcher = NonNullable<AlertRouteRowFragment["matchers"]>[number];

/** A route as the editor holds it. */
export interface RouteDraft {
  name: string;
  channelIds: string[];
  /** Only alerts of the rules that name it. */
  named: boolean;
  /** All must hold; empty takes every alert. */
  matchers: Matcher[];
  /** Empty for all. */
  tenantId: string;
  policyId: string;
  /** Null: never quiet. */
  quietHours: (Hours & { timeZone: string }) | null;
  /** Minutes; empty sends each at once. */
  digest: string;
}

/** What the editor begins with. */
export function routeDraft(route: AlertRouteRowFragment | undefined): RouteDraft {
  return {
    name: route?.name ?? "",
    channelIds: route?.channelIds ?? [],
    named: route ? route.matchers === null : false,
    matchers: (route?.matchers ?? []).map(({ label, op, value }) => ({ label, op, value })),
    tenantId: route?.tenant?.id ?? "",
    policyId: route?.policy?.id ?? "",
    quietHours: route?.quietHours ?? null,
    digest: route?.digestSeconds ? String(route.digestSeconds / 60) : "",
  };
}

/** Quiet hours to begin with: every night. */
export function nights(): NonNullable<RouteDraft["quietHours"]> {
  return { timeZone: timeZone(), from: "22:00", to: "07:00", days: [] };
}

/** What the API takes. */
export function routeInput({ name, channelIds, named, matchers, tenantId, policyId, quietHours, digest }: RouteDraft) {
  const quiet = quietHours && {
    timeZone: quietHours.timeZone,
    from: quietHours.from,
    to: quietHours.to,
    days: quietHours.days,
  };
  return {
    name,
    channelIds,
    matchers: named ? null : matchers,
    tenantId: tenantId || null,
    policyId: policyId || null,
    quietHours: quiet,
    digestSeconds: digest.trim() === "" ? null : Math.round(Number(digest) * 60),
  };
}
