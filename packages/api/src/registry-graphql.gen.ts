// Written by `npm run generate`. Do not edit.
import "./domains/accounts/graphql.ts";
import "./domains/alerts/graphql.ts";
import "./domains/demo/graphql.ts";
import "./domains/documents/graphql.ts";
import "./domains/events/graphql.ts";
import "./domains/flags/graphql.ts";
import "./domains/inbox/graphql.ts";
import "./domains/incidents/graphql.ts";
import "./domains/integrations/graphql.ts";
import "./domains/logs/graphql.ts";
import "./domains/notifications/graphql.ts";
import "./domains/readiness/graphql.ts";
import "./domains/signals/graphql.ts";
import "./domains/tenants/graphql.ts";
import "./domains/webhooks/graphql.ts";
import "./domains/workspaces/graphql.ts";
