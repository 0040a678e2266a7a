import { builder } from "../../../graphql/builder.ts";
import type { LogDeletion } from "../deletion/deletion-ref.ts";
import "../deletion/deletion-ref.ts";
import type { ShownLogSettings } from "../limits/show-log-settings.ts";
import type { LogRedactionRule } from "../redaction/redaction-rule-ref.ts";
import "../redaction/redaction-rule-ref.ts";
import type { LogSourceRow } from "../sources/source-ref.ts";
import "../sources/source-ref.ts";

/** The GraphQL types of keeping logs, apart from their fields. */
export const LogSettingsRef = builder.objectRef<ShownLogSettings>("LogSettings");
export const LogRedactionRuleRef = builder.objectRef<LogRedactionRule>("LogRedactionRule");
export const LogDeletionRef = builder.objectRef<LogDeletion>("LogDeletion");
export const LogSourceRef = builder.objectRef<LogSourceRow>("LogSource");
