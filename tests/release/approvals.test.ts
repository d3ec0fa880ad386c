import { describe, expect, test } from "vitest";
import { checkApproval, countApprovals, sharedLogins } from "../../src/release/approvals.ts";
import { formatManifest, sha256 } from "../../src/release/manifest.ts";
import { approved, sampleManifest } from "./sample-release.ts";

const by = [{ name: "Mori" }, { name: "Sato", user: "sato" }, { name: "Abe" }];
const anybody = sampleManifest();
const named = sampleManifest({ approvals: { needed: 2, by } });

function count(manifest: typeof anybody, ...records: readonly ReturnType<typeof approved>[]) {
  return countApprovals(manifest, { manifest: sha256(formatManifest(manifest)), records });
}
const names = ({ given }: ReturnType<typeof count>) => given.map(({ name }) => name);

describe("an approval counts", () => {
  test("once a name", () => {
    expect(names(count(anybody, approved(anybody, "Mori"), approved(anybody, "Mori")))).toEqual(["Mori"]);
  });

  test("once a person, however the name is written", () => {
    const names = ["Hanako Sato", "hanako sato", "Hanako  Sato", "Hanako\u00a0Sato"];
    expect(count(anybody, ...names.map((name) => approved(anybody, name))).given).toHaveLength(1);
  });

  test("for the bytes that were approved, and no others", () => {
    const record = approved(anybody, "Mori");
    expect(names(count(anybody, record))).toEqual(["Mori"]);
    expect(names(count(sampleManifest({ files: [] }), record))).toEqual([]);
  });

  test("of those whom the company names, from the login that it names", () => {
    const approvals = count(
      named,
      approved(named, "Mori"),
      approved(named, "Kato"),
      approved(named, "Sato", { user: "mori" }),
    );
    expect(approvals).toMatchObject({ needed: 2, missing: ["Sato", "Abe"] });
    expect(names(approvals)).toEqual(["Mori"]);
  });
});

describe("an approval is refused", () => {
  const given = count(named, approved(named, "Mori"));
  test.each([
    ["Mori", "mori", { what: '"Mori" has approved it already, at 2006-11-09T05:00:00.000Z' }],
    ["Morri", "mori", { what: '"Morri" is not among those who approve', hint: 'did you mean "Mori"?' }],
    [
      "Kawasaki",
      "kawasaki",
      { what: '"Kawasaki" is not among those who approve', hint: "company.yaml names Mori, Sato, Abe" },
    ],
    [
      "Sato",
      "mori",
      {
        what: '"Sato" approves as the user "sato", and this is "mori"',
        hint: "approvals come from an account of one's own",
      },
    ],
    ["Sato", "sato", undefined],
    ["Abe", "anybody", undefined],
  ])("of %s as user %s", (name, user, problem) => {
    expect(checkApproval({ name, user }, named, given)).toEqual(problem);
  });
});

test("two names from one login are told", () => {
  const same = { user: "mori" };
  const approvals = count(
    anybody,
    approved(anybody, "Mori", same),
    approved(anybody, "Abe", same),
    approved(anybody, "Sato"),
  );
  expect(sharedLogins(approvals).map((group) => group.map(({ name }) => name))).toEqual([["Mori", "Abe"]]);
});
