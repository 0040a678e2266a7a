/** What a server, or something before it, answered instead of what was asked for. */
export interface WireRefusal extends Error {
  /** Of Plumbline's closed set, where it was Plumbline that answered. */
  code?: string | undefined;
  /** Milliseconds after which to ask again, where it says so. */
  retryAfterMs?: number | undefined;
}

interface RefusalBody {
  error?: { message?: string; code?: string };
  errorDetails?: string;
}

const codes: Record<number, string> = { 401: "UNAUTHENTICATED", 403: "FORBIDDEN", 429: "RATE_LIMITED" };

/** @param asked what this client wanted, `A stream was asked for` */
export async function wireRefusal(response: Response, asked: string): Promise<WireRefusal> {
  const body = (await response.json().catch(() => ({}))) as RefusalBody | null;
  const { error, errorDetails } = body ?? {};
  const told = error?.message ?? errorDetails;
  const after = Number(response.headers.get("retry-after"));
  return Object.assign(new Error(told ?? `${asked}; status ${response.status} came.`), {
    // A status alone may be a proxy's: only with our words it says something about the key.
    code: error?.code ?? (errorDetails === undefined ? undefined : codes[response.status]),
    retryAfterMs: after > 0 ? after * 1000 : undefined,
  });
}
