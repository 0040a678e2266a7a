export interface FurnishLogsOptions {
  // biome-ignore lint/suspicious/noExplicitAny: answers of any shape
  make(mutation: string, input: Record<string, unknown>): Promise<any>;
  workspaceId: string;
  canary: string;
}

/** A redaction rule, and a deletion that finds nothing. The entries of the error groups made a source. */
export async function furnishLogs({ make, workspaceId, canary }: FurnishLogsOptions): Promise<void> {
  await make("createLogRedactionRule", { workspaceId, name: canary, pattern: `secret-${canary}` });
  await make("deleteLogEntries", {
    workspaceId,
    filter: { text: `nothing holds ${canary}` },
    reason: canary,
    expected: 0,
  });
}
