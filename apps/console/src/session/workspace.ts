import { query } from "../data/client.ts";
import { ShellDocument, type ShellQuery } from "./shell.gen.ts";
import { workspaceEvents } from "./workspace-events.ts";

/** The workspace in view as the shell needs it: names, counts, permissions, the share that is proven. */
export type ShellWorkspace = NonNullable<ShellQuery["workspace"]>;

type Listener = () => void;

/** The workspace that the address names. One per page. */
class WorkspaceStore {
  #slug: string | undefined;
  #value: ShellWorkspace | null | undefined;
  #error: unknown;
  readonly #listeners = new Set<Listener>();

  /** Undefined while it is read, null when there is none that this person may see. */
  get value(): ShellWorkspace | null | undefined {
    return this.#value;
  }

  get error(): unknown {
    return this.#error;
  }

  /** Whether the reader's role holds a permission of the matrix. */
  can(permission: string): boolean {
    return this.#value?.viewerPermissions.includes(permission) ?? false;
  }

  /** Opens another workspace; the same one again is read anew only by `refresh`. */
  open(slug: string | undefined): void {
    if (slug === this.#slug) return;
    this.#slug = slug;
    this.#value = undefined;
    this.#error = undefined;
    workspaceEvents.follow(undefined);
    if (slug) void this.refresh();
  }

  async refresh(): Promise<void> {
    const slug = this.#slug;
    if (!slug) return;
    try {
      const { workspace } = await query(ShellDocument, { slug });
      if (slug !== this.#slug) return;
      this.#value = workspace ?? null;
      this.#error = undefined;
      workspaceEvents.follow(workspace?.id, workspace?.cursor);
    } catch (error) {
      if (slug !== this.#slug) return;
      this.#error = error;
    }
    for (const listener of this.#listeners) listener();
  }

  /** @returns How to stop listening. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export const workspace = new WorkspaceStore();
