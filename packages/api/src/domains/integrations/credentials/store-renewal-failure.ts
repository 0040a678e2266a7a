import { integrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { integrationRenewalFailed } from "../events.ts";
import { findProvider } from "../find-provider.ts";
import { innerContext } from "../inner-context.ts";
import { recordEvidence } from "../record-evidence.ts";
import type { RenewalError } from "./renewal-error.ts";

type Integration = typeof integrations.$inferSelect;

const firstWaitMs = 15_000;
const longestWaitMs = 3_600_000;

/**
 * Writes why a renewal failed. A grant that has ended, and a client that is refused, degrade the integration at once with what to
 * do; anything else is tried again, less and less often, and degrades nothing by itself: the token may still be good.
 * @param interrupted when a process that renewed before was cut off without a word, if one was
 */
export async function storeRenewalFailure(
  ctx: Context,
  claimed: Integration,
  error: RenewalError,
  interrupted: Date | null,
): Promise<Integration> {
  const { workspaceId, id, credentialsVersion, tenantId, provider, name } = claimed;
  const own = and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, id));
  const now = ctx.app.clock.now();
  const failure = describe(claimed, error, interrupted, now);
  return await transact(innerContext(ctx), { workspaceId, verb: "storeRenewalFailure", input: null }, async (tx) => {
    const [before] = await tx.select().from(integrations).where(own).for("no key update");
    if (!before || before.credentialsVersion !== credentialsVersion) return before ?? claimed;
    const { reason, nextStep } = failure;
    const degraded = { at: failure.at, text: "The token could not be renewed", reason, nextStep, cause: "credentials" };
    const after = await recordEvidence(tx, ctx, claimed, error.failure === "temporary" ? {} : { degraded }, {
      refreshingUntil: null,
      refreshFailure: failure,
      refreshFailures: before.refreshFailures + 1,
      nextRefreshAt: failure.final ? null : nextTry(error, before.refreshFailures, now),
    });
    if (error.failure !== "temporary" && !before.refreshFailure) {
      await recordEvent(tx, ctx, integrationRenewalFailed, {
        workspaceId,
        subjectId: id,
        tenantId,
        data: { provider, name, reason, final: failure.final },
      });
    }
    return after ?? before;
  });
}

function nextTry({ failure, retryAfterSeconds }: RenewalError, failures: number, now: Date): Date {
  const doubled = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures, 10));
  const wait = failure === "client" ? longestWaitMs : Math.max(retryAfterSeconds * 1000, doubled);
  return new Date(now.getTime() + wait * (1 + Math.random() / 5));
}

function describe({ provider }: Integration, error: RenewalError, interrupted: Date | null, now: Date) {
  const { name } = findProvider(provider);
  const at = now.toISOString();
  const said = error.message.replace(/\.$/, "");
  switch (error.failure) {
    case "ended": {
      const lost = interrupted
        ? ` A renewal was cut off before ${interrupted.toISOString()}, when its process ended; the token that ${name} gave then was lost with it.`
        : "";
      const reason = `${name} renews this token no more: ${said}.${lost}`;
      return { at, reason, nextStep: "Connect again: that gives a new grant and keeps everything else.", final: true };
    }
    case "client":
      return {
        at,
        reason: `${name} refused this installation's client: ${said}.`,
        nextStep:
          "Ask the operator to compare the client id and secret with the provider's. It is tried again every hour.",
        final: false,
      };
    case "temporary":
      return {
        at,
        reason: `${name} did not renew the token for now: ${said}.`,
        nextStep: "Wait: it is tried again by itself.",
        final: false,
      };
  }
}
