export { createNodeLogger as createLogger, type NodeLoggerOptions } from "./create-node-logger.ts";
export { type FlushAtEndOptions, flushAtEnd } from "./flush-at-end.ts";
export { logFetchHandler } from "./log-fetch-handler.ts";
export { logRequests } from "./log-requests.ts";
export { addLogContext, currentLogContext, withLogContext } from "./request-context.ts";
export type { RequestLogOptions } from "./request-entry.ts";
