import { eventually } from "./eventually.ts";
import { graphqlOver } from "./graphql-over.ts";
import type { TestWorkspace } from "./make-workspace.ts";
import { signUp, type TestUser } from "./sign-up.ts";
import type { TestServer } from "./start-test-server.ts";

/** A person who was invited by mail and accepted. */
export interface TestMember extends TestUser {
  /** The id outside, `mem_…`. */
  readonly memberId: string;
}

/** Lets somebody new join through the real doors: invitation, mail in the local mailbox, link in the mail. */
export async function joinWorkspace(
  server: TestServer,
  workspace: TestWorkspace,
  role: "OWNER" | "ADMIN" | "OPERATOR" | "VIEWER",
  name = "Lena Roth",
): Promise<TestMember> {
  const person = await signUp(server, name);
  const invited = await graphqlOver(
    server.url,
    `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { __typename ... on Refusal { message } } }`,
    { input: { workspaceId: workspace.id, email: person.email, role } },
    { cookie: workspace.owner.cookie },
  );
  if (invited.data?.inviteMember?.__typename !== "InviteMemberSuccess") throw new Error(JSON.stringify(invited));
  const token = await eventually(() => invitationTokenFor(server, person.email));
  const accepted = await graphqlOver(
    server.url,
    `mutation ($input: AcceptInvitationInput!) {
      acceptInvitation(input: $input) {
        ... on AcceptInvitationSuccess { workspace { members(first: 100) { nodes { id isViewer } } } } ... on Refusal { message }
      }
    }`,
    { input: { token } },
    { cookie: person.cookie },
  );
  const members = accepted.data?.acceptInvitation?.workspace?.members?.nodes as { id: string; isViewer: boolean }[];
  const own = members?.find((member) => member.isViewer);
  if (!own) throw new Error(JSON.stringify(accepted));
  return { ...person, memberId: own.id };
}

/** The token in the newest invitation that was mailed to an address. */
export async function invitationTokenFor(server: Pick<TestServer, "url">, email: string): Promise<string | null> {
  const response = await fetch(`${server.url}/dev/mailbox.json`);
  const { messages } = (await response.json()) as { messages: { to: string; text: string }[] };
  const mail = messages.find((message) => message.to.includes(email) && message.text.includes("/invitations/"));
  return mail?.text.match(/\/invitations\/([\w-]+)/)?.[1] ?? null;
}
