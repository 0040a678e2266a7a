import type { IntegrationTarget } from "@plumbline/db/schema";
import type { ProviderAccess } from "./provider-access.ts";

/** What the integration can watch. */
export interface TargetContract {
  /** `repository`, `channel`: shown as "Choose repositories". */
  noun: string;
  plural: string;
  /** At most a few hundred, the most recently used first. */
  list(access: ProviderAccess): Promise<IntegrationTarget[]>;
}
