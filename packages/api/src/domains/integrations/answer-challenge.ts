import type { Context } from "../../service/context.ts";
import { NotFoundError } from "../../service/errors.ts";
import { readDoors, secretsAt, settingSecret } from "./intake/find-doors.ts";
import { readSetting } from "./provider/provider-setting.ts";
import type { HandshakeAnswer } from "./provider/webhook-contract.ts";
import type { Provider } from "./provider.ts";

/** A GET at a door. */
export interface AnswerChallengeInput {
  provider: Provider;
  /** From the path; null at the app's one door. */
  integrationId: string | null;
  query: URLSearchParams;
}

/**
 * Answers the question by which a provider makes sure that the door is its owner's (Meta's `hub.challenge`, X's CRC). The actor
 * has no part in it: who knows the secret is answered.
 * @throws NotFoundError for a door that asks for none, is not there, or does not know the secret
 */
export async function answerChallenge(
  ctx: Context,
  { provider, integrationId, query }: AnswerChallengeInput,
): Promise<HandshakeAnswer> {
  const { webhook } = provider;
  const now = ctx.app.clock.now().getTime();
  const secrets =
    integrationId === null
      ? settingSecret(ctx.app, provider)
      : (await readDoors(ctx.app, provider, { integrationId })).flatMap((door) => secretsAt(door, now));
  const setting = (name: string) => {
    const found = provider.settings?.find((one) => one.name === name);
    return found && readSetting(found, ctx.app.config.env);
  };
  const answer = secrets.length > 0 ? webhook?.challenge?.(query, secrets, setting) : null;
  if (answer) return answer;
  throw new NotFoundError(
    "This door answers no such question.",
    "Deliveries are sent by POST; a provider's challenge must carry the secret of this door.",
  );
}
