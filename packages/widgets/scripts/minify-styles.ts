import { readFileSync } from "node:fs";
import { type Plugin, transformSync } from "esbuild";

/** Takes what only people need out of the CSS in our `*.styles.ts`: the bundler leaves text in templates as it is. */
export const minifyStyles: Plugin = {
  name: "minify-styles",
  setup({ onLoad }) {
    onLoad({ filter: /\/widgets\/src\/.*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8").replace(
        /(css`|replaceSync\(`)([^`$]*)`/g,
        (_, open: string, style: string) => {
          const { code } = transformSync(style, { loader: "css", minify: true, target: "es2022" });
          return `${open}${code.trim()}\``;
        },
      );
      return { contents: text, loader: "ts" };
    });
  },
};
