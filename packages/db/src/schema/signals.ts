import { sql } from "drizzle-orm";
import { check, foreignKey, index, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, moment, workspaceId, workspacePolicies } from "./columns.ts";
import { integrations } from "./integrations.ts";

/** A normalised fact from a delivery or a poll. */
export const signals = pgTable(
  "signals",
  {
    id: id(),
    workspaceId: workspaceId(),
    integrationId: uuid("integration_id").notNull(),
    tenantId: uuid("tenant_id"),
    provider: text("provider").notNull(),
    /** `pull_request.merged`: what it was about and what happened to it. */
    type: text("type").notNull(),
    /** The fact's own name, the same however often and by whichever way it is told; a fact is stored once. */
    key: text("key").notNull(),
    title: text("title").notNull(),
    /** What it is about, in the provider's words: `acme/shop#12`. */
    subject: text("subject").notNull(),
    url: text("url"),
    actor: text("actor"),
    data: jsonb("data").notNull().default({}).$type<Record<string, unknown>>(),
    by: text("by", { enum: ["webhook", "polling"] }).notNull(),
    /** Null when it was polled. No foreign key: signals outlive the 30 days of deliveries. */
    deliveryId: uuid("delivery_id"),
    occurredAt: moment("occurred_at").notNull(),
    receivedAt: moment("received_at").notNull().defaultNow(),
  },
  (t) => [
    unique("signals_workspace_id").on(t.workspaceId, t.id),
    unique("signals_once").on(t.workspaceId, t.integrationId, t.key),
    index("signals_received").on(t.workspaceId, t.receivedAt),
    index("signals_type").on(t.workspaceId, t.type, t.receivedAt),
    index("signals_tenant").on(t.workspaceId, t.tenantId, t.receivedAt),
    check("signals_by", sql`by in ('webhook', 'polling')`),
    foreignKey({
      name: "signals_integration",
      columns: [t.workspaceId, t.integrationId],
      foreignColumns: [integrations.workspaceId, integrations.id],
    }).onDelete("cascade"),
    ...workspacePolicies("signals"),
  ],
);
