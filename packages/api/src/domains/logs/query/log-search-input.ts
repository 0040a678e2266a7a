/** Which entries, as GraphQL, the doors and saved searches say it; what is left out does not narrow. All of it must hold. */
export interface LogSearchInput {
  /** The search box's language. */
  query?: string | null;
  /** Inclusive. */
  since?: Date | null;
  /** Exclusive. */
  until?: Date | null;
  levels?: readonly string[] | null;
  services?: readonly string[] | null;
  /** Keys. */
  tenants?: readonly string[] | null;
  /** Keys. */
  environments?: readonly string[] | null;
  /** 32 hexadecimal digits. */
  traceId?: string | null;
  attributes?: readonly { name: string; value: string }[] | null;
  /** The body holds it, letters of either case. */
  text?: string | null;
  /** The body matches it. */
  regex?: string | null;
  /** The error group's id, as the API shows it or its uuid. */
  groupId?: string | null;
  /** Only this environment, its uuid: kept with what an API key of that environment asked for. */
  environmentId?: string | null;
}
