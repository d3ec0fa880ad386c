import { expect, test } from "vitest";
import { buildDocuments } from "../src/index.ts";
import { initCompany } from "../src/init-company.ts";
import { startBrowser } from "../src/pdf/browser.ts";
import { testBrowser } from "./browser.ts";
import { memoryBuild, programTemplates } from "./memory-build.ts";

test("a company that was started is printed at once in every language, whatever it is called", async () => {
  const files = memoryBuild();
  await initCompany(
    {
      folder: "acme",
      id: "acme",
      name: "Acme International Measuring Instruments and Services Holding plc",
      currency: "JPY",
      fiscalYearEnds: "March",
      languages: ["en", "ja", "de"],
    },
    { templates: programTemplates, folder: () => files.effects.outputs },
  );
  const { effects, written } = memoryBuild({
    folders: { acme: Object.fromEntries(files.written) },
    startBrowser: () => startBrowser(testBrowser()),
  });
  const results = await buildDocuments({ documents: ["acme/documents/4q25-results"] }, effects);
  expect(results.map(({ lang, pages, warnings }) => [lang, pages, warnings])).toEqual(
    ["de", "en", "ja"].map((lang) => [lang, 4, []]),
  );
  expect([...written.keys()].filter((name) => name.endsWith(".pdf"))).toHaveLength(3);
});
