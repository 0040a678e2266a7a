import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from "@pothos/core";
import { encodeGlobalId } from "./ids.ts";

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      nodeIds: NodeIdsPlugin<Types>;
    }
  }
}

/**
 * Answers the `id` of every node without a promise. The relay plugin's own resolver is asynchronous, and an object with one
 * promise in it becomes a promise itself: an answer of 350 objects cost a thousand of them that had nothing to wait for.
 */
export class NodeIdsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    if (field.kind !== "Object" || field.name !== "id") return field;
    const { name, pothosOptions } = this.buildCache.getTypeConfig(field.parentType);
    const { id } = pothosOptions as { id?: { resolve(parent: unknown): unknown } };
    if (!id) return field;
    return { ...field, resolve: (parent) => encodeGlobalId(name, id.resolve(parent) as string) };
  }
}

SchemaBuilder.registerPlugin("nodeIds", NodeIdsPlugin);
