import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runKessan } from "../run-kessan.ts";

const example = join(import.meta.dirname, "../../data/example");
const deck = "example/documents/4q25-results";
let root: string;
let id: string;
let sealed: Awaited<ReturnType<typeof runKessan>>;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "kessan-test-"));
  cpSync(example, join(root, "example"), { recursive: true });
  for (const name of ["results", "mail"])
    for (const lang of ["de", "ja"]) rmSync(join(root, `example/documents/4q25-${name}/text.${lang}.yaml`));
  sealed = await run("seal", deck, "--embargo", "2026-02-12T07:00[Europe/Berlin]");
  id = readdirSync(join(root, "releases")).find((name) => name.startsWith("nordlicht"))!;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const run = (...args: readonly string[]) => runKessan(args, { cwd: root });
const me = `${userInfo().username}@${hostname()}`;

describe("kessan seal", () => {
  test("builds a release of the example and says what comes next", () => {
    expect([sealed.code, sealed.err]).toEqual([0, ""]);
    expect(sealed.out.replaceAll(id, "ID")).toMatch(
      new RegExp(
        [
          "^releases/ID",
          "  nordlicht-4q25-results\\.en\\.pdf: 11 pages, 311 figures",
          "  e-mail in en: \\d+ figures",
          "  embargo 2026-02-12T07:00\\[Europe/Berlin\\], that is 2026-02-12T06:00:00Z",
          "  \\d approvals? needed: kessan approve releases/ID --as <name>\n$",
        ].join("\n"),
      ),
    );
  });

  test.each([
    [
      ["--embargo", "2026-03-29T02:30[Europe/Berlin]"],
      /^--embargo: clocks in Europe\/Berlin never show that time/,
    ],
    [[], /^required option "--embargo <time>" not specified\n/],
    [
      ["--embargo", "2026-02-12T07:00Z", "--reason", "en=x"],
      /^--reason without --correction\n {2}hint: name the release that is corrected\n/,
    ],
    [
      ["--embargo", "2026-02-12T07:00Z", "--reason", "x"],
      /^--reason: expected a language and its text, got "x"\n/,
    ],
    [
      ["--embargo", "2026-02-12T07:00Z", "--reason", "en=x", "--reason", "en=y"],
      /^--reason: two reasons in "en"\n/,
    ],
  ])("103 refuses %j", async (args, message) => {
    const { code, err } = await run("seal", deck, ...args);
    expect([code, err]).toEqual([1, expect.stringMatching(message)]);
  });
});

describe("kessan approve and kessan verify", () => {
  test("count who has approved what was sealed", async () => {
    const folder = `releases/${id}`;
    const policy = JSON.parse(readFileSync(join(root, folder, "manifest.json"), "utf8")).approvals;
    const names: readonly string[] =
      policy.by.length > 0 ? policy.by.map(({ name }: { name: string }) => name) : ["Mori"];
    const first = await run("approve", folder, "--as", names[0]!);
    expect([first.code, first.out]).toEqual([
      0,
      expect.stringContaining(`${folder}: 1 of ${policy.needed} approval`),
    ]);
    const verified = await run("verify", folder);
    expect(verified.out).toContain(`${folder}: as it was sealed, `);
    expect(verified.out).toContain(`${names[0]} (${me}, `);
    const pdf = await run("verify", `${folder}/nordlicht-4q25-results.en.pdf`);
    expect(pdf.out).toContain(`as it was sealed in ${folder}\n`);
    expect((await run("approve", folder, "--as", names[0]!)).err).toContain("has approved it already, at ");
  });

  test("say where there is no release", async () => {
    const { code, err } = await run("verify", "example");
    expect([code, err]).toEqual([
      1,
      "example is no release: it has no manifest.json\n  hint: kessan seal makes one; name its folder\n1 problem\n",
    ]);
  });
});
