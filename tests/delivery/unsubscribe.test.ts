import { describe, expect, test } from "vitest";
import { checkUnsubscribe } from "../../src/delivery/unsubscribe.ts";

describe("a URL for leaving a list", () => {
  test.each([
    "https://example.com/u/7f3k9q?list=ir&lang=ja",
    "https://example.com:8443/",
    "https://xn--bcher-kva.example/u",
    "https://example.com/u/%E6%97%A5",
    "mailto:leave@example.org",
    "mailto:leave@example.org?subject=unsubscribe%20me",
    `https://example.com/${"x".repeat(880)}`,
  ])("is taken: %.60s", (url) => {
    expect(checkUnsubscribe(url)).toBeUndefined();
  });

  test.each([
    ["", "it begins with neither"],
    ["http://example.com/u", "it begins with neither"],
    ["javascript:alert(1)", "it begins with neither"],
    ["HTTPS://example.com/u", "it begins with neither"],
    ["https://example.com/u\r\nBcc: a@x.com", "line break U+000D in it"],
    ["https://example.com/u\u202e", "bidirectional control character U+202E in it"],
    ["https://example.com/u>, <mailto:a@x.com", '">" in it'],
    ["https://example.com/a,b", '"," in it'],
    ["https://example.com/日本", '"日" in it'],
    ["https://example.com/%0d%0aBcc:%20a@x.com", "an encoded control character in it"],
    ["https://example.com/%zz", "a % that no two hexadecimal digits follow"],
    ["https://example.com/?x=?utf-8?q?y?=", "an encoded word in it"],
    ["https://ir@example.com/u", "it has a user name"],
    ["https://a:b@example.com/u", "it has a user name"],
    [
      "https://127.0.0.1/u",
      'expected a domain such as example.com, got "127.0.0.1": its domain ends in no top-level domain such as .com',
    ],
    [
      "https://localhost/u",
      'expected a domain such as example.com, got "localhost": its domain has no top-level domain such as .com',
    ],
    ["https:///u", "expected a domain such as example.com, got nothing"],
    ["https://Example.com/u", "its domain is example.com"],
    ["https://example.com:99999/", "it is none"],
    [`https://example.com/${"x".repeat(881)}`, "it has 901 characters, and 900 are the most"],
    ["mailto:", "expected an address such as name@example.com, got nothing"],
    [
      "mailto:a@x.com;b@x.com",
      'expected an address such as name@example.com, got "a@x.com;b@x.com": it holds more than one address',
    ],
    ["mailto:a@x.com?bcc=b@y.com", "it has more than an address and a subject"],
    ["mailto:a@x.com?subject=x&bcc=b@y.com", "it has more than an address and a subject"],
    ["mailto:a@x.com?subject=x%0d%0aBcc:b@y.com", "an encoded control character in it"],
  ])("is refused: %j", (url, reason) => {
    expect(checkUnsubscribe(url)?.what).toMatch(/^expected an https: or mailto: URL, got /);
    expect(checkUnsubscribe(url)?.what.endsWith(`": ${reason}`)).toBe(true);
  });
});
