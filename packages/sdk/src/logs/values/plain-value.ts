/** What is left of a value when nothing in it can surprise: no getters, no circles, no depths. */
export type PlainValue = null | boolean | number | bigint | string | PlainValue[] | { [key: string]: PlainValue };
