// Written by `npm run generate`. Do not edit.
import type { PublishedOperation } from "../../embed/published-operation.ts";
import type { IntegrationsWidgetChangesSubscription, IntegrationsWidgetChangesSubscriptionVariables, IntegrationsWidgetQuery, IntegrationsWidgetQueryVariables } from "../operations.gen.ts";

export type { WidgetIntegrationFragment } from "../operations.gen.ts";

export const integrationsWidget = "13695b25235aac31807ae7887415b354aecc6984413b0a030dd19035e731dedb" as PublishedOperation<IntegrationsWidgetQuery, IntegrationsWidgetQueryVariables>;
export const integrationsWidgetChanges = "8d1ca3da7525dc9b8919506fe6b460bcd9fa0c1299c014ae62bd9b2746997f25" as PublishedOperation<IntegrationsWidgetChangesSubscription, IntegrationsWidgetChangesSubscriptionVariables>;
