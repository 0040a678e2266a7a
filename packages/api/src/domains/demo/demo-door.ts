import { UnavailableError } from "../../service/errors.ts";

/** Whom the demo acts as: its person's session, or one of its API keys. */
export type DemoCredential = { cookie: string } | { authorization: string };

/** The server's own doors, used from outside as any customer would: the demo goes through them, never around them. */
export interface DemoDoor {
  readonly url: string;
  /** Runs one operation. @throws UnavailableError with what the API answered when it refuses */
  ask<T>(query: string, variables: Record<string, unknown>, credential: DemoCredential): Promise<T>;
  /**
   * Runs one mutation.
   * @param select what is wanted of its success
   * @throws UnavailableError with the words of a refusal
   */
  make<T>(mutation: string, input: Record<string, unknown>, credential: DemoCredential, select?: string): Promise<T>;
  /** Posts JSON to a door of `/auth`. */
  auth(path: string, body: Record<string, unknown>): Promise<Response>;
}

/** Milliseconds for one call to ourselves. */
const timeoutMs = 10_000;

/** @param origin the origin of our own pages: the doors take a session from those only */
export function demoDoor(url: string, origin: string): DemoDoor {
  const post = (path: string, body: unknown, credential?: DemoCredential) =>
    fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin, ...credential },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
  const ask: DemoDoor["ask"] = async <T>(
    query: string,
    variables: Record<string, unknown>,
    credential: DemoCredential,
  ) => {
    const answer = (await (await post("/graphql", { query, variables }, credential)).json()) as {
      data?: T;
      errors?: { message: string }[];
    };
    if (answer.data && !answer.errors) return answer.data;
    throw new UnavailableError(
      `The demo was refused: ${answer.errors?.map((error) => error.message).join(" ") ?? "no data"}`,
    );
  };
  return {
    url,
    ask,
    async make<T>(mutation: string, input: Record<string, unknown>, credential: DemoCredential, select = "__typename") {
      const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
      const data = await ask<Record<string, T & { refused?: string; issues?: unknown }>>(
        `mutation ($input: ${name}Input!) { ${mutation}(input: $input) { ... on ${name}Success { ${select} }
          ... on Refusal { refused: message } ... on InvalidInput { issues { path message } } } }`,
        { input },
        credential,
      );
      const answer = data[mutation] as T & { refused?: string; issues?: unknown };
      if (!answer.refused) return answer;
      const issues = answer.issues ? ` ${JSON.stringify(answer.issues)}` : "";
      throw new UnavailableError(`The demo's ${mutation} was refused: ${answer.refused}${issues}`);
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
