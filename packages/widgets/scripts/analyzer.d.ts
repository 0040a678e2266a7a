// The analyzer types its plugins only, not what it exports.
declare module "@custom-elements-manifest/analyzer" {
  export const ts: {
    createSourceFile(path: string, text: string, target: number, setParents: boolean): object;
    ScriptTarget: { ES2022: number };
  };
  export function create(options: { modules: object[]; plugins: object[]; context: { dev: boolean } }): {
    modules: { path: string }[];
  };
}

declare module "@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js" {
  export function litPlugin(): object[];
}
