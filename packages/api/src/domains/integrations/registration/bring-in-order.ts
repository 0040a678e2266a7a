import type { webhookRegistrations } from "@plumbline/db/schema";
import { ProviderError } from "../access/provider-error.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import type { RegistrationContract, RemoteWebhook } from "../provider.ts";
import { isDueForRenewal } from "./is-due-for-renewal.ts";
import { judgeWebhook, type WebhookVerdict } from "./judge-webhook.ts";

/** A webhook as we remember it. */
export type KnownWebhook = typeof webhookRegistrations.$inferSelect;

/** What had to be done to one target's webhook. */
export type RegistrationAction = "kept" | "created" | "recreated" | "repaired" | "renewed" | "failed";

/** What came of one target's webhook. */
export interface RegistrationReport extends WebhookVerdict {
  target: string;
  action: RegistrationAction;
  /** As the provider read it back; null when it is not there. */
  remote: RemoteWebhook | null;
  /** What was wrong before; null when nothing was. */
  wrong: string | null;
  /** The refusal, with `failed`. */
  error: ProviderError | null;
}

/** What a webhook shall be. */
export interface RegistrationWish {
  target: string;
  /** Our door. */
  url: string;
  secret: string;
  /** As we remember it; null when there is none yet. */
  known: KnownWebhook | null;
  /** What the provider's list says of it, where it has been listed; undefined asks. */
  listed?: RemoteWebhook | undefined;
  now: Date;
}

/**
 * Brings one webhook into order and reads it back: makes what is gone, mends what differs or is switched off, renews what ends
 * soon, and leaves alone what is right. A refusal is a report, not an error, so that one target cannot hold up the others.
 */
export async function bringInOrder(
  registration: RegistrationContract,
  access: ProviderAccess,
  wish: RegistrationWish,
): Promise<RegistrationReport> {
  const { target, url, known } = wish;
  let wrong: string | null = null;
  try {
    const before = await readBefore(registration, access, wish);
    const verdict = judgeWebhook(before, url, registration);
    const secretLost = Boolean(registration.makesSecret && known && !known.secret);
    wrong = known ? wrongness(verdict, secretLost) : null;
    const action = actionFor(before, { isRight: verdict.state === "registered", secretLost, known, now: wish.now });
    if (action === "kept") return { target, action, remote: before, wrong, error: null, ...verdict };
    const made = await act(registration, access, wish, action, before);
    const read = await registration.read(access, { target, remoteId: made.remoteId });
    const remote = read && { ...read, ...secretAndEnd(made, read) };
    return { target, action, remote, wrong, error: null, ...judgeWebhook(remote, url, registration) };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { target, action: "failed", remote: null, wrong, error, state: "missing", evidence: error.message };
  }
}

async function readBefore(
  registration: RegistrationContract,
  access: ProviderAccess,
  { target, known, listed }: RegistrationWish,
): Promise<RemoteWebhook | null> {
  if (listed) return listed;
  return known?.remoteId ? await registration.read(access, { target, remoteId: known.remoteId }) : null;
}

function wrongness(verdict: WebhookVerdict, secretLost: boolean): string | null {
  if (verdict.state !== "registered") return verdict.evidence;
  return secretLost ? "The secret that the provider made for it never arrived here." : null;
}

interface Before {
  isRight: boolean;
  secretLost: boolean;
  known: KnownWebhook | null;
  now: Date;
}

function actionFor(before: RemoteWebhook | null, { isRight, secretLost, known, now }: Before): RegistrationAction {
  if (before === null || secretLost) return known?.remoteId ? "recreated" : "created";
  if (!isRight) return "repaired";
  return known && isDueForRenewal(known, now) ? "renewed" : "kept";
}

async function act(
  registration: RegistrationContract,
  access: ProviderAccess,
  { target, url, secret }: RegistrationWish,
  action: RegistrationAction,
  before: RemoteWebhook | null,
): Promise<RemoteWebhook> {
  if (before === null || action === "created" || action === "recreated") {
    return await registration.create(access, { target, url, secret });
  }
  return await registration.update(access, { target, remoteId: before.remoteId, url, secret });
}

/** Reading back never shows the secret, and not everywhere the end. */
function secretAndEnd(made: RemoteWebhook, read: RemoteWebhook): Pick<RemoteWebhook, "secret" | "expiresAt"> {
  const expiresAt = read.expiresAt ?? made.expiresAt;
  return { ...(made.secret ? { secret: made.secret } : {}), ...(expiresAt ? { expiresAt } : {}) };
}
