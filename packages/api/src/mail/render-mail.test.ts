import { expect, test } from "vitest";
import { renderMail } from "./render-mail.ts";

const content = {
  template: "test.mail",
  subject: "You are invited to <b>Meridian & Sons</b>",
  heading: "Invitation",
  paragraphs: ["[[url]] invites you, says “Ines”.", "Second."],
  action: { label: "Look", url: "https://ops.example/invitations/x?a=1&b=2" },
  notes: ["Until tomorrow."],
};

test("the two parts say the same; the action is the first address", () => {
  const { subject, text, html } = renderMail(content);
  expect(subject).toBe(content.subject);
  expect(text.match(/https?:\/\/\S+/)?.[0]).toBe(content.action.url);
  expect(html).toContain('href="https://ops.example/invitations/x?a=1&amp;b=2"');
  for (const words of ["Invitation", "Second.", "Until tomorrow."]) {
    expect(text).toContain(words);
    expect(html).toContain(words);
  }
});

test("what people write stays text: no markup, and no mark of the layout is filled in twice", () => {
  const { html } = renderMail(content);
  expect(html).not.toContain("<b>Meridian");
  expect(html).toContain("&lt;b&gt;Meridian &amp; Sons&lt;/b&gt;");
  expect(html).toContain("[[url]] invites you");
});

test("without an action there is no button and no mark is left", () => {
  const { action: _, ...plain } = content;
  const { html, text } = renderMail({ ...plain, paragraphs: ["Only words."] });
  expect(html).not.toMatch(/\[\[\w+\]\]/);
  expect(html).not.toContain("If the button does nothing");
  expect(text).not.toContain("http");
});

test("reading a mail calls nobody: no picture, style or font from elsewhere", () => {
  const { html } = renderMail(content);
  expect(html).not.toMatch(/<(img|link|script|iframe)\b|@import|url\(/i);
});
