/** What one process tells the others. Postgres today; Redis or NATS behind the same face when `EVENT_BUS_URL` says so. */
export interface EventBus {
  /** Something was committed: whoever holds the relay should look. */
  wake(): void;
  /** The relay has given positions up to this one. */
  publish(position: number): void;
  /** Log entries of a workspace were stored: whoever follows them should read. Many become one. */
  publishLogs(workspaceId: string): void;
  onWake(listener: () => void): () => void;
  onPosition(listener: (position: number) => void): () => void;
  /** @param listener gets the workspaces; null when there were too many to name: all of them */
  onLogs(listener: (workspaceIds: readonly string[] | null) => void): () => void;
  /** Resolves when the listener is connected. */
  ready(): Promise<void>;
  close(): Promise<void>;
}
