export { anyOf, uuidList } from "./any-of.ts";
export { inWorkspace } from "./in-workspace.ts";
export { type Database, type Db, type OpenDatabaseOptions, openDatabase } from "./open-database.ts";
export { prepareRead } from "./prepare-read.ts";
export { withWorkspace } from "./with-workspace.ts";
