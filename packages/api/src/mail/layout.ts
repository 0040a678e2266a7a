/**
 * The one layout of all mails, in MJML. `[[…]]` marks what each mail fills in. Colours are the tokens `--ink`, `--ink-2`, `--line`,
 * `--page`, `--surface` and `--accent` in hexadecimal, because mail programs know no OKLCH.
 */
export function layoutMjml(withAction: boolean): string {
  const action = withAction
    ? `<mj-button href="[[url]]" background-color="#0b5f6b" color="#ffffff" align="left" border-radius="6px" padding="12px 0 16px"
        inner-padding="10px 18px" font-size="14px" font-weight="600" css-class="action">[[label]]</mj-button>
      <mj-text color="#4d5659" font-size="12px" line-height="18px" padding="0 0 8px" css-class="soft">If the button does nothing, open this address: <a href="[[url]]" style="color:#0b5f6b;word-break:break-all" class="link">[[url]]</a></mj-text>`
    : "";
  return `<mjml lang="en">
  <mj-head>
    <mj-title>[[subject]]</mj-title>
    <mj-preview>[[preview]]</mj-preview>
    <mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></mj-raw>
    <mj-attributes>
      <mj-all font-family="Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"></mj-all>
      <mj-text color="#171e21" font-size="14px" line-height="22px" padding="0 0 12px"></mj-text>
    </mj-attributes>
    <mj-style>
      @media (prefers-color-scheme: dark) {
        body, .page, .page > div { background: #0e1316 !important; }
        .card, .card > table { background: #151b1e !important; }
        .card td { border-color: #2b3235 !important; }
        .card div, .card p { color: #eef1f2 !important; }
        .soft div, .soft p { color: #b7bfc2 !important; }
        .link { color: #7fd0d6 !important; }
      }
    </mj-style>
  </mj-head>
  <mj-body background-color="#f8fafa" css-class="page" width="560px">
    <mj-section padding="32px 16px 12px"><mj-column>
      <mj-text font-size="13px" font-weight="600" color="#4d5659" padding="0 8px" css-class="soft">Plumbline</mj-text>
    </mj-column></mj-section>
    <mj-section background-color="#ffffff" border="1px solid #e2e7e8" border-radius="10px" padding="28px 28px 20px" css-class="card"><mj-column>
      <mj-text font-size="20px" line-height="28px" font-weight="600">[[heading]]</mj-text>
      <mj-text padding="0">[[body]]</mj-text>
      ${action}
    </mj-column></mj-section>
    <mj-section padding="16px 16px 40px"><mj-column>
      <mj-text color="#4d5659" font-size="12px" line-height="18px" padding="0 8px" css-class="soft">[[notes]]</mj-text>
    </mj-column></mj-section>
  </mj-body>
</mjml>`;
}
