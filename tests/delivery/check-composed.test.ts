import { beforeAll, describe, expect, test } from "vitest";
import { checkComposed } from "../../src/delivery/check-composed.ts";
import { composeMail } from "../../src/delivery/compose-mail.ts";
import { sampleMail } from "./sample-mail.ts";

let composed: string;
beforeAll(async () => {
  composed = Buffer.from(await composeMail(sampleMail)).toString("latin1");
});

/** What is said of the composed mail with one text in place of another. */
function faultOf(before: string, after: string): string {
  if (!composed.includes(before)) throw new Error(`the mail does not hold ${before}`);
  try {
    checkComposed(
      Buffer.from(
        composed.replace(before, () => after),
        "latin1",
      ),
      sampleMail,
    );
  } catch (error) {
    return (error as Error).message;
  }
  return "nothing";
}

describe("a composed mail", () => {
  test("is what was ordered", () => {
    expect(faultOf("Date: ", "Date: ")).toBe("nothing");
  });

  test.each([
    ["Date: ", "Bcc: b@x.com\r\nDate: "],
    ["Date: ", "Cc: b@x.com\r\nDate: "],
    ["Date: ", "Resent-To: b@x.com\r\nDate: "],
    ["Date: ", "Received: by x.com\r\nDate: "],
    ["Date: ", "From: b@x.com\r\nDate: "],
    ["Date: ", "To: b@x.com\r\nDate: "],
    ["Date: ", "Subject: x\r\nDate: "],
    ["Date: ", "Message-ID: <b@x.com>\r\nDate: "],
    ["Auto-Submitted: auto-generated\r\n", ""],
    ["Auto-Submitted: auto-generated\r\n", "X-Unsent: 1\r\n"],
    ["Message-ID: ", "X-Id: "],
  ])("has one of each header that was ordered, and no other: %j as %j", (before, after) => {
    expect(faultOf(before, after)).toMatch(/^a composed mail has the headers /);
  });

  test.each([
    ["<g.oneil@example.org>", "<h.oneil@example.org>", /the to .* <h\.oneil@example\.org>$/],
    ["<g.oneil@example.org>", "<g.oneil@example.org>, <b@x.com>", /the to .*, <b@x\.com>$/],
    ["To: ", "To: b@x.com, ", /the to b@x\.com, .* <g\.oneil@example\.org>$/],
    ["To: ", 'To: "x" <b@x.com>, ', /the to "x" <b@x\.com>, .* <g\.oneil@example\.org>$/],
    ["<ir@example.com>", "<ir@evil.example>", /the from .* <ir@evil\.example>$/],
    ["Reply-To: ask@example.com", "Reply-To: ask@evil.example", /the reply-to ask@evil\.example$/],
    ["<0123456789abcdef", "<f123456789abcdef", /the message-id <f123456789abcdef/],
    ["/u/8wq1ys>", "/u/8wq1ys >", /the list-unsubscribe <https:\/\/example\.com\/u\/8wq1ys >$/],
  ])("has %s and not %s", (before, after, said) => {
    expect(faultOf(before, after)).toMatch(said);
  });

  test.each([
    ["Revenues were", "Revenues w\xe9re", "a byte that is not ASCII"],
    ["Revenues were", "Revenues \0", "a byte that is not ASCII"],
    ["Revenues were", "Revenues\nwere", "a line that does not end in CRLF"],
    ["Revenues were", "Revenues\rwere", "a line that does not end in CRLF"],
    ["Revenues were", "x".repeat(999), "a line of more than 998 characters"],
  ])("is ASCII in short lines of CRLF: %j as %j", (before, after, said) => {
    expect(faultOf(before, after)).toBe(`a composed mail has ${said}`);
  });

  test("may have lines of 998 characters, and ends with one", () => {
    expect(faultOf("\r\nRevenues were", `\r\n${"x".repeat(998)}\r\nRevenues were`)).toBe("nothing");
    const cut = Buffer.from(composed.slice(0, -2), "latin1");
    expect(() => checkComposed(cut, sampleMail)).toThrow("a composed mail has an end that is no CRLF");
  });
});
