/** A page of a list, as every connection of the API can be asked for. */
export interface Page<Node> {
  nodes: readonly Node[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null | undefined };
}

/**
 * Every node of a list, page after page. The next page is asked for when the loop gets there, so that leaving the loop early
 * costs nothing.
 * @param read fetches one page after a cursor; null for the first
 */
export async function* pages<Node>(
  read: (after: string | null) => Promise<Page<Node>>,
  after: string | null = null,
): AsyncGenerator<Node, void> {
  let cursor: string | null | undefined = after;
  do {
    const { nodes, pageInfo }: Page<Node> = await read(cursor);
    yield* nodes;
    cursor = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (cursor);
}
