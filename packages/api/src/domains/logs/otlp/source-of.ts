import type { JsonObject, JsonValue } from "../store/json-value.ts";
import type { LogSource } from "../store/log-entry.ts";

/** A resource as OTLP says it. */
export interface OtlpResource {
  attributes: Record<string, JsonValue>;
  dropped: number;
  schemaUrl: string;
}

/** An instrumentation scope as OTLP says it. */
export interface OtlpScope extends OtlpResource {
  name: string;
  version: string;
}

export const emptyResource: OtlpResource = { attributes: {}, dropped: 0, schemaUrl: "" };
export const emptyScope: OtlpScope = { ...emptyResource, name: "", version: "" };

/** Where the records of one scope come from. What has no column of its own is kept in `origin`, so that nothing is lost. */
export function sourceOf(resource: OtlpResource, scope: OtlpScope): LogSource {
  const name = resource.attributes["service.name"];
  const origin: Record<string, JsonValue> = {};
  if (scope.version) origin.scopeVersion = scope.version;
  if (Object.keys(scope.attributes).length > 0) origin.scopeAttributes = scope.attributes;
  if (scope.dropped) origin.scopeDroppedAttributesCount = scope.dropped;
  if (scope.schemaUrl) origin.scopeSchemaUrl = scope.schemaUrl;
  if (resource.schemaUrl) origin.resourceSchemaUrl = resource.schemaUrl;
  if (resource.dropped) origin.resourceDroppedAttributesCount = resource.dropped;
  return {
    service: typeof name === "string" ? name : "",
    resource: resource.attributes as JsonObject,
    scope: scope.name || null,
    origin: Object.keys(origin).length > 0 ? origin : null,
  };
}
