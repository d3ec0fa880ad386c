import fc from "fast-check";
import PostalMime, { type Attachment, type Email } from "postal-mime";
import { describe, expect, test } from "vitest";
import { composeMail, type Mail } from "../../src/delivery/compose-mail.ts";
import { hiddenCharacter } from "../../src/facts/hidden.ts";
import { KessanError } from "../../src/problem.ts";
import type { SealedMessage } from "../../src/release/sealed-message.ts";
import { hostileAddresses } from "../facts/hostile-addresses.ts";
import { injectedFields, injections } from "./injections.ts";
import { sampleFiles, sampleMail, sampleMessages } from "./sample-mail.ts";

type Change = Partial<Omit<Mail, "message">> & { readonly message?: Partial<SealedMessage> };
const changed = (change: Change): Mail => ({
  ...sampleMail,
  ...change,
  message: { ...sampleMail.message, ...change.message },
});
const textOf = async (mail: Mail): Promise<string> => Buffer.from(await composeMail(mail)).toString("latin1");
const headOf = async (mail: Mail): Promise<readonly string[]> =>
  (await textOf(mail))
    .split("\r\n\r\n")[0]!
    .replace(/\r\n[ \t]/g, " ")
    .split("\r\n");
const parse = async (mail: Mail): Promise<Email> => new PostalMime().parse(await composeMail(mail));
const bytesOf = (attachment: Attachment | undefined): Uint8Array =>
  new Uint8Array(attachment!.content as ArrayBuffer);
const { recipient, messageId, ...toNobody } = sampleMail;

/** A body with line feeds and without those at its end, of which parsers of MIME give one more or less. */
const linesOf = (body: string | undefined): string => body!.replaceAll("\r\n", "\n").replace(/\n+$/, "");

