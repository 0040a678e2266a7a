import type { ReactiveController, ReactiveControllerHost } from "lit";
import { query } from "./client.ts";
import type { Document } from "./document.ts";

interface Kept {
  data: unknown;
  at: number;
}

// Answers of this visit, so that going back shows the page at once while it is read anew.
const kept = new Map<string, Kept>();
const mostKept = 60;

function keep(key: string, data: unknown): void {
  kept.delete(key);
  kept.set(key, { data, at: Date.now() });
  const oldest = kept.keys().next().value;
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}

/** Forgets every kept answer: after sign-out, nothing of the last person may show. */
export function forgetAnswers(): void {
  kept.clear();
}

export interface QueryOptions<Data, Variables> {
  document: Document<Data, Variables>;
  /** Read before each update of the host; a change reads anew. Undefined means: not yet. */
  variables: () => Variables | undefined;
  /** Called with each fresh answer. */
  onData?: (data: Data) => void;
}

/** Reads one document for an element: keeps what it has while it reads anew, and never shows an older answer over a newer. */
export class QueryController<Data, Variables> implements ReactiveController {
  data: Data | undefined;
  error: unknown;
  loading = false;
  readonly #host: ReactiveControllerHost;
  readonly #options: QueryOptions<Data, Variables>;
  #key: string | undefined;
  #turn = 0;

  constructor(host: ReactiveControllerHost, options: QueryOptions<Data, Variables>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** The document and variables in use, for "Copy as". */
  get operation(): { document: Document<Data, Variables>; variables: Variables | undefined } {
    return { document: this.#options.document, variables: this.#options.variables() };
  }

  hostConnected(): void {
    this.#key = undefined;
  }

  hostUpdate(): void {
    const variables = this.#options.variables();
    const key = variables === undefined ? undefined : `${this.#options.document.name} ${JSON.stringify(variables)}`;
    if (key === this.#key) return;
    this.#key = key;
    if (variables === undefined || key === undefined) return;
    this.data = kept.get(key)?.data as Data | undefined;
    this.error = undefined;
    void this.#read(key, variables);
  }

  /** Reads anew what is shown; the old answer stays until the new one is here. */
  async refetch(): Promise<void> {
    const variables = this.#options.variables();
    if (variables !== undefined && this.#key !== undefined) await this.#read(this.#key, variables);
  }

  async #read(key: string, variables: Variables): Promise<void> {
    const turn = ++this.#turn;
    this.loading = true;
    this.#host.requestUpdate();
    try {
      const data = await query(this.#options.document, variables);
      keep(key, data);
      if (turn !== this.#turn) return;
      this.data = data;
      this.error = undefined;
      this.#options.onData?.(data);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.error = error;
    }
    this.loading = false;
    this.#host.requestUpdate();
  }
}
