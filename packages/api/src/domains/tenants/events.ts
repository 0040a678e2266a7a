import { z } from "zod";
import { defineEvent } from "../../outbox/define-event.ts";

const named = z.object({ key: z.string(), name: z.string() });
const link = z.object({ key: z.string(), dependsOnId: z.uuid(), dependsOnKey: z.string() });

export const tenantCreated = defineEvent({
  type: "tenant.created",
  subject: "tenant",
  description: "A tenant was added.",
  data: named,
});

export const tenantUpdated = defineEvent({
  type: "tenant.updated",
  subject: "tenant",
  description: "A tenant's name, key or notes were changed.",
  data: named,
});

export const tenantArchived = defineEvent({
  type: "tenant.archived",
  subject: "tenant",
  description: "A tenant was archived: it is kept, and nothing new is made for it.",
  data: named,
});

export const tenantRestored = defineEvent({
  type: "tenant.restored",
  subject: "tenant",
  description: "An archived tenant is in use again.",
  data: named,
});

export const environmentCreated = defineEvent({
  type: "environment.created",
  subject: "environment",
  description: "An environment was added.",
  data: named.extend({ kind: z.string() }),
});

export const environmentUpdated = defineEvent({
  type: "environment.updated",
  subject: "environment",
  description: "An environment's name, key or kind was changed.",
  data: named.extend({ kind: z.string() }),
});

export const environmentArchived = defineEvent({
  type: "environment.archived",
  subject: "environment",
  description: "An environment was archived.",
  data: named,
});

export const environmentRestored = defineEvent({
  type: "environment.restored",
  subject: "environment",
  description: "An archived environment is in use again.",
  data: named,
});

export const serviceCreated = defineEvent({
  type: "service.created",
  subject: "service",
  description: "A service was added.",
  data: named,
});

export const serviceUpdated = defineEvent({
  type: "service.updated",
  subject: "service",
  description: "A service's description, owner, tier, name or key was changed.",
  data: named,
});

export const serviceArchived = defineEvent({
  type: "service.archived",
  subject: "service",
  description: "A service was archived.",
  data: named,
});

export const serviceRestored = defineEvent({
  type: "service.restored",
  subject: "service",
  description: "An archived service is in use again.",
  data: named,
});

export const serviceLinked = defineEvent({
  type: "service.dependency_added",
  subject: "service",
  description: "Somebody recorded that a service needs another one to work.",
  data: link,
});

export const serviceUnlinked = defineEvent({
  type: "service.dependency_removed",
  subject: "service",
  description: "Somebody recorded that a service does not need another one any more.",
  data: link,
});

export const fileImported = defineEvent({
  type: "workspace.imported",
  subject: "workspace",
  description: "Tenants, environments and services were imported from a file.",
  data: z.object({
    what: z.enum(["tenants", "environments", "services"]),
    created: z.number(),
    updated: z.number(),
    unchanged: z.number(),
  }),
});
