import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type PresentedError, presentError } from "../data/presented-error.ts";

/** The state of one form on a page: sends it once at a time and keeps the refusal in words. */
export class FormController implements ReactiveController {
  busy = false;
  error: PresentedError | undefined;
  readonly #host: ReactiveControllerHost;
  // Fields that the form draws: an error of any other belongs to the whole form.
  readonly #known = new Set<string>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.busy = false;
  }

  /** The error that belongs to a field. */
  errorOf(name: string): string | undefined {
    this.#known.add(name);
    return this.error?.fields[name];
  }

  /** The error that belongs to the whole form: one that names no field. */
  get formError(): PresentedError | undefined {
    if (!this.error) return undefined;
    return Object.keys(this.error.fields).some((name) => this.#known.has(name)) ? undefined : this.error;
  }

  /** Makes a submit handler: reads the fields, sends, keeps what is refused. */
  handle(send: (values: Record<string, string>, form: HTMLFormElement) => Promise<void>): (event: SubmitEvent) => void {
    return (event) => {
      event.preventDefault();
      const form = event.currentTarget as HTMLFormElement;
      const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
      void this.run(() => send(values, form));
    };
  }

  /** Runs a step under the same state. @returns Whether it went through. */
  async run(step: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.error = undefined;
    this.#host.requestUpdate();
    try {
      await step();
    } catch (error) {
      this.error = presentError(error);
    }
    this.busy = false;
    this.#host.requestUpdate();
    return this.error === undefined;
  }
}
