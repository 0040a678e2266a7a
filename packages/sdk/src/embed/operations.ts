/** Hashes of the operations that widgets run, with the types of their answers. Apart from the client: a page brings only its own. */
export * from "../generated/published-operations.gen.ts";
