import { openLogs } from "./logs/open-logs.ts";
import { testErrorGroups } from "./logs/test-error-groups.ts";
import { testLogSettings } from "./logs/test-log-settings.ts";
import { testRows } from "./logs/test-rows.ts";
import { testSearches } from "./logs/test-searches.ts";

// One server and one browser for all of it: each subject begins where the one before left the page and the entries.

const logs = openLogs();

testRows(logs);
testSearches(logs);
testErrorGroups(logs);
testLogSettings(logs);
