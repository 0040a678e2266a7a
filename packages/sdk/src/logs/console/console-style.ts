/** What is written to the console: lines for people, JSON for machines, or nothing. */
export type ConsoleStyle = "pretty" | "json" | false;
