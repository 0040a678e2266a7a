import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { ListController } from "../../data/list-controller.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { listBody } from "../../parts/list-body.ts";
import { pageHead } from "../../parts/page-head.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { toast } from "../../parts/toast.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import {
  DecideQuestionDocument,
  RepeatedQuestionsDocument,
  type RepeatedQuestionsQuery,
  type RepeatedQuestionsQueryVariables,
} from "./documents.gen.ts";
import "./documents.css";

type Question = NonNullable<RepeatedQuestionsQuery["workspace"]>["repeatedQuestions"]["nodes"][number];

/** What people ask again and again, and where the answer may stand already. */
export class QuestionsPage extends WorkspacePage {
  #list = new ListController<RepeatedQuestionsQuery, RepeatedQuestionsQueryVariables, Question>(this, {
    document: RepeatedQuestionsDocument,
    variables: () => (this.slug ? { slug: this.slug, filter: { state: { in: ["OPEN"] } }, first: 50 } : undefined),
    connection: (data) => data.workspace?.repeatedQuestions,
    idOf: (question) => question.id,
  });
  #again = (): void => void this.#list.refetch();

  constructor() {
    super();
    new EventsController(this, { types: ["question."], gather: 400, onEvents: this.#again });
  }

  async #decide({ id }: Question, state: "ANSWERED" | "DISMISSED"): Promise<void> {
    const set = (to: "OPEN" | "ANSWERED" | "DISMISSED") =>
      mutate(DecideQuestionDocument, { input: { questionId: id, state: to } });
    await runStep(async () => {
      await set(state);
      toast(state === "ANSWERED" ? "Answered. Asked again, it opens again." : "Dismissed.", {
        undo: () =>
          void runStep(async () => {
            await set("OPEN");
            this.#again();
          }),
      });
      this.#again();
    });
  }

  #table(): TemplateResult {
    return dataTable<Question>({
      label: "Repeated questions",
      rows: this.#list.nodes,
      key: (each) => each.id,
      columns: [
        {
          head: "Question",
          cell: (each) =>
            html`<b>${each.question}</b><ul class="question-messages">${each.messages.nodes.map(({ text, url, askedAt }) => html`<li>${url ? html`<a href=${url} rel="noreferrer" target="_blank">${text}</a>` : text} ${timeAgo(askedAt)}</li>`)}</ul>`,
        },
        {
          head: "Asked",
          num: true,
          cell: (each) =>
            html`${each.messageCount} times<span class="sub">by ${each.askerCount} ${each.askerCount === 1 ? "person" : "people"}</span>`,
        },
        {
          head: "May be answered by",
          wide: true,
          cell: (each) =>
            each.document
              ? html`<a href=${this.at(`documents/${each.document.id}`)}>${each.document.title}</a><span class="sub">${each.documentSection}</span>`
              : "No document",
        },
        {
          head: "Steps",
          hiddenHead: true,
          className: "actions",
          cell: (each) =>
            this.can("documents:write")
              ? html`<div class="row"><button class="btn small" type="button" @click=${() => void this.#decide(each, "ANSWERED")}>Mark answered</button><button class="btn small" type="button" @click=${() => void this.#decide(each, "DISMISSED")}>Dismiss</button></div>`
              : nothing,
        },
      ],
    });
  }

  override render(): TemplateResult {
    this.describe({
      crumbs: [{ label: "Documents", href: this.at("documents") }, { label: "Asked again" }],
      reads: this.#list,
      live: true,
    });
    return html`${pageHead({ title: "Asked again and again", sub: "Questions from the channels that are watched, three times or more. Each names a document to write, or one that nobody finds." })}
      <section class="panel" aria-label="Repeated questions">${listBody(this.#list, { body: () => this.#table(), empty: () => emptyState({ title: "Nothing was asked three times", words: "Connect Slack and choose the channels in which people ask; what is asked again stands here with its messages." }) })}</section>`;
  }
}

defineElement("plb-questions-page", QuestionsPage);
