/** The one place that pins pnpm; see pnpm-version.mjs. */
export declare const pnpmVersion: string;
