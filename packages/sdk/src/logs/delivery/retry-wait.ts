/** The wait before another try. It does not keep a process alive, and a flush ends it early where the server allows that. */
export class RetryWait {
  #end: (() => void) | null = null;
  /** True while a try waits. */
  waiting = false;

  /** @param mayHurry false when the server itself said how long (`Retry-After`) */
  async pause(ms: number, mayHurry: boolean): Promise<void> {
    this.waiting = true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      (timer as { unref?(): void }).unref?.();
      const end = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#end = mayHurry ? end : null;
    });
    this.#end = null;
    this.waiting = false;
  }

  /** Ends the wait now. */
  hurry(): void {
    this.#end?.();
  }
}
