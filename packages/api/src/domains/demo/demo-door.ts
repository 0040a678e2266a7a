import { UnavailableError } from "../../service/errors.ts";

/** The server's own doors, used from outside as any customer would: the demo goes through them, never around them. */
export interface DemoDoor {
  readonly url: string;
  /** Runs one operation with the session. @throws UnavailableError with what the API answered when it refuses */
  ask<T>(query: string, variables: Record<string, unknown>, cookie: string): Promise<T>;
  /** Posts JSON to a door of `/auth`. */
  auth(path: string, body: Record<string, unknown>): Promise<Response>;
}

/** Milliseconds for one call to ourselves. */
const timeoutMs = 10_000;

/** @param origin the origin of our own pages: the doors take a session from those only */
export function demoDoor(url: string, origin: string): DemoDoor {
  const post = (path: string, body: unknown, cookie?: string) =>
    fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin, ...(cookie ? { cookie } : {}) },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
  return {
    url,
    async ask<T>(query: string, variables: Record<string, unknown>, cookie: string): Promise<T> {
      const answer = (await (await post("/graphql", { query, variables }, cookie)).json()) as {
        data?: T;
        errors?: { message: string }[];
      };
      if (answer.data && !answer.errors) return answer.data;
      throw new UnavailableError(
        `The demo was refused: ${answer.errors?.map((error) => error.message).join(" ") ?? "no data"}`,
      );
    },
    auth: (path, body) => post(`/auth${path}`, body),
  };
}

/** The session cookie that an answer sets, to send back. */
export function sessionCookie(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}
