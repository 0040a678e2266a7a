import { services } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { defineReaction } from "../../../outbox/define-reaction.ts";
import { examineChange } from "../change/examine-change.ts";

/** A service that has another name, key or owner is a change like any other: what named the old one may be untrue. */
export const onRenamed = defineReaction({
  name: "documents.follow-service",
  description: "Compares a service's new name, key or owner with what documents say of the old one.",
  on: ["service.updated"],
  async run(ctx, { id, workspaceId, subjectId, before, after, actorName, occurredAt }) {
    const fields = ["key", "name", "owner"].filter((field) => typeof before?.[field] === "string");
    if (fields.length === 0) return;
    const [service] = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select()
        .from(services)
        .where(and(eq(services.workspaceId, workspaceId), eq(services.id, subjectId))),
    );
    const name = service?.name ?? String(before?.name ?? "");
    const path = `services/${service?.key ?? "service"}`;
    // The name first, as code declares one: a name whose declaration is gone is what documents get wrong.
    const lines = fields.flatMap((field) => [
      { path, line: null, sign: "-" as const, text: `${before?.[field]}: ${field}` },
      { path, line: null, sign: "+" as const, text: `${after?.[field] ?? "nobody"}: ${field}` },
    ]);
    await examineChange(ctx, {
      workspaceId,
      key: `event:${id}`,
      signalId: null,
      target: null,
      title: `Service ${name}: ${fields.join(", ")} changed`,
      message: "",
      url: null,
      actor: actorName,
      occurredAt,
      files: [{ path, status: "modified", lines }],
    });
  },
});
