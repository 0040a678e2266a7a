import type { ProviderSample } from "../../provider.ts";

const headers = { "content-type": "application/json" };
const post = {
  id: "1346889436626259968",
  text: "Learn how to use the user Tweet timeline",
  author_id: "2244994945",
  conversation_id: "1346889436626259968",
  created_at: "2021-01-06T18:40:40.000Z",
};

/** The envelopes of https://docs.x.com/x-api/activity and of the Account Activity API. */
export const xSamples: ProviderSample[] = [
  {
    name: "a mention",
    headers,
    body: { data: { event_type: "post.mention.create", filter: { user_id: "6253282" }, payload: post } },
    signals: ["mention.received"],
  },
  {
    name: "a post of the account's own",
    headers,
    body: { data: { event_type: "post.create", filter: { user_id: "2244994945" }, payload: post } },
    signals: ["post.created"],
  },
  {
    name: "a mention, by the Account Activity API",
    headers,
    body: {
      for_user_id: "6253282",
      user_has_blocked: false,
      tweet_create_events: [
        {
          created_at: "Thu May 10 17:41:57 +0000 2018",
          id_str: "994633657141813248",
          text: "@API hello",
          user: { id_str: "2244994945", screen_name: "XDevelopers" },
        },
      ],
    },
    signals: ["mention.received"],
  },
  {
    name: "a follower, who is no signal",
    headers,
    body: { data: { event_type: "follow.follow", filter: { user_id: "6253282" }, payload: { source: { id: "1" } } } },
    signals: [],
  },
];
