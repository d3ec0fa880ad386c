import { describe, expect, test } from "vitest";
import { addressIn, readMailHeaders } from "../../src/delivery/mail-headers.ts";

const read = (text: string) => readMailHeaders(Buffer.from(text, "latin1"));

describe("the headers of a message", () => {
  test("are read unfolded, in their order, up to the first empty line", () => {
    expect(
      read(
        "From: =?UTF-8?Q?A?=\r\n =?UTF-8?Q?B?=\r\n\t<a@x.com>\r\nX-A:b \r\nTo:\r\n\r\nBcc: c@x.com\r\n\r\n",
      ),
    ).toEqual([
      { name: "from", value: "=?UTF-8?Q?A?= =?UTF-8?Q?B?=\t<a@x.com>" },
      { name: "x-a", value: "b" },
      { name: "to", value: "" },
    ]);
  });

  test.each([
    ["From: a@x.com\r\n", "a message has no end of its headers"],
    ["From: a@x.com\n\nx", "a message has no end of its headers"],
    ["From: a@x.com\nBcc: b@x.com\r\n\r\n", 'a message has "From: a@x.com\\nBcc: b@x.com" among its headers'],
    ["no header\r\n\r\n", 'a message has "no header" among its headers'],
    ["From : a@x.com\r\n\r\n", 'a message has "From : a@x.com" among its headers'],
  ])("are none in %j", (text, said) => {
    expect(() => read(text)).toThrow(said);
  });

  test("hold an address with or without a name", () => {
    const values = ["a@x.com", "<a@x.com>", '"b@y.com" <a@x.com>', "=?UTF-8?Q?A?= <a@x.com>"];
    expect(values.map((value) => addressIn({ name: "to", value }))).toEqual(values.map(() => "a@x.com"));
  });
});
