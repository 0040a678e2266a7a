// Written by `npm run generate`. Do not edit.
export * from "./accounts.ts";
export * from "./columns.ts";
export * from "./credentials.ts";
export * from "./events.ts";
export * from "./inbox.ts";
export * from "./integrations.ts";
export * from "./mail.ts";
export * from "./signals.ts";
export * from "./tenants.ts";
export * from "./webhooks.ts";
export * from "./workspaces.ts";
