// Written by `npm run generate`. Do not edit.
export * from "./published/integrations-widget-connect.gen.ts";
export * from "./published/integrations-widget.gen.ts";
