import type { ProviderCase } from "./provider-case.ts";

/** AssemblyAI's list of transcripts. */
export const assemblyaiTwin: ProviderCase = {
  slug: "assemblyai",
  env: (url) => ({ ASSEMBLYAI_API_URL: `${url}/assemblyai` }),
  routes:
    (happened) =>
    ({ path, headers }) => {
      if (path !== "/assemblyai/v2/transcript") return null;
      if (headers.authorization !== "goodgoodgoodgood")
        return [401, { error: "Authentication error, API token missing/invalid" }];
      // UTC, without saying so.
      const moment = (at: Date) => at.toISOString().replace("Z", "000");
      const transcripts = happened.map(({ number, at }) => ({
        id: `transcript-${number}`,
        status: "completed",
        created: moment(at),
        completed: moment(at),
        error: null,
      }));
      return [200, { page_details: { prev_url: null }, transcripts: transcripts.reverse() }];
    },
  fields: { good: { apiKey: "goodgoodgoodgood" }, bad: { apiKey: "badbadbadbadbadb" } },
  refusal: "API token missing/invalid",
  account: "AssemblyAI",
  tells: { type: "transcript.completed", subject: "transcript-" },
};
