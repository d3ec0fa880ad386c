import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { messageFiles } from "./documents/sample-message.ts";
import { acme, changed, refused, type Company } from "./seal-acme.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

describe("sealing is refused before a browser starts", () => {
  const nothing = (parent: string) => expect(readdirSync(parent)).toEqual([]);

  test("102 for all that is wrong with what was asked at once", async () => {
    const parent = temporaryFolder();
    const documents = ["acme/documents/dekc", "acme/documents/deck", "other/documents/deck"];
    expect(
      await refused(
        { releases: parent, documents, embargo: "2006-11-09T15:00" },
        { others: { other: acme }, prints: false },
      ),
    ).toBe(
      [
        'acme/documents/dekc no such document\n  hint: did you mean "deck"?',
        "documents of 2 companies: acme, other\n  hint: a release is one company's; seal them one by one",
        '--embargo: a time without its zone: "2006-11-09T15:00"\n' +
          "  hint: add the offset, such as 2006-11-09T15:00+09:00, or the zone: 2006-11-09T15:00[Asia/Tokyo]",
      ].join("\n"),
    );
    nothing(parent);
  });

  test("for an e-mail alone", async () => {
    const parent = temporaryFolder();
    expect(
      await refused({ releases: parent, documents: ["acme/documents/mail"] }, { prints: false }),
    ).toContain(
      "acme/documents/mail is an e-mail: it is sealed with what it attaches\n  hint: name the documents that it attaches",
    );
    nothing(parent);
  });

  test.each([
    [
      "an e-mail that is a draft",
      changed("documents/mail/outline.yaml", "kind: message", "kind: message\ndraft: true"),
      "acme/documents/mail/outline.yaml is a draft: drafts are not sealed\n  hint: take draft: true out of it when it may go out",
    ],
    [
      "more approvals than people",
      {
        ...acme,
        "company.yaml": `${acme["company.yaml"]}release: { approvals: { needed: 2, by: [{ name: Mori }] } }\n`,
      },
      "acme/company.yaml 2 have to approve, and only 1 may\n  hint: name more of them in release.approvals.by, or ask for fewer",
    ],
    [
      "an e-mail without a sender",
      { ...acme, "company.yaml": messageFiles["company.yaml"]! },
      "acme/company.yaml it has the e-mail mail and no sender\n  hint: write mail: with from: { name, address }",
    ],
    [
      "a sender without a name in a language",
      changed("company.yaml", ", ja: アクメIR", ""),
      `acme/company.yaml mail.from.name has no name in "ja"\n  hint: write the sender's name in it`,
    ],
    [
      "a company that mails, and has no e-mail for it",
      changed("documents/mail/outline.yaml", "attaches: [deck]", "attaches: [other]"),
      "acme/documents no e-mail attaches just deck\n  hint: write one (kind: message, attaches: [deck]), or seal it without: --no-mail",
    ],
    [
      "an e-mail that cannot be read",
      changed("documents/mail/outline.yaml", "attaches: [deck]", "attaches: [deck"),
      "acme/documents/mail/outline.yaml is broken YAML: whether it is the e-mail cannot be known\n  hint: mend it",
    ],
    [
      "two e-mails",
      {
        ...acme,
        "documents/mail2/outline.yaml": acme["documents/mail/outline.yaml"]!,
      },
      "acme/documents mail and mail2 all attach deck: a release has one e-mail\n  hint: take the others away, or let them attach other documents",
    ],
    [
      "an e-mail in a language without a document",
      Object.fromEntries(Object.entries(acme).filter(([path]) => path !== "documents/deck/text.ja.yaml")),
      `acme/documents/mail/outline.yaml:4:12 document "deck" has no texts in "ja", in which the message is written\n  hint: each language of a message attaches its documents in that language`,
    ],
    [
      "faults of the documents and of their e-mail, all at once",
      changed(
        "documents/mail/text.en.yaml",
        "closing: [",
        "closing: [7, ",
        changed("documents/deck/text.en.yaml", 'label "revenue.a"', 'label "revenue.x"'),
      ),
      "acme/labels.en.yaml missing label accounts.revenue.x\n" +
        "acme/documents/mail/text.en.yaml:5:13 message.closing.1: expected a sentence, got keys",
    ],
  ])("for %s", async (_, company, message) => {
    const parent = temporaryFolder();
    expect(await refused({ releases: parent }, { company: company as Company, prints: false })).toBe(message);
    nothing(parent);
  });
});
