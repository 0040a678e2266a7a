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

test.each([
  ["a comment that is never closed runs to the end", "<p>one</p><!-- two <p>three</p>", "one"],
  ["a script that is never closed runs to the end", "<p>one</p><script>two <p>three</p>", "one"],
  ["a head may be left open before the body", "<head><meta a><body><p>one</p>", "one"],
  ["a head without an end keeps the text after it", "<head><p>one</p>", "one"],
  ["a drawing that closes itself hides nothing", "<p>one</p><svg a='b'/><p>two</p>", "one\n\ntwo"],
  ["code that names a comment hides nothing", "<![CDATA[<!-- <script>]]><p>one</p>", "```\n<!-- <script>\n```\n\none"],
  ["what is compared with < is text", "1 < 2", "1 < 2"],
  ["only entities are read as entities", "&constructor; &#xD800;", "&constructor; &#xD800;"],
])("%s", (_, html, markdown) => {
  expect(htmlToMarkdown(html)).toBe(markdown);
});

const nasty = [
  "<!--",
  "<script",
  "<script>",
  "</script ",
  "<head>",
  "<svg ",
  "<svg/>",
  "<![CDATA[",
  "<![CDATA[]]>",
  "<",
  "<a ",
  "</",
];
nasty.push(
  " ",
  "\t",
  "\n",
  "&",
  "&#",
  "&#x1",
  "&a",
  "-",
  "`",
  "[",
  "]",
  '<a b="',
  "<pre><b>a",
  "<p>",
  "<td>",
  " \n",
  "<h1>a",
  ">",
);

// Read in time to their length these take a second together; one quadratic step would take minutes.
test.each(nasty)(
  "400,000 characters of %j are read to their end",
  (piece) => {
    const many = piece.repeat(Math.ceil(400_000 / piece.length));
    const inputs = [many, `<p>a${many}b`, `<pre>${many}`, `${many}>`, `<script>${many}</script>`, `&${many};`];
    for (const html of inputs) expect(htmlToMarkdown(html)).toBeTypeOf("string");
  },
  120_000,
);
