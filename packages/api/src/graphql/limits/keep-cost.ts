import type { Context } from "../../service/context.ts";

const key = "cost kept";

/** Keeps a part of what an operation was charged, on top of its answer's fields: for work that the answer does not show. */
export function keepCost(ctx: Pick<Context, "memo">, cost: number): void {
  ctx.memo.set(key, costKept(ctx) + cost);
}

/** What {@link keepCost} kept in this request. */
export function costKept({ memo }: Pick<Context, "memo">): number {
  return (memo.get(key) as number | undefined) ?? 0;
}
