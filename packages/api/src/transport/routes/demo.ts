import { openDemo } from "../../domains/demo/index.ts";
import { NotFoundError } from "../../service/errors.ts";
import { refuseForeignOrigin } from "../authenticate.ts";
import { isLoopback } from "../check-host.ts";
import { defineRoute } from "../define-route.ts";
import { sendJson } from "../send.ts";

/** Opens the demo workspace and signs the visitor in as its person. Only without a mail server, and only for this machine. */
export const demo = defineRoute({
  method: "POST",
  path: "/dev/demo",
  async handle({ app, req, res }) {
    const name = URL.parse(`http://${req.headers.host}`)?.hostname ?? "";
    if (!app.mailer.isLocal || !isLoopback(name)) {
      throw new NotFoundError(
        "There is no demo here: it exists only on a machine of one's own, without a mail server.",
        "Run npm start -- --demo on your machine.",
      );
    }
    refuseForeignOrigin(app, req.headers.origin);
    const { path, setCookie } = await openDemo(app);
    res.setHeader("set-cookie", setCookie);
    sendJson(res, 200, { path });
  },
});
