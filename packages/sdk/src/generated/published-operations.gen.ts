// Written by `npm run generate`. Do not edit.
import type { PublishedOperation } from "../embed/published-operation.ts";
import type { IntegrationsWidgetChangesSubscription, IntegrationsWidgetChangesSubscriptionVariables, IntegrationsWidgetQuery, IntegrationsWidgetQueryVariables } from "./operations.gen.ts";

export type { WidgetIntegrationFragment } from "./operations.gen.ts";

export const integrationsWidget = "8c108439d4c467d5f6ca59014cf2553ba134be0ca2eae53e8adf7d9fde326756" as PublishedOperation<IntegrationsWidgetQuery, IntegrationsWidgetQueryVariables>;
export const integrationsWidgetChanges = "9328ad2043c47a3e5f4368f4f6d95128d9b63cb3cbb363d000bc726a8e9500dd" as PublishedOperation<IntegrationsWidgetChangesSubscription, IntegrationsWidgetChangesSubscriptionVariables>;
