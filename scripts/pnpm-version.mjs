/** The one place that pins pnpm. No `packageManager` field: tools warn about it and may fail to switch. */
export const pnpmVersion = "12.16.0";
