import type { ButtonContract } from "../../provider/button-contract.ts";
import { readList, readPath, readText } from "../../provider/read-path.ts";

/**
 * Interactions come to the same door as events: `application/x-www-form-urlencoded` with the JSON in `payload`, signed alike.
 * https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
 */
export const slackButtons: ButtonContract = {
  read({ payload, deliveryId }) {
    if (readText(payload, "type") !== "block_actions") return null;
    const [action] = readList(payload, "actions");
    const actionId = readText(action, "action_id");
    const person = readText(payload, "user.id");
    if (!actionId || !person) return null;
    return {
      key: readText(payload, "trigger_id") ?? deliveryId,
      messageRef: readText(action, "block_id") ?? "",
      actionId,
      value: readText(action, "value") ?? "",
      person: { id: person, name: readText(payload, "user.name") ?? readText(payload, "user.username") ?? person },
      answerUrl: readText(payload, "response_url") ?? null,
    };
  },
  // https://docs.slack.dev/reference/methods/users.info, scopes users:read and users:read.email
  async verifiedEmail(access, personId) {
    const { body } = await access.call("POST", "/users.info", { form: { user: personId } });
    const isStranger = readPath(body, "user.is_bot") === true || readPath(body, "user.deleted") === true;
    // Left out by older workspaces; false only while the address was never confirmed.
    const isConfirmed = readPath(body, "user.is_email_confirmed") !== false;
    return isStranger || !isConfirmed ? null : (readText(body, "user.profile.email") ?? null);
  },
  privateAnswer: (text) => ({ response_type: "ephemeral", replace_original: false, text }),
};
