import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { field } from "../../parts/field.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { loadError } from "../../parts/load-error.ts";
import { mark } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { navigate } from "../../router.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { browserFlowAddress } from "./browser-flow-address.ts";
import { ConnectIntegrationDocument, ReconnectIntegrationDocument } from "./connect.gen.ts";
import { connectMethodWords } from "./connect-method-words.ts";
import "./catalogue.css";
import "./guide-panel-element.ts";
import "./integration-page.css";
import { ProviderCatalogueDocument, type ProviderCatalogueQuery } from "./integrations.gen.ts";
import { providerLogo } from "./provider-logo.ts";
import { showSecret } from "./show-secret.ts";

type Provider = NonNullable<ProviderCatalogueQuery["workspace"]>["providers"][number];
type Method = Provider["connectMethods"][number];

/** The ways to connect one provider, with what each needs, before anything is asked for. */
export class ConnectPage extends WorkspacePage {
  #read = new QueryController(this, {
    document: ProviderCatalogueDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });
  #form = new FormController(this);

  #byFields(provider: Provider, method: Method): (event: SubmitEvent) => void {
    return this.#form.handle(async (values) => {
      const fields = method.fields
        .map(({ name }) => ({ name, value: values[name]?.trim() ?? "" }))
        .filter(({ value }) => value !== "");
      const again = method.kind === "TOKEN" ? this.search.get("again") : null;
      if (again) {
        await mutate(ReconnectIntegrationDocument, { input: { integrationId: again, fields } });
        return navigate(this.at(`integrations/${again}`));
      }
      const { connected } = await mutate(ConnectIntegrationDocument, {
        input: {
          workspaceId: this.workspaceId,
          provider: provider.slug,
          ...(fields.length > 0 ? { fields } : {}),
          ...(values.name ? { name: values.name.trim() } : {}),
        },
      });
      const place = this.at(`integrations/${connected.integration.id}?connected=1`);
      if (connected.secret)
        await showSecret({
          title: "The address and its secret",
          words: "The secret is shown once. Whoever sends here signs with it.",
          label: "Secret",
          secret: connected.secret,
          more: connected.hookUrl ? html`<p class="soft">Address: <code>${connected.hookUrl}</code></p>` : nothing,
        });
      navigate(place);
    });
  }

  #leave(provider: Provider, method: Method, verb: string, button: string): TemplateResult {
    const flow = {
      workspaceId: this.workspaceId,
      provider: provider.slug,
      method: method.kind === "APP" ? ("APP" as const) : ("OAUTH2" as const),
      integrationId: this.search.get("again") ?? undefined,
    };
    if (method.fields.length === 0)
      return html`<div><a class=${button} href=${browserFlowAddress(flow)}>${verb}</a></div>`;
    // Followed, not submitted: a form's Content-Security-Policy would also hold for the provider that it leads to.
    const go = this.#form.handle(async (values) => {
      const fields = Object.fromEntries(method.fields.map(({ name }) => [name, values[name]?.trim() ?? ""]));
      location.assign(browserFlowAddress({ ...flow, fields }));
    });
    return html`<form class="form" @submit=${go}>${this.#fields(method)}<div><button class=${button} ?disabled=${this.#form.busy}>${verb}</button></div></form>`;
  }

  #fields(method: Method): TemplateResult[] {
    return method.fields.map((each) =>
      field({
        name: each.name,
        label: each.label,
        hint: each.help,
        type: each.secret ? "password" : "text",
        autocomplete: "off",
        required: !each.optional,
        ...(each.placeholder ? { placeholder: each.placeholder } : {}),
        error: this.#form.errorOf(`fields.${each.name}`),
      }),
    );
  }

  #method(provider: Provider, method: Method): TemplateResult {
    const words = connectMethodWords(method.kind, provider.name, provider.targetNoun);
    const missing = !method.available;
    // One primary button on the page: the best way that is available.
    const button = provider.connectMethods.find((each) => each.available) === method ? "btn primary" : "btn";
    return panel({
      id: `method-${method.kind}`,
      title: words.title,
      meta: words.meta,
      pad: true,
      body: html`<div class="form narrow"><p class="soft">${words.explains}</p>
        ${
          missing
            ? html`<p class="note">${mark("claimed", "")}<span>${method.unavailableReason} <a class="link" href=${this.at(`integrations/providers/${provider.slug}`)}>See what is missing</a></span></p>`
            : method.kind === "OAUTH2" || method.kind === "APP"
              ? this.#leave(provider, method, words.verb, button)
              : html`<form class="form" @submit=${this.#byFields(provider, method)}>
            ${this.#fields(method)}
            ${method.fields.length === 0 ? field({ name: "name", label: "Name", value: provider.name, maxlength: 80 }) : nothing}
            <div><button class=${button} ?disabled=${this.#form.busy} aria-busy=${this.#form.busy}>${words.verb}</button></div></form>`
        }</div>`,
    });
  }

  override render(): TemplateResult {
    const { data, error } = this.#read;
    const provider = data?.workspace?.providers.find((each) => each.slug === this.itemId);
    this.describe({
      crumbs: [
        { label: "Integrations", href: this.at("integrations") },
        { label: `Connect ${provider?.name ?? this.itemId}` },
      ],
    });
    if (!provider)
      return html`<h1 class="vh">Connect</h1><div class="panel">${error ? loadError(error, () => void this.#read.refetch()) : data ? emptyState({ title: "There is no such provider", words: "The catalogue shows what can be connected.", action: html`<a class="btn" href=${this.at("integrations/catalogue")}>See the catalogue</a>` }) : skeleton(3)}</div>`;
    const failed = this.search.get("error");
    return html`${pageHead({ title: `Connect ${provider.name}`, sub: provider.description, logo: providerLogo(provider.slug, provider.name) })}
      <div class="cols seven-five"><div class="methods">
        ${failed ? html`<div class="form-error" role="alert">${mark("broken", "")}<p><strong>${provider.name} was not connected.</strong> ${failed}</p></div>` : nothing}
        ${provider.notice ? html`<p class="note">${mark("claimed", "")}<span>${provider.notice}</span></p>` : nothing}
        ${this.#form.formError ? formError(this.#form.formError) : nothing}
        ${availableFirst(provider.connectMethods).map((method) => this.#method(provider, method))}
      </div><plb-guide-panel .guide=${provider.guide} .name=${provider.name}></plb-guide-panel></div>`;
  }
}

/** The best way that can be gone now stands first; what the operator has to set up before comes after it. */
function availableFirst(methods: readonly Method[]): Method[] {
  return [...methods].sort((a, b) => Number(b.available) - Number(a.available));
}

defineElement("plb-connect-page", ConnectPage);