/** The whole message of the KessanError with which a mail is refused. */
async function refused(mail: Mail): Promise<string> {
  const error: unknown = await composeMail(mail).then(
    () => new Error("was composed"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof KessanError) return error.message;
  throw error;
}

describe("the headers of a mail", () => {
  test("are these, and no others", async () => {
    const head = await headOf(sampleMail);
    expect(head.map((line) => (line.startsWith("Content-Type") ? "Content-Type: …" : line))).toEqual([
      "Content-Language: en",
      "Auto-Submitted: auto-generated",
      "List-Unsubscribe: <https://example.com/u/8wq1ys>",
      "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
      'From: "Example Inc., Investor Relations" <ir@example.com>',
      "To: =?UTF-8?Q?Gr=C3=A1inne_O=27Neil?= <g.oneil@example.org>",
      "Reply-To: ask@example.com",
      "Subject: Example Inc.: revenues of 2Q06 up 8.2%",
      "Message-ID: <0123456789abcdef0123456789abcdef@example.com>",
      "Date: Thu, 09 Nov 2006 06:05:04 +0000",
      "MIME-Version: 1.0",
      "Content-Type: …",
    ]);
  });

  test("leave out what the recipient and the message do not have", async () => {
    const { replyTo, ...message } = sampleMail.message;
    const head = await headOf({ ...sampleMail, message, recipient: { address: "a@example.org", name: "" } });
    expect(head.filter((line) => /^(List|Reply)/.test(line))).toEqual([]);
    expect(head).toContain("To: a@example.org");
  });

  test("offer no click where one leaves the list by mail", async () => {
    const unsubscribe = "mailto:leave@example.org?subject=unsubscribe";
    const head = await headOf(changed({ recipient: { ...recipient, unsubscribe } }));
    expect(head.filter((line) => line.startsWith("List"))).toEqual([`List-Unsubscribe: <${unsubscribe}>`]);
  });

  test("keep a long URL on one line", async () => {
    const unsubscribe = `https://example.com/u/${"0123456789".repeat(85)}`;
    const text = await textOf(changed({ recipient: { ...recipient, unsubscribe } }));
    expect(text).toContain(`\r\nList-Unsubscribe: <${unsubscribe}>\r\n`);
  });

  test.each([...sampleMessages.keys()])("are read back by another program: %s", async (lang) => {
    const message = sampleMessages.get(lang)!;
    const name = {
      en: "Gráinne O'Neil",
      de: "Prof. Dr. Eva-Maria Großkopf-Öztürk, M. A.",
      ja: "髙橋 由美子",
    }[lang]!;
    const email = await parse(changed({ message, recipient: { ...recipient, name } }));
    expect(email.subject).toBe(message.subject);
    expect(email.from).toEqual(message.from);
    expect(email.to).toEqual([{ name, address: "g.oneil@example.org" }]);
    expect(email.replyTo).toEqual([{ name: "", address: "ask@example.com" }]);
    expect(email.messageId).toBe(messageId);
    expect(email.date).toBe("2006-11-09T06:05:04.000Z");
    expect(email.cc ?? email.bcc).toBeUndefined();
    expect(email.headers.find(({ key }) => key === "content-language")?.value).toBe(lang);
  });

  test("bring every name unchanged to the other side", async () => {
    const names = [
      'Anna "A" Beispiel',
      "O'Neil, Gráinne (IR)",
      "a@b.com <c@d.com>",
      "back\\slash; semi: colon",
      "長い名前".repeat(40),
      "Ü".repeat(150),
      "𠮷".repeat(60),
      "葛\u{e0100}城 一",
      "x".repeat(200),
      "ß x ".repeat(49).trim(),
    ];
    for (const name of names) {
      const email = await parse(changed({ recipient: { ...recipient, name }, message: { subject: name } }));
      expect(email.to).toEqual([{ name, address: "g.oneil@example.org" }]);
      expect(email.subject).toBe(name);
    }
  });
});

test("any name arrives as it is", async () => {
  const name = fc
    .oneof(
      fc.string({ unit: "grapheme", maxLength: 80 }),
      fc.string({ unit: fc.constantFrom(..." \"\\()<>@,;:.[]=?_-'äß日本𠮷éaZ09/%&"), maxLength: 120 }),
    )
    .filter((text) => text.trim() === text && hiddenCharacter(text) === undefined && !text.includes("=?"));
  const small = { pictures: [], attachments: [] };
  const spaced = (text: string | undefined): string => text!.replace(/\s+/g, " ");
  await fc.assert(
    fc.asyncProperty(name, async (text) => {
      const email = await parse(changed({ recipient: { ...recipient, name: text }, message: small }));
      expect(email.to?.map((to) => [spaced(to.name), to.address])).toEqual([
        [spaced(text), "g.oneil@example.org"],
      ]);
    }),
    { numRuns: 500 },
  );
});

describe("the parts of a mail", () => {
  test.each([...sampleMessages.keys()])("hold both bodies with the greeting: %s", async (lang) => {
    const message = sampleMessages.get(lang)!;
    const name = `A & B <i>"x"</i> $& 'y'`;
    const named = await parse(changed({ message, recipient: { ...recipient, name } }));
    const greeting = message.greeting.named.replace("{{name}}", () => name);
    const escaped = `A &amp; B &lt;i&gt;&quot;x&quot;&lt;/i&gt; $&amp; &#39;y&#39;`;
    const inHtml = message.greeting.named.replace("{{name}}", () => escaped);
    expect(linesOf(named.text)).toBe(linesOf(message.text.replace("{{greeting}}", () => greeting)));
    expect(linesOf(named.html)).toBe(linesOf(message.html.replace("{{greeting}}", () => inHtml)));

    const unnamed = await parse(changed({ message, recipient: { ...recipient, name: "" } }));
    expect(linesOf(unnamed.text)).toBe(
      linesOf(message.text.replace("{{greeting}}", message.greeting.unnamed)),
    );
  });

  test("hold attachments and pictures byte for byte", async () => {
    const { attachments } = await parse(sampleMail);
    expect(
      attachments.map(({ filename, mimeType, disposition }) => [filename, mimeType, disposition]),
    ).toEqual([
      ["revenue.png", "image/png", "inline"],
      ["example_2q06.en.pdf", "application/pdf", "attachment"],
      ["example_2q06_tables.en.pdf", "application/pdf", "attachment"],
    ]);
    expect(attachments[0]!.contentId).toBe("<revenue@example.com>");
    expect(attachments[0]!.related).toBe(true);
    const files = ["revenue.png", "en/2q06.pdf", "en/tables.pdf"];
    expect(attachments.map(bytesOf)).toEqual(files.map((file) => sampleFiles.get(file)));
    const german = await parse(changed({ message: sampleMessages.get("de")! }));
    expect(bytesOf(german.attachments[0])).toEqual(sampleFiles.get("de/2q06.pdf"));
  });

  test("stand in each other as mail programs expect it", async () => {
    const types = [...(await textOf(sampleMail)).matchAll(/^Content-Type: ([a-z/]+)/gm)].map(
      ([, type]) => type,
    );
    expect(types).toEqual([
      "multipart/mixed",
      "multipart/alternative",
      "text/plain",
      "multipart/related",
      "text/html",
      "image/png",
      "application/pdf",
      "application/pdf",
    ]);
  });

  test("are ASCII in short lines of CRLF", async () => {
    for (const message of sampleMessages.values()) {
      const text = await textOf(changed({ message }));
      expect(text).toMatch(/^[\r\n -~]*$/);
      expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      expect(Math.max(...text.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(76);
    }
  });
});

describe("composing", () => {
  test("gives the same bytes for the same mail, and others for another recipient", async () => {
    const [first, second] = [await composeMail(sampleMail), await composeMail(sampleMail)];
    expect(Buffer.compare(first, second)).toBe(0);
    const other = await composeMail(changed({ messageId: "<f@example.com>" }));
    expect(Buffer.compare(first, other)).not.toBe(0);
  });

  test("gives boundaries that stand in no part", async () => {
    const text = await textOf(sampleMail);
    const boundaries = [...text.matchAll(/boundary="(.*?)"/g)].map(([, boundary]) => boundary!);
    expect(new Set(boundaries).size).toBe(3);
    for (const boundary of boundaries) {
      const lines = text.split("\r\n").filter((line) => line.startsWith(`--${boundary}`));
      expect(lines.at(-1)).toBe(`--${boundary}--`);
    }
  });

  test("makes a draft that opens in a mail program", async () => {
    const head = await headOf({ ...sampleMail, unsent: true });
    expect(head).toContain("X-Unsent: 1");
    expect(head.filter((line) => line.startsWith("Auto-Submitted"))).toEqual([]);
    expect(head).toContain("To: =?UTF-8?Q?Gr=C3=A1inne_O=27Neil?= <g.oneil@example.org>");
  });

  test("makes a draft to nobody, without an id that its copies would share", async () => {
    const draft: Mail = { ...toNobody, unsent: true };
    const head = await headOf(draft);
    expect(head.filter((line) => /^(To|Message-ID|List)/i.test(line))).toEqual([]);
    expect((await parse(draft)).text).toMatch(/^Dear Sir or Madam,\n/);
    expect(Buffer.compare(await composeMail(draft), await composeMail(draft))).toBe(0);
  });

  test("throws where a mail that is no draft has no recipient", async () => {
    await expect(composeMail(toNobody)).rejects.toThrow(
      "only a draft can be without a recipient or a message id",
    );
  });

  test("throws for a date that is none", async () => {
    await expect(composeMail({ ...sampleMail, date: new Date(NaN) })).rejects.toThrow(
      "a composed mail has the date Invalid Date",
    );
  });

  test("does not change what it is given", async () => {
    const before = structuredClone(sampleMail);
    await composeMail(sampleMail);
    expect(sampleMail).toEqual(before);
  });
});

describe("what would break a header", () => {
  test("is of 50 kinds in 6 fields", () => {
    expect([new Set(injections).size, injectedFields.length]).toEqual([50, 6]);
  });

  test.each(injectedFields)("is refused in $field", async ({ field, inject }) => {
    for (const injection of injections) {
      const lines = (await refused(inject(injection)))
        .split("\n")
        .filter((line) => !line.startsWith("  hint: "));
      expect(lines.filter((line) => !line.startsWith(`${field}: `))).toEqual([]);
      expect(lines).toHaveLength(1);
    }
  });

  test("is refused in every other field too", async () => {
    const fields: readonly [string, Mail][] = [
      ["message id", changed({ messageId: "<a@example.com>\r\nBcc: <b@example.com>" })],
      ["reply-to", changed({ message: { replyTo: "a@example.com\r\nBcc: b@example.com" } })],
      [
        "sender's address",
        changed({ message: { from: { name: "", address: "a@example.com, b@example.com" } } }),
      ],
      ["language", changed({ message: { lang: "en\r\nBcc: b@example.com" } })],
      [
        "picture's id",
        changed({ message: { pictures: [{ cid: "a\r\nBcc: b@c", file: "revenue.png", name: "r.png" }] } }),
      ],
      [
        "file name",
        changed({
          message: { pictures: [{ cid: "a@example.com", file: "revenue.png", name: "r\r\n.png" }] },
        }),
      ],
    ];
    for (const [field, mail] of fields) expect(await refused(mail)).toMatch(new RegExp(`^${field}: `));
  });

  test.each([
    ["a@example.com", 'expected one in angle brackets, got "a@example.com"'],
    ["<a>", 'expected an id such as a1b2@example.com, got "a"'],
    ["<a b@example.com>", 'expected an id such as a1b2@example.com, got "a b@example.com"'],
    ["<a@b@example.com>", 'expected an id such as a1b2@example.com, got "a@b@example.com"'],
    [
      "<a@localhost>",
      'expected a domain such as example.com, got "localhost": its domain has no top-level domain such as .com',
    ],
  ])("is refused as a message id: %j", async (id, said) => {
    expect(await refused(changed({ messageId: id }))).toBe(`message id: ${said}`);
  });

  test("is refused as an address of the hostile ones", async () => {
    for (const address of hostileAddresses)
      expect(await refused(changed({ recipient: { ...recipient, address } }))).toMatch(
        /^recipient's address: /,
      );
  });

  test("is told whole", async () => {
    expect(
      await refused(
        changed({
          recipient: { ...recipient, name: "Bob\r\nBcc: c@example.com" },
          message: { subject: " ", replyTo: "IR@Example.com" },
        }),
      ),
    ).toBe(
      [
        "subject: expected text, got nothing",
        'reply-to: expected "IR@example.com", got "IR@Example.com"',
        `recipient's name: line break U+000D in "Bob Bcc: c@example.com"`,
        "  hint: remove it",
      ].join("\n"),
    );
  });
});

describe("a sealed message", () => {
  test.each([
    "../secret.pdf",
    "a/b.pdf",
    "a\\b.pdf",
    "C:x.pdf",
    "con.pdf",
    "LPT1.pdf",
    "nul.x.pdf",
    ".pdf",
    ".hidden.pdf",
    "-rf.pdf",
    "a..pdf",
    "a b.pdf",
    "決算.pdf",
    "a.exe",
    "a.pdf.exe",
    "a;b.pdf",
    '"a".pdf',
    `${"x".repeat(70)}.pdf`,
    "",
  ])("is refused with the file name %j", async (name) => {
    const attachments = [{ file: "en/2q06.pdf", name }];
    expect(await refused(changed({ message: { attachments } }))).toBe(
      `file name: expected an ASCII name such as 2q06-results.en.pdf, got "${name.length > 60 ? `${name.slice(0, 57)}...` : name}"`,
    );
  });

  test("has its marks once, and files that are there under names that differ", async () => {
    const attachments = [
      { file: "en/2q06.pdf", name: "a.pdf" },
      { file: "en/2q07.pdf", name: "a.pdf" },
    ];
    const greeting = { named: "Dear reader,", unnamed: "Dear {{name}}," };
    const message = { text: "Hello", html: "{{greeting}}{{greeting}}", greeting, attachments };
    expect(await refused(changed({ message }))).toBe(
      [
        'file name: "a.pdf" is there twice',
        'file name: the release has no file "en/2q07.pdf"',
        "text: expected {{greeting}} once, got it nowhere",
        "html: expected {{greeting}} once, got it 2 times",
        "greeting of a name: expected {{name}} once, got it nowhere",
        "greeting without a name: expected {{name}} nowhere, got it once",
      ].join("\n"),
    );
  });
});
