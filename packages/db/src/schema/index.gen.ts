// Written by `npm run generate`. Do not edit.
export * from "./accounts.ts";
export * from "./alerts.ts";
export * from "./columns.ts";
export * from "./connections.ts";
export * from "./credentials.ts";
export * from "./events.ts";
export * from "./forwards.ts";
export * from "./inbox.ts";
export * from "./integrations.ts";
export * from "./mail.ts";
export * from "./notifications.ts";
export * from "./readiness.ts";
export * from "./reconciliations.ts";
export * from "./signals.ts";
export * from "./tenants.ts";
export * from "./webhooks.ts";
export * from "./workspaces.ts";
