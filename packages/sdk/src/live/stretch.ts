import type { Answer } from "../graphql-answer.ts";

/** The operation of a subscription as it is sent: its text, or the hash of a published one, and its variables. */
export interface StretchRequest {
  query?: string;
  extensions?: Record<string, unknown>;
  variables: Record<string, unknown>;
}

/** One unbroken piece of a subscription over one carrier, from a cursor until it breaks or is ended. */
export interface Stretch {
  readonly request: StretchRequest;
  /** Ends the stretch quietly. */
  readonly signal: AbortSignal;
  /** The far side took it. @param lagMs measured, or null */
  onOpen(lagMs: number | null): void;
  onAnswer(answer: Answer): void;
  /** Asks for what happened since the cursor; only polling calls it. */
  poll(): Promise<void>;
}

/**
 * Carries a stretch. Resolves when it was ended by its signal or completed by the server.
 * @throws PlumblineError or whatever the platform throws for a broken connection
 */
export type Carry = (stretch: Stretch) => Promise<void>;
