export interface FurnishSavedSearchOptions {
  // biome-ignore lint/suspicious/noExplicitAny: answers of any shape
  make(mutation: string, input: Record<string, unknown>): Promise<any>;
  workspaceId: string;
  canary: string;
}

/** A log search that everybody in the workspace sees. */
export async function furnishSavedSearch({ make, workspaceId, canary }: FurnishSavedSearchOptions): Promise<void> {
  await make("createSavedSearch", { workspaceId, name: canary, query: `"${canary}"`, shared: true });
}
