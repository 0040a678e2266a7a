/** What one process tells the others. Postgres today; Redis or NATS behind the same face when `EVENT_BUS_URL` says so. */
export interface EventBus {
  /** Something was committed: whoever holds the relay should look. */
  wake(): void;
  /** The relay has given positions up to this one. */
  publish(position: number): void;
  onWake(listener: () => void): () => void;
  onPosition(listener: (position: number) => void): () => void;
  /** Resolves when the listener is connected. */
  ready(): Promise<void>;
  close(): Promise<void>;
}
