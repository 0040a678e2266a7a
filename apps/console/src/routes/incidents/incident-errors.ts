import { nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { loadError } from "../../parts/load-error.ts";
import { panel } from "../../parts/panel.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { EventsController } from "../../session/events-controller.ts";
import { RepeatController } from "../../session/repeat-controller.ts";
import { countOf } from "../logs/error-words.ts";
import { errorBars, spanSince, stepMs } from "./error-bars.ts";
import { type ChartMoment, errorsChart } from "./errors-chart.ts";
import { incidentMark } from "./incident-words.ts";
import { IncidentErrorsDocument, type IncidentWholeFragment } from "./incidents.gen.ts";

/** What is counted changes without an event each time. In milliseconds. */
const lookEvery = 30_000;

/** The errors of all linked groups together, over the time of an incident. Left out where counts do not reach back so far. */
export class IncidentErrors extends LightElement {
  static override properties = { slug: {}, incident: { attribute: false }, axis: { state: true } };
  declare slug: string;
  /** Width of the time axis on the screen, in pixels. */
  declare axis: number;
  declare incident: IncidentWholeFragment;
  #read = new QueryController(this, {
    document: IncidentErrorsDocument,
    variables: () => {
      const span = this.#span;
      return this.slug && span ? { slug: this.slug, number: this.incident.number, ...span } : undefined;
    },
  });

  constructor() {
    super();
    this.slug = "";
    this.axis = 800;
    const again = (): void => void this.#read.refetch();
    const types = ["error_group.", "incident.error_group_"];
    new EventsController(this, { types, gather: 1000, onEvents: again });
    new RepeatController(this, { every: lookEvery, run: again });
  }

  #measure = (): void => {
    this.axis = this.querySelector(".moments")?.clientWidth || this.axis;
  };

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("resize", this.#measure);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("resize", this.#measure);
  }

  protected override updated(): void {
    this.#measure();
  }

  get #span() {
    return spanSince(this.incident.openedAt, Date.now());
  }

  #moments(): { moments: ChartMoment[]; quiet: ChartMoment | undefined } {
    const { name, openedAt, mitigatedAt, resolvedAt, mitigation } = this.incident;
    const moment = (at: string, label: string, state: ChartMoment["state"]) => ({ at: Date.parse(at), label, state });
    const quiet = mitigatedAt
      ? moment(mitigatedAt, "Mitigated", incidentMark({ state: "MITIGATED", mitigation }))
      : undefined;
    const broken = mitigation?.state === "BROKEN";
    const over = resolvedAt ? [moment(resolvedAt, "Resolved", incidentMark({ state: "RESOLVED", mitigation }))] : [];
    return {
      moments: [moment(openedAt, name, "broken"), ...(quiet ? [quiet] : []), ...over],
      quiet: broken ? undefined : quiet,
    };
  }

  override render(): TemplateResult | typeof nothing {
    const span = this.#span;
    if (!span) return nothing;
    const { data, error } = this.#read;
    const { nodes: links, totalCount = 0 } = data?.workspace?.incident?.errorGroupLinks ?? {};
    const bars = links ? errorBars(links) : [];
    const total = bars.reduce((sum, { count }) => sum + count, 0);
    const body = links
      ? errorsChart({ bars, step: stepMs(span), axis: this.axis, ...this.#moments() })
      : error
        ? loadError(error, () => void this.#read.refetch())
        : skeleton(2);
    return panel({
      id: "errors",
      title: "Errors of its groups",
      meta: links
        ? `${countOf(total, "error")}, by the ${span.step.toLowerCase()}, ${whose(links.length, totalCount)}`
        : undefined,
      className: "incident-chart",
      body,
    });
  }
}

function whose(counted: number, all: number): string {
  if (counted < all) return `of the first ${counted} of its ${all} groups only`;
  return all === 1 ? "one group" : "all groups together";
}

defineElement("plb-incident-errors", IncidentErrors);
