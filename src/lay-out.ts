import type { Document } from "./documents/document.ts";
import type { Files } from "./effects.ts";
import { blocksOf } from "./html/blocks-of.ts";
import { renderHtml } from "./html/render.ts";
import { loadTemplates, type Templates } from "./html/templates.ts";
import { readTokens, type Tokens, type TokenSource } from "./html/tokens.ts";
import type { Locale } from "./locales/locale.ts";

/** A document with all that its page is rendered from but charts and fonts. */
export interface Layout {
  readonly document: Document;
  readonly locale: Locale;
  readonly templates: Templates;
  readonly tokens: Tokens;
}

export interface LayOutRequest {
  readonly document: Document;
  readonly locale: Locale;
  /** The company's folder: its `templates` and `brand.yaml` go before the program's. */
  readonly company: Files;
  /** The program's own templates folder. */
  readonly program: Files;
}

/**
 * Reads the templates and tokens of a company and tries them on the document with empty charts, so that every fault of
 * templates, layouts and blocks is told before a browser starts. Throws a KessanError with all of them.
 */
export async function layOut({ document, locale, company, program }: LayOutRequest): Promise<Layout> {
  const templates = await loadTemplates([below(company, "templates"), program]);
  const tokens = readTokens(...(await tokenSources(company, program)));
  const charts = new Map(blocksOf(document).map(({ id }) => [id, ""]));
  renderHtml({ document, locale, templates, tokens, charts, fonts: [] });
  return { document, locale, templates, tokens };
}

async function tokenSources(company: Files, program: Files): Promise<readonly TokenSource[]> {
  const places = [
    { files: program, path: "styles/tokens.yaml" },
    { files: company, path: "brand.yaml" },
  ];
  const found = await Promise.all(
    places.map(async ({ files, path }) => {
      const bytes = await files.read(path);
      return bytes === undefined ? [] : [{ file: files.display(path), text: new TextDecoder().decode(bytes) }];
    }),
  );
  return found.flat();
}

/** The files of a folder inside another. */
function below(files: Files, folder: string): Files {
  return {
    read: (path) => files.read(`${folder}/${path}`),
    list: async (path) => (await files.list(`${folder}/${path}`)).map((name) => name.slice(folder.length + 1)),
    folders: (path) => files.folders(`${folder}/${path}`),
    display: (path) => files.display(`${folder}/${path}`),
  };
}
