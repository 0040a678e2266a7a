import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { exactTime } from "../../parts/clock.ts";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { type MarkState, mark } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { toast } from "../../parts/toast.ts";
import { changeDiff } from "../audit/change-diff.ts";
import { askReason } from "./ask-reason.ts";
import {
  ApproveFlagChangeDocument,
  CancelScheduledFlagChangeDocument,
  FlagChangesDocument,
  type FlagChangesQuery,
  RejectFlagChangeDocument,
  WithdrawFlagChangeDocument,
} from "./changes.gen.ts";
import { namedChanges } from "./named-changes.ts";
import { pathsBetween } from "./paths-between.ts";

type Workspace = NonNullable<FlagChangesQuery["workspace"]>;
type Request = Workspace["flagChangeRequests"]["nodes"][number];
type Scheduled = Workspace["flagScheduledChanges"]["nodes"][number];

const marks: Record<Scheduled["state"], MarkState> = {
  WAITING: "claimed",
  APPLIED: "proven",
  CANCELLED: "passed",
  REFUSED: "broken",
};

/** What waits for a second member or for its time, of one flag or of all: with the difference, and who may decide. */
export class FlagChanges extends LightElement {
  static override properties = { slug: { attribute: false }, flagId: { attribute: false }, may: { attribute: false } };
  declare slug: string;
  declare flagId: string;
  declare may: boolean;
  #read = new QueryController(this, {
    document: FlagChangesDocument,
    variables: () => {
      const of = this.flagId ? { flagId: this.flagId } : {};
      return this.slug
        ? {
            slug: this.slug,
            requests: { ...of, state: { in: ["PENDING" as const] } },
            scheduled: { ...of, state: { in: ["WAITING" as const, "REFUSED" as const] } },
          }
        : undefined;
    },
  });

  constructor() {
    super();
    this.slug = "";
    this.flagId = "";
    this.may = false;
  }

  /** Reads again: something about the flag has happened. */
  again(): void {
    void this.#read.refetch();
  }

  async #step(step: () => Promise<unknown>, words: string): Promise<void> {
    await runStep(async () => {
      await step();
      toast(words);
      this.again();
    });
  }

  async #reject({ id }: Request): Promise<void> {
    const comment = await askReason({ title: "Say no to it", intro: "Who asked reads why.", verb: "Say no" });
    if (!comment) return;
    await this.#step(
      () => mutate(RejectFlagChangeDocument, { input: { requestId: id, comment } }),
      "It is said no to.",
    );
  }

  /** Where flags are of no page of their own, the flag is named too. */
  #about({ environment, flag }: Pick<Request, "environment" | "flag">): string {
    const what = this.flagId || !flag ? "" : ` for ${flag.key}`;
    return environment ? `${what}${what ? " in" : " for"} ${environment.name}` : what;
  }

  #request(request: Request): TemplateResult {
    const input = { requestId: request.id };
    const own = request.requestedBy === this.#read.data?.viewer?.name;
    const withdraw = html`<button class="btn small" type="button" @click=${() => void this.#step(() => mutate(WithdrawFlagChangeDocument, { input }), "Taken back.")}>Take it back</button>`;
    const decide = html`<button class="btn small primary" type="button" @click=${() => void this.#step(() => mutate(ApproveFlagChangeDocument, { input }), "Approved, and done.")}>Approve</button><button class="btn small" type="button" @click=${() => void this.#reject(request)}>Say no</button>`;
    const shared =
      this.may && !own && request.sharesClient
        ? html`<p>You are at the same address with the same browser as who asked. Approving records that.</p>`
        : nothing;
    return html`<li data-item>${mark("claimed", "Waits for a second member")}<span class="what">${request.requestedBy} asks${this.#about(request)}: ${request.reason}</span><span class="when">${timeAgo(request.createdAt)}</span>
      <div class="proof">${changeDiff(namedChanges(pathsBetween(request.before, request.after), request.names))}${shared}${this.may ? html`<div class="row">${own ? withdraw : decide}</div>` : nothing}</div></li>`;
  }

  #scheduled(change: Scheduled): TemplateResult {
    const cancel = (): void =>
      void this.#step(
        () => mutate(CancelScheduledFlagChangeDocument, { input: { scheduledChangeId: change.id } }),
        "It will not happen.",
      );
    return html`<li data-item>${mark(marks[change.state])}<span class="what">${change.madeBy}, ${exactTime(change.applyAt, "minute")}: ${change.reason}</span><span class="when">${change.changed.join(", ")}</span>
      <div class="proof">${change.refusal ? html`<p>It could not be done: ${change.refusal}</p>` : nothing}${this.may && change.state === "WAITING" ? html`<button class="btn small" type="button" @click=${cancel}>Cancel it</button>` : nothing}</div></li>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { flagChangeRequests, flagScheduledChanges } = this.#read.data?.workspace ?? {};
    const requests = flagChangeRequests?.nodes ?? [];
    const scheduled = flagScheduledChanges?.nodes ?? [];
    if (requests.length + scheduled.length === 0) return nothing;
    return panel({
      id: "changes",
      title: "Still to come",
      meta: "nothing of this has happened",
      body: html`<ul class="claims">${requests.map((each) => this.#request(each))}${scheduled.map((each) => this.#scheduled(each))}</ul>`,
    });
  }
}

defineElement("plb-flag-changes", FlagChanges);
