import fc from "fast-check";
import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import type { Recipient } from "../../src/delivery/recipients.ts";
import { emlNames, writeBlankDrafts, writeEml, type EmlFile } from "../../src/delivery/write-eml.ts";
import { sampleFiles, sampleMessages } from "./sample-mail.ts";

const source = { messages: sampleMessages, files: sampleFiles, date: new Date(Date.UTC(2006, 10, 9)) };
const recipient = (address: string, lang = "en", name = ""): Recipient => {
  return { address, folded: address.toLowerCase(), name, lang, group: "", line: 2 };
};
const recipients = [
  recipient("Aiko.Sato@example.com", "ja", "佐藤 愛子"),
  recipient("d.braeuer@example.net", "de", "Dieter Bräuer"),
  recipient("newsroom@example.org"),
];
const messageIdOf = ({ folded }: Recipient): string => `<${folded.replace(/[^a-z]/g, "")}@example.com>`;

async function collect(files: AsyncIterable<EmlFile>): Promise<readonly EmlFile[]> {
  const all: EmlFile[] = [];
  for await (const file of files) all.push(file);
  return all;
}
const parse = ({ bytes }: EmlFile) => new PostalMime().parse(bytes);

describe("files of e-mails", () => {
  test("are one a recipient, each in their language and to nobody else", async () => {
    const files = await collect(writeEml({ ...source, recipients, messageIdOf }));
    expect(files.map(({ name }) => name)).toEqual([
      "001-aiko.sato-at-example.com.eml",
      "002-d.braeuer-at-example.net.eml",
      "003-newsroom-at-example.org.eml",
    ]);
    const emails = await Promise.all(files.map(parse));
    expect(
      emails.map(({ to, messageId, attachments }) => [to, messageId, attachments.at(-1)?.filename]),
    ).toEqual([
      [
        [{ name: "佐藤 愛子", address: "Aiko.Sato@example.com" }],
        "<aikosatoexamplecom@example.com>",
        "example_2q06.ja.pdf",
      ],
      [
        [{ name: "Dieter Bräuer", address: "d.braeuer@example.net" }],
        "<dbraeuerexamplenet@example.com>",
        "example_2q06.de.pdf",
      ],
      [
        [{ name: "", address: "newsroom@example.org" }],
        "<newsroomexampleorg@example.com>",
        "example_2q06_tables.en.pdf",
      ],
    ]);
    for (const [index, { bytes }] of files.entries()) {
      const others = recipients.filter((_, other) => other !== index);
      const text = Buffer.from(bytes).toString("latin1").toLowerCase();
      expect(others.filter(({ folded }) => text.includes(folded))).toEqual([]);
      expect(text).not.toContain("x-unsent");
    }
  });

  test("open as drafts where that is asked for", async () => {
    for (const file of await collect(writeEml({ ...source, recipients, messageIdOf, draft: true }))) {
      const { headers, to } = await parse(file);
      expect(headers.find(({ key }) => key === "x-unsent")?.value).toBe("1");
      expect(to).toHaveLength(1);
    }
  });

  test("are one a language, to nobody, as blank drafts", async () => {
    const files = await collect(writeBlankDrafts(source));
    expect(files.map(({ name }) => name)).toEqual(["draft.en.eml", "draft.ja.eml", "draft.de.eml"]);
    for (const file of files) {
      const { to, cc, bcc, headers } = await parse(file);
      expect([to, cc, bcc]).toEqual([undefined, undefined, undefined]);
      expect(headers.find(({ key }) => key === "x-unsent")?.value).toBe("1");
    }
  });

  test("are made one at a time", async () => {
    const asked: string[] = [];
    const files = writeEml({
      ...source,
      recipients,
      messageIdOf: (to) => {
        asked.push(to.folded);
        return messageIdOf(to);
      },
    });
    await files.next();
    expect(asked).toEqual(["aiko.sato@example.com"]);
  });

  test("throw for a language without a message", async () => {
    const list = [recipient("a@example.com", "fr")];
    await expect(collect(writeEml({ ...source, recipients: list, messageIdOf }))).rejects.toThrow(
      "there is no message in fr",
    );
  });

  test("have names that every system takes, whatever the address", () => {
    const local = fc.stringMatching(/^[A-Za-z0-9#$&'*+=?^_{}~.-]{1,64}$/);
    const domain = fc.stringMatching(/^[a-z0-9.-]{1,180}$/);
    const cases = fc.sample(fc.tuple(local, domain), 100).map(([a, b]) => recipient(`${a}@${b}`));
    const hard = [
      `${"a".repeat(64)}@${"b".repeat(180)}`,
      "..@com1.aux",
      "con@nul.prn",
      "~@x.com.",
      "a'b@x.com",
      "a#b@x.com",
      "$(id)@x.com",
    ].map((address) => recipient(address));
    const names = emlNames([...cases, ...hard]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) {
      expect(name).toMatch(/^\d{3}-[a-z0-9._-]*\.eml$/);
      expect(name).not.toContain("..");
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120);
    }
  });
});
