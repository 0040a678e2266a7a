import { offline, PresentedError } from "../data/presented-error.ts";
import { authWords } from "./auth-words.ts";

interface AuthAnswer {
  code?: string;
  message?: string;
  nextStep?: string;
}

/**
 * Calls the accounts' HTTP API under /auth.
 * @throws PresentedError in the console's words when it refuses.
 */
export async function authRequest<Answer>(path: string, body?: unknown): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`/auth${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: body === undefined ? {} : { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
  } catch {
    throw offline();
  }
  const answer = (await response.json().catch(() => null)) as (Answer & AuthAnswer) | null;
  if (response.ok) return answer as Answer;
  throw refusal(response, answer);
}

function refusal(response: Response, answer: AuthAnswer | null): PresentedError {
  if (response.status === 429) {
    const seconds = Number(response.headers.get("x-retry-after") ?? response.headers.get("retry-after") ?? 60);
    return new PresentedError({
      code: "RATE_LIMITED",
      title: "Too many tries in a short time.",
      detail: `Wait ${seconds} s, then try again.`,
    });
  }
  const code = answer?.code ?? "UNKNOWN";
  const words = authWords(code);
  return new PresentedError({
    code,
    title: answer?.message ?? words?.title ?? `Plumbline answered ${response.status}.`,
    detail: answer?.nextStep ?? words?.detail,
    ...(words?.field
      ? {
          fields: {
            [words.field]: `${answer?.message ?? words.title} ${answer?.nextStep ?? words.detail ?? ""}`.trim(),
          },
        }
      : {}),
  });
}
