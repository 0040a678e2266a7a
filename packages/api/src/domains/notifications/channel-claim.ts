import type { Claim } from "../../service/define-claims.ts";
import type { Channel } from "./channel-kind.ts";
import { openPublicSettings } from "./channel-settings.ts";
import { findChannelKind } from "./find-channel-kind.ts";
import { channelIdOutside } from "./notification-ids.ts";

/** Days after which the newest message that was taken says little about today. */
const staleDays = 30;

/**
 * What one channel promises. A message that its far side really took is the proof, its refusal the end of it; before the first
 * it is only claimed.
 */
export function channelClaim(channel: Channel, now: Date): Claim {
  const { id, name, kind, provenAt, provenWhat, provenFrom, brokenAt, failingSince, tenantId } = channel;
  const page = `channels/${channelIdOutside(id)}`;
  const where = findChannelKind(kind).where(openPublicSettings(channel));
  const base = {
    id: `channel:${id}:delivers`,
    title: `${name} receives messages (${where})`,
    proof: provenAt && { what: provenWhat ?? "a message", when: provenAt, from: provenFrom ?? where },
    subject: { type: "channel", id },
    tenantId,
  };
  if (brokenAt) {
    const reason = [channel.failureReason, channel.failureNextStep].filter(Boolean).join(" ");
    const nextStep = { label: "See why, and mend it", href: page };
    return { ...base, state: "broken", reason, since: failingSince ?? brokenAt, nextStep };
  }
  if (!provenAt) {
    const reason = channel.failureReason ?? "No message has been taken by the far side yet.";
    return { ...base, state: "claimed", reason, nextStep: { label: "Send a test", href: page } };
  }
  const staleAt = new Date(provenAt.getTime() + staleDays * 86_400_000);
  if (staleAt <= now) {
    const reason = `No message has been taken for ${staleDays} days.`;
    return { ...base, state: "stale", reason, since: staleAt, nextStep: { label: "Send a test", href: page } };
  }
  return { ...base, state: "proven", reason: null, nextStep: null };
}
