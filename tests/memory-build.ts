import { fileURLToPath } from "node:url";
import type { BuildEffects } from "../src/build-effects.ts";
import type { Files } from "../src/effects.ts";
import { folderFiles } from "../src/folder-files.ts";
import { KessanError } from "../src/problem.ts";
import { documentFiles } from "./documents/sample-document.ts";
import { memoryFiles } from "./memory-files.ts";

export const programTemplates = folderFiles(fileURLToPath(new URL("../templates", import.meta.url)));

/** The invented company with one more slide: a chart beside a sentence and a table, so that a figure shows everywhere. */
export const deckFiles: Readonly<Record<string, string>> = {
  ...documentFiles,
  "documents/deck/outline.yaml": `${documentFiles["documents/deck/outline.yaml"]}  - id: quarters
    layout: split
    unit: JPY million
    optional: true
    blocks:
      - { kind: chart, area: left, periods: last 2, width: 520, panels: [{ kind: columns, height: 300, of: revenue.a }] }
      - { kind: bullets, id: words, area: right }
`,
  "documents/deck/text.en.yaml": `${documentFiles["documents/deck/text.en.yaml"]}quarters:
  title: 'Service A brought {{amount "revenue.a"}}'
  subtitle: 'Service A · {{period "current" form="head"}}'
  chart:
    heading: '{{label "revenue.a"}}'
    alt: 'Service A by quarter'
  words:
    items:
      - 'Service A {{moved "revenue.a" against="-1y"}} against a year before'
`,
  "documents/deck/text.ja.yaml": `${documentFiles["documents/deck/text.ja.yaml"]}quarters:
  title: 'サービスAは{{amount "revenue.a"}}'
  subtitle: 'サービスA・{{period "current" form="head"}}'
  chart:
    heading: '{{label "revenue.a"}}'
    alt: 'サービスAの四半期推移'
  words:
    items:
      - 'サービスAは前年同期比{{moved "revenue.a" against="-1y"}}'
`,
};

/** What a build in memory did to its outside world. */
export interface MemoryBuild {
  readonly effects: BuildEffects;
  /** Files that were written, by name. */
  readonly written: Map<string, Uint8Array | string>;
  /** What happened, in order: "check", "start browser", "write". */
  readonly events: string[];
}

/** Effects over folders in memory. The browser cannot be started unless one is given. */
export function memoryBuild({
  folders = { acme: deckFiles },
  startBrowser,
}: {
  readonly folders?: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>>;
  readonly startBrowser?: BuildEffects["startBrowser"];
} = {}): MemoryBuild {
  const written = new Map<string, Uint8Array | string>();
  const events: string[] = [];
  const effects: BuildEffects = {
    files: (folder): Files => memoryFiles(folders[folder] ?? {}, folder),
    templates: programTemplates,
    outputs: {
      display: (name) => name,
      check: async () => void events.push("check"),
      write: async (files) => {
        events.push("write");
        for (const [name, content] of files) written.set(name, content);
      },
    },
    progress: () => {},
    clock: () => 0,
    startBrowser: () => {
      events.push("start browser");
      if (startBrowser === undefined) throw new Error("this test starts no browser");
      return startBrowser();
    },
  };
  return { effects, written, events };
}

/** The whole message of the KessanError that a promise ends with; any other error is thrown on. */
export async function problemsOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof KessanError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}
