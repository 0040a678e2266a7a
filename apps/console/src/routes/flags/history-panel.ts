import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { ListController } from "../../data/list-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { LightElement } from "../../parts/light-element.ts";
import { listBody } from "../../parts/list-body.ts";
import { panel } from "../../parts/panel.ts";
import { runStep } from "../../parts/run-step.ts";
import { timeline } from "../../parts/timeline.ts";
import { toast } from "../../parts/toast.ts";
import { toldTimes } from "../../parts/told-times.ts";
import { changeDiff } from "../audit/change-diff.ts";
import { askApproval } from "./ask-approval.ts";
import { askReason } from "./ask-reason.ts";
import {
  FlagRevisionsDocument,
  type FlagRevisionsQuery,
  type FlagRevisionsQueryVariables,
  RollBackFlagDocument,
} from "./flag.gen.ts";
import { namedChanges } from "./named-changes.ts";
import { pathsBetween } from "./paths-between.ts";
import { actorWords, revisionWords } from "./revision-words.ts";

type Flag = Extract<NonNullable<FlagRevisionsQuery["node"]>, { __typename: "Flag" }>;
type Revision = Flag["revisions"]["nodes"][number];

/** Every revision of a flag in an environment, with what it changed and the way back to it. */
export class FlagHistory extends LightElement {
  static override properties = {
    flagId: { attribute: false },
    environmentId: { attribute: false },
    may: { attribute: false },
    workspaceId: { attribute: false },
    asks: { attribute: false },
  };
  declare flagId: string;
  declare environmentId: string;
  declare workspaceId: string;
  /** Whether a second member must approve a change here. */
  declare asks: boolean;
  /** Whether the reader may change the flag. */
  declare may: boolean;
  #list = new ListController<FlagRevisionsQuery, FlagRevisionsQueryVariables, Revision>(this, {
    document: FlagRevisionsDocument,
    variables: () => (this.flagId ? { id: this.flagId, environmentId: this.environmentId, first: 15 } : undefined),
    connection: (data) => (data.node?.__typename === "Flag" ? data.node.revisions : undefined),
    idOf: (revision) => revision.id,
  });

  constructor() {
    super();
    this.flagId = "";
    this.environmentId = "";
    this.workspaceId = "";
    this.asks = false;
    this.may = false;
  }

  /** Reads again: something about the flag has happened. */
  again(): void {
    void this.#list.refetch();
  }

  async #rollBack({ id, number }: Revision): Promise<void> {
    const reason = await askReason({
      title: `Go back to revision ${number}`,
      intro: "The flag is set as it was after that revision. That is a new revision; nothing of the history is lost.",
      verb: this.asks ? "Ask for approval" : "Go back to it",
    });
    if (!reason) return;
    await runStep(async () => {
      if (this.asks) return await askApproval(this.workspaceId, { rollback: { revisionId: id } }, reason);
      await mutate(RollBackFlagDocument, { input: { revisionId: id, reason } });
      toast(`As it was at revision ${number}.`);
      this.again();
    });
  }

  #entry(revision: Revision, isNewest: boolean) {
    const { number, actorName, actorType, reason, what, before, after, names } = revision;
    const back =
      this.may && !isNewest && revision.environment
        ? html` <button class="btn small" type="button" @click=${() => void this.#rollBack(revision)}>Go back to it</button>`
        : nothing;
    return {
      id: revision.id,
      at: revision.createdAt,
      icon:
        actorType === "user"
          ? ("person" as const)
          : actorName === "flags.guard-rollouts"
            ? ("guard" as const)
            : ("flag" as const),
      title: html`<b>Revision ${number}</b> by ${actorWords(actorType, actorName)}${revision.environment ? nothing : html` <span class="tag">everywhere</span>`}`,
      detail: reason ? toldTimes(reason) : revisionWords(what),
      more: html`${changeDiff(namedChanges(pathsBetween(before, after), names))}${back}`,
    };
  }

  override render(): TemplateResult {
    return panel({
      id: "history",
      title: "History",
      meta: "nothing is ever overwritten",
      body: listBody(this.#list, {
        body: () =>
          timeline(
            "Revisions",
            this.#list.nodes.map((revision, index) => this.#entry(revision, index === 0)),
          ),
        empty: () =>
          emptyState({
            title: "Nothing was changed here yet",
            words: "Every change will stand here with who and why.",
          }),
      }),
    });
  }
}

defineElement("plb-flag-history", FlagHistory);
