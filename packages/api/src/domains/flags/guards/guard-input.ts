import { z } from "zod";

/** What stops a plan: exactly one of a rule, a condition, a service. */
export const guardInput = z
  .object({
    /** What people call it. Default: the rule's or the service's. */
    name: z.string().trim().min(1, "must not be empty.").max(120, "has at most 120 characters.").nullish(),
    /** An alert rule that is there. */
    ruleId: z.uuid().nullish(),
    /** A condition of the rule pipeline; a rule of its own is made for it, for as long as the plan goes. */
    condition: z.unknown().optional(),
    /** Alerts that name this service. */
    serviceId: z.uuid().nullish(),
    /** Alerts below it do not count. Default: all count. */
    severity: z.enum(["critical", "error", "warning", "info"]).nullish(),
    /** Default `rollback`. */
    action: z
      .enum(["pause", "rollback"])
      .nullish()
      .transform((action) => action ?? "rollback"),
  })
  .refine(
    ({ ruleId, condition, serviceId }) => [ruleId, condition, serviceId].filter((one) => one != null).length === 1,
    {
      error: "needs exactly one of ruleId, condition and serviceId.",
    },
  );

export type GuardInput = z.output<typeof guardInput>;
