import { SetupError } from "./setup-error.ts";

const reasons: Record<string, string> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no host of that name",
  EAI_AGAIN: "the host's name could not be looked up",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  ETIMEDOUT: "it did not answer in time",
  CONNECT_TIMEOUT: "it did not answer within 10 seconds",
  CONNECTION_CLOSED: "it closed the connection",
  CONNECTION_ENDED: "it closed the connection",
  ECONNRESET: "it closed the connection; if it wants TLS, add ?sslmode=require",
  "28P01": "it refused the password",
  "28000": "it refused the user",
  "3D000": "it has no database of that name",
  "57P03": "it is still starting or already stopping",
  "53300": "it has no connection left",
};

/** Turns a failed first connection into a message for the operator; any other error is returned as it is. Never shows the password. */
export function explainConnectionError(url: string, error: unknown): unknown {
  const code = (error as { code?: string } | null)?.code ?? "";
  const reason = reasons[code];
  if (!reason) return error;
  const { hostname, port, pathname, username } = new URL(url);
  const where = `${username ? `${decodeURIComponent(username)}@` : ""}${hostname}:${port || 5432}${pathname}`;
  return new SetupError(
    "DATABASE_UNREACHABLE",
    `The database at ${where} does not answer: ${reason}.`,
    "Check DATABASE_URL and that this Postgres runs, or leave DATABASE_URL out to use the embedded one.",
    error,
  );
}
