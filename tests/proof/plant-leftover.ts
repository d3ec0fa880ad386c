import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { planDocument } from "../../src/documents/plan.ts";
import { readDocument } from "../../src/documents/read-document.ts";
import { readFacts } from "../../src/facts/read.ts";
import { openLedger, type Ledger } from "../../src/figures/ledger.ts";
import { folderFiles } from "../../src/folder-files.ts";
import { findLocale } from "../../src/locales/index.ts";
import { buildTrace } from "../../src/proof/build-trace.ts";
import { checkWords } from "../../src/proof/check-words.ts";
import type { Finding } from "../../src/proof/finding.ts";
import { KessanError } from "../../src/problem.ts";

const folder = fileURLToPath(new URL("../../data/iij", import.meta.url));
const onDisk = folderFiles(folder);
const document = "documents/2q06-results";
let ledger: Promise<Ledger> | undefined;

/** One text of the real sample as somebody left it: `from` stands once in the file and becomes `to`. */
export interface Leftover {
  readonly file: "text.en.yaml" | "text.ja.yaml";
  readonly from: string;
  readonly to: string;
}

/** What planning refuses, or what checking the words of both languages finds, in the sample with a leftover planted. */
export async function checkPlanted(
  leftover?: Leftover,
  period?: string,
): Promise<{ readonly problems: readonly string[]; readonly findings: readonly Finding[] }> {
  const company = await (ledger ??= readFacts(onDisk).then(openLedger));
  const { calendar } = company.facts;
  const files: typeof onDisk = {
    ...onDisk,
    read: async (path) =>
      leftover !== undefined && path === `${document}/${leftover.file}`
        ? new TextEncoder().encode(plant(leftover))
        : onDisk.read(path),
  };
  const own = period === undefined ? undefined : calendar.parse(period)!;
  try {
    const source = await readDocument(files, "2q06-results");
    const { literals, languages } = source;
    const traces = languages.map((lang) => {
      const locale = findLocale(lang);
      const plan = planDocument({ source, ledger: company, locale, ...(own && { period: own }) });
      return buildTrace({ plan, ledger: company, company: files.display("") });
    });
    const options = { calendar, literals, others: traces };
    return { problems: [], findings: traces.flatMap((trace) => checkWords(trace, options)) };
  } catch (error) {
    if (!(error instanceof KessanError)) throw error;
    return { problems: error.problems.map(({ what, hint }) => `${what}\n  hint: ${hint}`), findings: [] };
  }
}

function plant({ file, from, to }: Leftover): string {
  const text = readFileSync(`${folder}/${document}/${file}`, "utf8");
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`"${from}" stands ${parts.length - 1} times in ${file}`);
  return parts.join(to);
}
