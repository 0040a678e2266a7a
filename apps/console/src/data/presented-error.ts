/** A refusal in the words that the reader sees. */
export class PresentedError extends Error {
  /** The code of the API's closed set, or a word of ours: `OFFLINE`, `UNKNOWN`. */
  readonly code: string;
  /** What happened. */
  readonly title: string;
  /** Why, and what to do next. */
  readonly detail: string | undefined;
  /** What is wrong per field of the input, by its dotted path. */
  readonly fields: Record<string, string>;
  readonly requestId: string | undefined;

  constructor(parts: {
    code: string;
    title: string;
    detail?: string | undefined;
    fields?: Record<string, string>;
    requestId?: string | undefined;
  }) {
    super(parts.title);
    this.name = "PresentedError";
    this.code = parts.code;
    this.title = parts.title;
    this.detail = parts.detail;
    this.fields = parts.fields ?? {};
    this.requestId = parts.requestId;
  }
}

interface Issue {
  path: readonly string[] | string;
  message: string;
}

/** A refusal as the API words it: a member of a mutation's union, or the extensions of a GraphQL error. */
export interface Refusal {
  code?: string | null;
  message: string;
  nextStep?: string | null;
  issues?: readonly Issue[] | null;
  requestId?: string | null;
}

/** Turns the API's refusal into what the console shows. */
export function presentRefusal(refusal: Refusal): PresentedError {
  const fields: Record<string, string> = {};
  for (const issue of refusal.issues ?? []) {
    const path = typeof issue.path === "string" ? issue.path : issue.path.join(".");
    fields[path] ??= issue.message;
  }
  return new PresentedError({
    code: refusal.code ?? "UNKNOWN",
    title: refusal.message,
    detail: refusal.nextStep ?? undefined,
    fields,
    requestId: refusal.requestId ?? undefined,
  });
}

/** Whatever was thrown, in words that can be shown. */
export function presentError(error: unknown): PresentedError {
  if (error instanceof PresentedError) return error;
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) return offline();
  const words = error instanceof Error ? error.message : String(error);
  return new PresentedError({ code: "UNKNOWN", title: words });
}

/** The server did not answer at all. */
export function offline(): PresentedError {
  return new PresentedError({
    code: "OFFLINE",
    title: "Plumbline did not answer.",
    detail: "The server may be restarting, or this machine is offline. Nothing was changed.",
  });
}
