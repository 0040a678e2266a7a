import { query } from "../data/client.ts";
import { forgetAnswers } from "../data/query-controller.ts";
import { forgetKeptAnswers } from "../offline/kept-answers.ts";
import { pendingActions } from "../offline/pending-actions.ts";
import { endDevice } from "../offline/push-device.ts";
import { setTimeZone } from "../parts/clock.ts";
import { authRequest } from "./auth-request.ts";
import { unread } from "./unread.ts";
import { ViewerDocument, type ViewerQuery } from "./viewer.gen.ts";

/** The signed-in person with the workspaces they belong to. */
export type Viewer = NonNullable<ViewerQuery["viewer"]>;

type Listener = () => void;

const lastViewerName = "plumbline.viewer";

/** Somebody else signed in here: nothing that was kept for the last person may show, and nothing they asked for be done. */
async function forgetOthers(viewerId: string | undefined): Promise<void> {
  if (viewerId === undefined || localStorage.getItem(lastViewerName) === viewerId) return;
  const hadOther = localStorage.getItem(lastViewerName) !== null;
  localStorage.setItem(lastViewerName, viewerId);
  if (hadOther) await Promise.all([forgetKeptAnswers(), pendingActions.forget()]);
}

/** Who is signed in. `undefined` while that is not known yet. */
class SessionStore {
  #viewer: Viewer | null | undefined;
  #error: unknown;
  readonly #listeners = new Set<Listener>();

  get viewer(): Viewer | null | undefined {
    return this.#viewer;
  }

  /** Why the session could not be read; undefined when it could. */
  get error(): unknown {
    return this.#error;
  }

  /** Reads the session anew, after signing in or changing the profile. */
  async refresh(): Promise<void> {
    try {
      const { viewer } = await query(ViewerDocument, {});
      await forgetOthers(viewer?.id);
      this.#viewer = viewer ?? null;
      this.#error = undefined;
      setTimeZone(viewer?.timeZone ?? undefined);
      if (viewer) void unread.refresh();
    } catch (error) {
      this.#error = error;
    }
    this.#announce();
  }

  /** Ends the session here and forgets what was read with it. */
  async signOut(): Promise<void> {
    await authRequest("/sign-out", {});
    this.#viewer = null;
    unread.stop();
    forgetAnswers();
    await Promise.all([forgetKeptAnswers(), pendingActions.forget(), endDevice()]);
    setTimeZone(undefined);
    this.#announce();
  }

  /** @returns How to stop listening. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const session = new SessionStore();
