import { createReadStream, existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { NotFoundError, UnavailableError } from "../../service/errors.ts";
import { defineRoute } from "../define-route.ts";

const folder = fileURLToPath(new URL("../../../../widgets/dist/browser/", import.meta.url));

/** Elements by script tag. `integrations.js` is always the newest; `integrations-<hash>.js` never changes and may be pinned by `integrity`. */
export const widgets = defineRoute({
  method: "GET",
  path: "/widgets/:file",
  // Pages of customers include them, from whichever name the server has for them.
  anyHost: true,
  async handle({ req, res, params: { file = "" } }) {
    if (!existsSync(`${folder}index.json`)) {
      throw new UnavailableError("The widgets are not built.", "Start with npm start, which builds them.");
    }
    // Ours by 16 hexadecimal digits; what an element loads later by the bundler's 8 characters.
    const [, hash, ending] = /^[a-z-]+?(?:-([0-9a-f]{16}|[0-9A-Z]{8}))?\.(js|json)$/.exec(file) ?? [];
    if (!ending || !existsSync(folder + file)) {
      throw new NotFoundError(
        `There is no widget “${file.slice(0, 80)}”.`,
        "Look at /widgets/index.json for those that exist.",
      );
    }
    const { size, mtimeMs } = statSync(folder + file);
    const etag = `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`;
    const headers = {
      "access-control-allow-origin": "*",
      "cache-control": hash
        ? "public, max-age=31536000, immutable"
        : "public, max-age=300, stale-while-revalidate=86400",
      "content-type": ending === "js" ? "text/javascript; charset=utf-8" : "application/json; charset=utf-8",
      "cross-origin-resource-policy": "cross-origin",
      etag,
    };
    if (req.headers["if-none-match"] === etag) {
      res.writeHead(304, headers).end();
      return;
    }
    res.writeHead(200, { ...headers, "content-length": size });
    if (req.method === "HEAD") res.end();
    else createReadStream(folder + file).pipe(res);
  },
});
