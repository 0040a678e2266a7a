import { ECDH } from "node:crypto";
import { pushDevices } from "@plumbline/db/schema";
import { and, count, eq, ne } from "drizzle-orm";
import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { PreconditionError, UnauthenticatedError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { checkEndpointUrl } from "../../webhooks/index.ts";
import { devicePlace, endpointHashOf, type PushDevice } from "./push-device.ts";

/** Browsers of one person at most. */
const mostDevices = 20;

const base64url = /^[A-Za-z0-9_-]+={0,2}$/;

export const registerPushDeviceInput = z.object({
  /** The subscription's endpoint. */
  url: z.url().max(2000),
  /** The browser's public key, base64url. */
  p256dh: z
    .string()
    .regex(base64url)
    .min(80)
    .max(120)
    .refine(isPublicKey, "It is no point of the curve P-256: give the key as the browser's subscription has it."),
  /** The shared secret, base64url. */
  auth: z.string().regex(base64url).min(16).max(40),
  /** What the person sees: “Firefox on Linux”. */
  name: z.string().trim().min(1).max(80),
});

/** A message cannot be encrypted for anything else: better told now than found out at the first message. */
function isPublicKey(text: string): boolean {
  try {
    ECDH.convertKey(text.replace(/=+$/, ""), "prime256v1", "base64url");
    return true;
  } catch {
    return false;
  }
}

export type RegisterPushDeviceInput = z.input<typeof registerPushDeviceInput>;

/**
 * Lets a browser show messages to the signed-in person. The same browser asked again is the same device; with another person
 * signed in it is that person's from now on.
 * @throws InvalidInputError for an endpoint that must not be called
 */
export async function registerPushDevice(ctx: Context, input: RegisterPushDeviceInput): Promise<PushDevice> {
  const { actor } = ctx;
  if (actor.type !== "user")
    throw new UnauthenticatedError("A device belongs to a person.", "Sign in, then allow it again.");
  const wish = parseInput(registerPushDeviceInput, input);
  await checkEndpointUrl(ctx.app, wish.url);
  return await transact(ctx, { workspaceId: null, verb: "registerPushDevice", input: wish }, async (tx) => {
    const { url, p256dh, auth, name } = wish;
    const endpointHash = endpointHashOf(url);
    const others = and(eq(pushDevices.userId, actor.userId), ne(pushDevices.endpointHash, endpointHash));
    const [known] = await tx.select({ n: count() }).from(pushDevices).where(others);
    if ((known?.n ?? 0) >= mostDevices) {
      throw new PreconditionError(`A person has at most ${mostDevices} devices.`, "Remove one that you no longer use.");
    }
    const subscription = ctx.app.vault.seal(
      JSON.stringify({ endpoint: url, keys: { p256dh, auth } }),
      devicePlace(endpointHash),
    );
    const own = { userId: actor.userId, name, subscription, service: new URL(url).host, failureReason: null };
    const [device] = await tx
      .insert(pushDevices)
      .values({ ...own, endpointHash, createdAt: ctx.app.clock.now() })
      .onConflictDoUpdate({ target: pushDevices.endpointHash, set: own })
      .returning();
    return device as PushDevice;
  });
}
