import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { checkPaths, rollDocument } from "../src/index.ts";
import { memoryBuild } from "./memory-build.ts";
import { memoryFiles } from "./memory-files.ts";

const root = fileURLToPath(new URL("../data/example", import.meta.url));
const example: Readonly<Record<string, string | Uint8Array>> = Object.fromEntries(
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(root.length + 1), new Uint8Array(readFileSync(path))]),
);

const textOf = (content: string | Uint8Array): string =>
  typeof content === "string" ? content : new TextDecoder().decode(content);

test.each(["3Q25", "2Q25", "1Q25"])(
  "the deck of the invented company is rolled to %s, and needs no edit but confirmations",
  async (quarter) => {
    const files: Record<string, string | Uint8Array> = { ...example };
    const result = await rollDocument(
      { document: "nordlicht/documents/4q25-results", to: quarter, date: "2026-02-12" },
      {
        files: (path) => memoryFiles(path === "nordlicht" ? example : {}, path),
        outputs: (into) => ({
          display: (file) => `${into}/${file}`,
          check: async () => {},
          write: async (written) =>
            written.forEach(
              (content, file) => (files[`${into}/${file}`.replace(/^nordlicht\//, "")] = content),
            ),
        }),
      },
    );
    const folder = `documents/${result.name}`;
    const list = textOf(files[`${folder}/confirm.yaml`]!);
    const count = list.match(/^ {2}confirmed: false$/gm)!.length;
    const check = () =>
      checkPaths({ paths: [`nordlicht/${folder}`] }, memoryBuild({ folders: { nordlicht: files } }).effects);
    const refused = await check().catch((error: { readonly problems: readonly unknown[] }) => error.problems);
    // Until they are confirmed, each is a problem of its own
    expect(refused).toHaveLength(count);

    const signed = "  confirmed: true\n  by: A. Person\n  on: 2026-02-11";
    files[`${folder}/confirm.yaml`] = list.replaceAll(/^ {2}confirmed: false$/gm, signed);
    const [company] = (await check()).companies;
    const [deck] = company!.documents;
    expect(deck!.dropped.map(({ slide }) => slide)).toEqual([
      // Factors, balances and flows of the quarter are not in the workbook, which has them for the year
      "summary",
      "gross-margin",
      "balance-and-cash",
    ]);
    expect(company!.documents.map(({ lang, slides }) => [lang, slides])).toEqual([
      ["de", 8],
      ["en", 8],
      ["ja", 8],
    ]);
    expect(deck!.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  },
);
