import { z } from "zod";
import { condition } from "./condition.ts";
import { ownId } from "./own-id.ts";

/** Everything of a rule that has versions. Told by GraphQL as JSON; errors name the path of what is wrong. */
export const ruleDefinition = z.strictObject({
  condition,
  /**
   * What makes a group: paths in the event (`data.subject`, `tenantId`) or dimensions of the series. One alert for each
   * combination of their values. Default: one group.
   */
  groupBy: z.array(z.string().min(1).max(100)).max(5).default([]),
  /** Routes that the alerts take, besides those whose matchers match. */
  routeIds: z.array(ownId("alroute")).max(10).default([]),
  /** Escalation policy; null for the route's. */
  policyId: ownId("escpol").nullable().default(null),
  /** Seconds after its end in which the same alert reopens instead of a new one. Default 600. */
  flapSeconds: z.int().min(0).max(86_400).default(600),
  /** While an alert of this rule is open, those rules' alerts with the same values of these labels are quiet. */
  inhibits: z
    .strictObject({
      ruleIds: z.array(ownId("alrule")).min(1).max(50),
      equal: z.array(z.string().max(100)).max(5).default([]),
    })
    .nullable()
    .default(null),
});

export type RuleDefinition = z.output<typeof ruleDefinition>;
export type RuleDefinitionInput = z.input<typeof ruleDefinition>;
