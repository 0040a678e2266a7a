const opener = /<(?:(script|style|template|svg|head)(?=[\s/>]|$)|!--|!\[CDATA\[)/gi;
const closers: Record<string, RegExp> = {
  script: /<\/script\s*>/gi,
  style: /<\/style\s*>/gi,
  template: /<\/template\s*>/gi,
  svg: /<\/svg\s*>/gi,
  // HTML lets `</head>` be left out; the body ends it then.
  head: /<\/head\s*>|(?=<body[\s/>])/gi,
};

/**
 * HTML without what a reader is not shown: comments, scripts, styles, templates, drawings and the head. What is opened and never
 * closed runs to the end, as it does in a browser; only an open head does not, as its end may be left out.
 * Code in CDATA, where `<` is text (Confluence keeps it so), becomes `<pre>`.
 * Each character is looked at a fixed number of times: a page of 40,000 openers costs no more than one of text.
 */
export function spokenHtml(html: string): string {
  const open = new RegExp(opener);
  let kept = "";
  let at = 0;
  let headEnds = true;
  for (let found = open.exec(html); found; found = open.exec(html)) {
    const [mark, element] = found;
    const name = element?.toLowerCase();
    if (name === "head" && !headEnds) continue;
    kept += html.slice(at, found.index);
    const inner = found.index + mark.length;
    const [textEnd, end] = name ? endOfElement(html, name, inner) : endOf(html, mark === "<!--" ? "-->" : "]]>", inner);
    if (!name && mark !== "<!--") kept += preformatted(html.slice(inner, textEnd));
    const openHead = name === "head" && textEnd === html.length;
    if (openHead) headEnds = false;
    at = openHead ? found.index : end;
    open.lastIndex = openHead ? inner : end;
    if (at === html.length) break;
  }
  return kept + html.slice(at);
}

/** Where what stands within ends, and where reading goes on. */
function endOf(html: string, closer: string, from: number): [textEnd: number, end: number] {
  const found = html.indexOf(closer, from);
  return found < 0 ? [html.length, html.length] : [found, found + closer.length];
}

function endOfElement(html: string, name: string, from: number): [textEnd: number, end: number] {
  const tagEnd = html.indexOf(">", from);
  // Of these only `<svg … />` closes itself, in HTML as in XML.
  if (name === "svg" && tagEnd >= 0 && html[tagEnd - 1] === "/") return [tagEnd, tagEnd + 1];
  const closer = new RegExp(closers[name] as RegExp);
  closer.lastIndex = from;
  const found = closer.exec(html);
  return found ? [found.index, found.index + found[0].length] : [html.length, html.length];
}

function preformatted(text: string): string {
  return `<pre>${text.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</pre>`;
}
