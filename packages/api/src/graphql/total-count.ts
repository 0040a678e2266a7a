const counter = Symbol("totalCount");

/** Gives a page a count of its whole list, made only when somebody asks for it. */
export async function counted<Page extends object>(page: Promise<Page>, count: () => Promise<number>): Promise<Page> {
  return Object.assign(await page, { [counter]: count });
}

/** The count that {@link counted} attached, for the field `totalCount` of a connection. */
export async function totalCountOf(page: object): Promise<number> {
  return await (page as { [counter]: () => Promise<number> })[counter]();
}
