import { defineConfig, type Plugin } from "vite";

// The API that the development server stands in front of.
const api = process.env.PLUMBLINE_API ?? "http://127.0.0.1:4000";
const doors = [
  "/graphql",
  "/auth",
  "/dev",
  "/connect",
  "/hooks",
  "/export",
  "/docs",
  "/healthz",
  "/readyz",
  "/widgets",
];

/** Asks for the text face before the stylesheet names it, so that the first words are drawn in it. */
function preloadTextFace(): Plugin {
  return {
    name: "preload-text-face",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { bundle }) => {
        const face = Object.keys(bundle ?? {}).find((file) => /inter-latin-wght-normal.*\.woff2$/.test(file));
        return face
          ? [
              {
                tag: "link",
                attrs: { rel: "preload", as: "font", type: "font/woff2", crossorigin: "", href: `/${face}` },
                injectTo: "head-prepend",
              },
            ]
          : [];
      },
    },
  };
}

export default defineConfig({
  plugins: [preloadTextFace()],
  build: {
    target: "es2023",
    // Inlined files would need `data:` in the policy of every directive; fonts must stay files to be cached.
    assetsInlineLimit: 0,
    // The small parts travel together: thirty requests of 400 bytes are slower than one of 12 KB.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: "parts",
              test: /src[\\/](parts|data|session|design)[\\/]|node_modules[\\/](lit|lit-html|lit-element|@lit)[\\/]/,
            },
          ],
        },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    proxy: Object.fromEntries(
      doors.map((door) => [door, { target: api, changeOrigin: true, ws: door === "/graphql" }]),
    ),
  },
});
