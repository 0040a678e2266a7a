import { expect, test } from "vitest";
import { htmlToMarkdown } from "./html-to-markdown.ts";

test("headings, paragraphs, lists, tables and code stay apart; scripts vanish, entities are read", () => {
  const html = `<h1>Pay</h1><script>alert(1)</script><p>Tries &amp; retries
    go <b>on</b>.</p><ul><li>one</li><li>two</li></ul>
    <table><tr><td>ttl</td><td>300</td></tr></table>
    <ac:plain-text-body><![CDATA[if (a < b) {
  pay();
}]]></ac:plain-text-body><p>End&#46;</p>`;
  expect(htmlToMarkdown(html)).toBe(
    "# Pay\n\nTries & retries go on.\n\n- one\n\n- two\n\nttl | 300 |\n\n```\nif (a < b) {\n  pay();\n}\n```\n\nEnd.",
  );
});
