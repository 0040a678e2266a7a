import type { AnyProviderEvent, EventContext, EventHandler, ProviderEventEmitter } from "@openfeature/core";

/** OpenFeature's emitter, as small as its interface: neither of its SDKs has to be loaded for it. */
export class ProviderEvents implements ProviderEventEmitter<AnyProviderEvent> {
  readonly #handlers = new Map<AnyProviderEvent, EventHandler[]>();

  emit(event: AnyProviderEvent, context?: EventContext): void {
    for (const handler of this.getHandlers(event)) void handler(context as Parameters<EventHandler>[0]);
  }

  addHandler(event: AnyProviderEvent, handler: EventHandler): void {
    this.#handlers.set(event, [...this.getHandlers(event), handler]);
  }

  removeHandler(event: AnyProviderEvent, handler: EventHandler): void {
    this.#handlers.set(
      event,
      this.getHandlers(event).filter((one) => one !== handler),
    );
  }

  removeAllHandlers(event?: AnyProviderEvent): void {
    if (event) this.#handlers.delete(event);
    else this.#handlers.clear();
  }

  getHandlers(event: AnyProviderEvent): EventHandler[] {
    return this.#handlers.get(event) ?? [];
  }

  /** Nothing is logged here. */
  setLogger(): this {
    return this;
  }
}
