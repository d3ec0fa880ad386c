import { startBrowser } from "../src/pdf/browser.ts";
import { releaseFolder } from "../src/release-folder.ts";
import type { SealRequest } from "../src/read-seal-request.ts";
import { sealRelease, type SealResult } from "../src/seal-release.ts";
import { testBrowser } from "./browser.ts";
import { messageFiles } from "./documents/sample-message.ts";
import { deckFiles, memoryBuild, problemsOf } from "./memory-build.ts";

/** The files of a company. */
export type Company = Readonly<Record<string, string>>;

const sender = `mail:
  from: { name: { en: Acme Investor Relations, ja: アクメIR }, address: ir@acme.com }
  replyTo: ask@acme.com
`;
/** The invented company with a deck and the e-mail that attaches it, in two languages. */
export const acme: Company = {
  ...messageFiles,
  ...deckFiles,
  "company.yaml": `${messageFiles["company.yaml"]}${sender}`,
};
export const deck = "acme/documents/deck";
export const embargo = "2006-11-09T15:00+09:00";

/** A company of which one text in one file is another. */
export function changed(path: string, from: string, to: string, company = acme): Company {
  const text = company[path];
  if (!text?.includes(from)) throw new Error(`${path} does not hold ${from}`);
  return { ...company, [path]: text.replace(from, () => to) };
}

/** Seals a deck of companies in memory; without a browser that can be started where `prints` is false. */
export async function seal(
  request: Partial<SealRequest> & Pick<SealRequest, "releases">,
  {
    company = acme,
    others = {},
    at = "2006-11-08T00:00:00Z",
    user = "mori",
    prints = true,
  }: {
    readonly company?: Company;
    readonly others?: Readonly<Record<string, Company>>;
    readonly at?: string;
    readonly user?: string;
    readonly prints?: boolean;
  } = {},
): Promise<SealResult> {
  const { effects } = memoryBuild({
    folders: { acme: company, ...others },
    ...(prints && { startBrowser: () => startBrowser(testBrowser()) }),
  });
  return sealRelease(
    { documents: [deck], embargo, ...request },
    { ...effects, release: releaseFolder, actor: { user, host: "desk" }, now: () => new Date(at) },
  );
}

/** What is said of a release that cannot be sealed. */
export function refused(...asked: Parameters<typeof seal>): Promise<string> {
  return problemsOf(seal(...asked));
}
