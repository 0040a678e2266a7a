// Written by `npm run generate`. Do not edit.
import type { ClaimsDefinition } from "./service/define-claims.ts";
import * as m1 from "./domains/alerts/claims.ts";
import * as m2 from "./domains/documents/claims.ts";
import * as m3 from "./domains/flags/claims.ts";
import * as m4 from "./domains/incidents/claims.ts";
import * as m5 from "./domains/integrations/claims.ts";
import * as m6 from "./domains/logs/claims.ts";
import * as m7 from "./domains/notifications/claims.ts";
import * as m8 from "./domains/readiness/claims.ts";
import * as m9 from "./domains/webhooks/claims.ts";

export const claims: readonly ClaimsDefinition[] = [m1, m2, m3, m4, m5, m6, m7, m8, m9]
  .flatMap((module) => Object.values<unknown>(module))
  .filter((value): value is ClaimsDefinition => (value as { kind?: unknown } | null)?.kind === "claims");
