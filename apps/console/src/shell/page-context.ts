import type { Crumb } from "./crumbs.ts";

/** A read that the page shows, for "Copy as". */
export interface OfferedOperation {
  document: { text: string; name: string };
  variables: unknown;
}

/** Something the page lets one do from the command palette. */
export interface PageCommand {
  label: string;
  hint?: string;
  run: () => void;
}

type Listener = () => void;

/** What the page in view tells the shell about itself. Emptied at each navigation to another page. */
class PageContext {
  operation: OfferedOperation | undefined;
  commands: readonly PageCommand[] = [];
  crumbs: readonly Crumb[] = [];
  /** Whether something on this page changes by itself. */
  live = false;
  readonly #listeners = new Set<Listener>();

  offer(change: {
    operation?: OfferedOperation | undefined;
    commands?: readonly PageCommand[];
    crumbs?: readonly Crumb[];
    live?: boolean;
  }): void {
    const before = JSON.stringify([
      this.crumbs,
      this.live,
      this.operation?.document.name,
      this.operation?.variables,
      this.commands.map((each) => each.label),
    ]);
    Object.assign(this, change);
    const after = JSON.stringify([
      this.crumbs,
      this.live,
      this.operation?.document.name,
      this.operation?.variables,
      this.commands.map((each) => each.label),
    ]);
    if (before !== after) for (const listener of this.#listeners) listener();
  }

  clear(): void {
    this.offer({ operation: undefined, commands: [], crumbs: [], live: false });
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export const pageContext = new PageContext();
