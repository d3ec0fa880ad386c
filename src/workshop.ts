import type { BuildEffects } from "./build-effects.ts";
import type { Drawing } from "./drawing.ts";
import type { Document } from "./documents/document.ts";
import { openEngines, type Engines } from "./engines.ts";
import { fileName } from "./file-name.ts";
import type { LaidOut } from "./lay-out.ts";
import { screenPage } from "./html/screen-page.ts";
import { layOutAll, planAll, type Planned } from "./plan-all.ts";
import type { Browsers } from "./pdf/browsers.ts";
import { previewMessage } from "./preview-message.ts";
import type { Press, PrintOptions } from "./press.ts";
import { readFoldersOnce, readOnce } from "./read-once.ts";
import type { Proof } from "./prove.ts";
import { proveAll, type Proofs } from "./prove-all.ts";
import { collect, failOn, withoutDoubles, type Problem } from "./problem.ts";
import { buildTrace, formatTrace } from "./proof/build-trace.ts";
import { writeDataBook } from "./proof/data-book.ts";
import { formatFigures } from "./proof/figures-csv.ts";
import type { Trace } from "./proof/trace.ts";
import {
  openProofreader,
  placePrinted,
  reportName,
  writeReports,
  type Proofreader,
  type ProvenPrint,
} from "./proofread.ts";
import type { ReadingFile } from "./reading.ts";
import type { Memory } from "./remember.ts";
import type { Format } from "./stages.ts";
import { untilAborted } from "./until-aborted.ts";

import type { Builder, BuildRequest, BuildResult, WrittenFile } from "./build.ts";

/** What a builder keeps ready. */
export interface Tools {
  readonly memory: Memory;
  readonly drawing: Drawing;
  /** Starts the browser where none was started. */
  readonly press: () => Promise<Press>;
}

/** A builder whose tools other work can be done with, between two builds. */
export interface Workshop extends Builder {
  use<T>(work: (tools: Tools) => Promise<T>): Promise<T>;
}

/** As `createBuilder`; others may use its engines too, and then whoever opened them closes them. */
export function openWorkshop(effects: BuildEffects, options: { readonly engines?: Engines } = {}): Workshop {
  return openBuilder(effects, { once: false, ...options });
}

/** A builder; one that builds `once` lets go of everything as soon as it can. */
export function openBuilder(
  outside: BuildEffects,
  { once, engines: given }: { readonly once: boolean; readonly engines?: Engines },
): Workshop {
  const engines = given ?? openEngines(outside);
  const { memory, browsers: shared, kept } = engines;
  let press: Promise<Press> | undefined;
  let proofreader: Proofreader | undefined;
  let last: Promise<unknown> = Promise.resolve();
  /** Of the build that is under way. */
  let signal: AbortSignal | undefined;

  return {
    build: (request) => {
      const built = last.then(() => {
        ({ signal } = request);
        return untilAborted({ signal, work: () => build(request), stop: letGo });
      });
      last = built.catch(() => {});
      return built;
    },
    use: async (work) => {
      await last;
      return work({ memory, drawing: engines.drawing(), press: () => openPress({ prints: true }) });
    },
    close: async () => {
      await last;
      await (await press)?.close();
      if (given === undefined) await engines.close();
    },
  };

  /** What a stopped build waits for, and nobody wants any more. */
  async function letGo(): Promise<void> {
    const left = press;
    [press, proofreader] = [undefined, undefined];
    await left?.then((opened) => opened.close());
  }

  async function build(asked: BuildRequest): Promise<readonly BuildResult[]> {
    const { strict = false, quick = false } = asked;
    const request = { ...asked, draft: asked.draft === true || quick };
    const effects = {
      ...outside,
      // A builder that goes on remembers by itself what it has parsed
      files: readFoldersOnce(outside.files, once ? outside.treeStore : undefined),
      templates: readOnce(outside.templates),
    };
    // Its thread loads the chart library while this one reads and plans
    const name = JSON.stringify([request.documents, request.languages, request.period]);
    const wereKept = await kept.wereKept(name);
    const drawing = request.stopAfter === "documents" ? undefined : engines.drawing({ ahead: !wereKept });
    const planned = await planAll(request, effects, { memory, ...(drawing && { drawing }) });
    if (once) drawing?.closeWhenDone();
    signal?.throwIfAborted();
    const prints = request.stopAfter === undefined;
    const reads = prints && !quick;
    const names = planned.map(({ plan: { document } }) =>
      endingsOf(document, request).map((ending) => fileName(document, ending)),
    );
    const chiefs = names.map(([chief]) => chief!);
    const written = planned
      .filter(({ plan }) => plan.document.kind !== "message")
      .map(({ plan }) => reportName(plan.document));
    // Two documents of one name are told once, not once a file
    const isClear = new Set(chiefs).size === chiefs.length;
    await effects.outputs.check(isClear ? [...names.flat(), ...(reads ? new Set(written) : [])] : chiefs);
    let proving: Promise<Proofs> | undefined;
    const prove = quick
      ? undefined
      : (): Promise<Proofs> => (proving ??= proveAll(planned, { effects, memory, strict }));
    // Where pages are printed there is time for it while the browser prints
    if (!prints) await prove?.();
    const { made, reports } =
      request.stopAfter === "documents"
        ? { made: planned.map(dump), reports: [] }
        : await makeAll(planned, { request, effects, ...(prove && { prove }) });
    const proofs = await prove?.();
    const files = made.flatMap(({ contents }, of) =>
      contents.map(([ending, content]) => [fileName(planned[of]!.plan.document, ending), content] as const),
    );
    signal?.throwIfAborted();
    await effects.outputs.write(new Map([...files, ...reports]));
    if (!wereKept) await kept.noteKept(name);
    return planned.map((one, index) => {
      const { document, dropped, unsettled, adjusted } = one.plan;
      const { contents, pages, seconds, proven } = made[index]!;
      const written = contents.map(([ending, content]) => ({
        file: effects.outputs.display(fileName(document, ending)),
        bytes: Buffer.byteLength(content),
      }));
      const [{ file }] = written as [WrittenFile];
      return {
        file,
        files: written,
        ...(proven && { report: effects.outputs.display(reportName(document)) }),
        document: document.name,
        lang: document.lang,
        ...(pages !== undefined && { pages }),
        figures: document.figures.length,
        seconds,
        dropped,
        unsettled,
        adjusted,
        findings: proofs?.of.get(one)!.findings ?? [],
        warnings: proofs?.warnings.get(one)! ?? [],
      };
    });
  }

  /** Render and print; every fault that needs no browser and no font is told before a browser starts. */
  async function makeAll(
    planned: readonly Planned[],
    {
      request: { stopAfter, formats = ["pdf"], scale },
      prove,
      effects,
    }: { readonly request: BuildRequest; readonly effects: BuildEffects } & Pick<PrintRequest, "prove">,
  ): Promise<MadeAll> {
    const layouts = await layOutAll(planned, effects, memory);
    if (layouts.some(({ parts }) => parts.length > 1)) effects.saveMemory?.();
    const opened = await openPress({ prints: stopAfter === undefined });
    const made: Made[] = [];
    const problems: Problem[] = [];
    for (const [index, layout] of layouts.entries()) {
      signal?.throwIfAborted();
      const isLast = once && index === layouts.length - 1;
      await collect(problems, async () => {
        const begun = effects.clock();
        const detail = `${layout.document.name} ${layout.document.lang}`;
        const isPrinted = stopAfter === undefined && layout.document.kind !== "message";
        effects.progress({ stage: isPrinted ? "print" : "render", detail });
        const one = planned[index]!;
        const content =
          layout.document.kind === "message"
            ? await previewMessage(
                { planned: one, layout, ...(stopAfter === undefined && { press: opened }) },
                effects,
                memory,
              )
            : stopAfter === "html"
              ? { contents: [["html", await opened.render(layout)] as const] }
              : await print(opened, {
                  layout,
                  planned: one,
                  isLast,
                  ...(prove && { prove }),
                  formats,
                  ...(scale !== undefined && { scale }),
                });
        made.push({ ...content, seconds: (effects.clock() - begun) / 1000 });
      });
    }
    // The last pages are read back meanwhile, in their thread
    const reports =
      problems.length === 0 ? await writeReports(made.flatMap(({ proven }) => proven ?? [])) : new Map();
    if (prove !== undefined) problems.push(...(await inspectAll(made)));
    problems.push(...((await proofreader?.settle()) ?? []));
    failOn(withoutDoubles(problems));
    return { made, reports };
  }

  async function print(
    opened: Press,
    { layout, planned, isLast, prove, formats, scale }: PrintRequest,
  ): Promise<Omit<Made, "seconds">> {
    const { plan, source, books } = planned;
    const { places } = layout;
    const folder = outside.files(planned.company).display("");
    let proof: Proof | undefined;
    let reader: Proofreader | undefined;
    let reading: ReadingFile | undefined;
    /** Before and after it is known where everything stands. */
    let before: Trace | undefined;
    let trace: Trace | undefined;
    let book: Uint8Array | undefined;
    let written = "";
    // Its thread loads its library while the browser works
    const whileLoading = (): void => {
      if (prove !== undefined) reader = proofreader ??= openProofreader(engines.reading());
    };
    const whilePrinting = async (): Promise<void> => {
      proof = (await prove?.())?.of.get(planned);
      before = proof?.traces.get(plan) ?? buildTrace({ plan, ledger: books.ledger, company: folder });
      book = writeDataBook(plan.document, before);
    };
    const onPrinted: PrintOptions["onPrinted"] = (bytes, { isFirst }) => {
      if (isFirst) {
        reading?.drop();
        reading = reader?.begin();
      }
      reading?.add(bytes);
    };
    const attach: PrintOptions["attach"] = (measured) => {
      const placed = placePrinted({ trace: before!, literals: source.literals, places, measured });
      ({ trace } = placed);
      if (reading !== undefined) reader?.check(reading, { trace, places });
      reading = undefined;
      failOn(placed.problems);
      written = formatTrace(trace);
      return [
        { ...attachedTrace, content: written },
        { ...attachedFigures, content: formatFigures(trace) },
        ...(book === undefined ? [] : [{ ...attachedBook, content: book }]),
      ];
    };
    const printing = opened.print(layout, {
      isLast,
      ...(formats.includes("png") && { pictures: { ...(scale !== undefined && { scale }) } }),
      onPrinted,
      attach,
      whileLoading,
      whilePrinting,
    });
    const { bytes, pages, html, pictures, draftStyles } = await printing.finally(() => reading?.drop());
    const { kind } = layout.document;
    const as: Readonly<Record<Format, () => readonly Content[]>> = {
      pdf: () => [["pdf", bytes]],
      html: () => [
        ["html", screenPage(html, { css: layout.templates.cssOf(screenOf(kind)), styles: draftStyles })],
      ],
      png: () => pictures.map((picture, index) => [pictureEnding(index + 1), picture]),
    };
    return {
      contents: [...formats.flatMap((format) => as[format]()), ["trace.json", written]],
      pages,
      pdf: { name: fileName(layout.document, "pdf"), bytes },
      ...(proof && { proven: { planned, proof, trace: trace!, page: html, folder } }),
    };
  }

  /** What the finished PDFs break of what is promised. */
  async function inspectAll(made: readonly Made[]): Promise<readonly Problem[]> {
    const { inspectPdf } = await import("./inspect/inspect-pdf.ts");
    const { checkInspection } = await import("./inspect/check-inspection.ts");
    const problems: Problem[] = [];
    for (const { pdf } of made) {
      if (pdf === undefined) continue;
      const file = outside.outputs.display(pdf.name);
      problems.push(...checkInspection(await inspectPdf({ bytes: pdf.bytes, file }), { file }));
    }
    return problems;
  }

  /** The browser's program starts first, so that it is ready when the heavy libraries are. */
  async function openPress({ prints }: { readonly prints: boolean }): Promise<Press> {
    if (press !== undefined) return press;
    const { store } = outside;
    const browsers: Browsers = {
      ...shared,
      take: (options) => {
        signal?.throwIfAborted();
        return shared.take(options);
      },
    };
    const browser = prints ? browsers.take() : undefined;
    press = import("./press.ts").then(({ openPress }) =>
      openPress({ browsers, ...(browser && { browser }), ...(store && { store }) }),
    );
    return press;
  }
}

interface PrintRequest {
  readonly layout: LaidOut;
  readonly planned: Planned;
  readonly isLast: boolean;
  /** Missing where nothing is proved. */
  readonly prove?: () => Promise<Proofs>;
  readonly formats: readonly Format[];
  readonly scale?: number;
}

interface MadeAll {
  readonly made: readonly Made[];
  /** Tie-out reports by their name; none where nothing was printed. */
  readonly reports: Iterable<readonly [string, string]>;
}

/** A file: how its name ends, and what it holds. */
type Content = readonly [ending: string, content: Uint8Array | string];

interface Made {
  /** The chief one first. */
  readonly contents: readonly Content[];
  readonly pages?: number;
  /** As it was finished, written or not; missing where nothing was printed. */
  readonly pdf?: { readonly name: string; readonly bytes: Uint8Array };
  readonly seconds: number;
  /** Missing where nothing was printed. */
  readonly proven?: ProvenPrint;
}

function dump({ plan: { document } }: Planned): Made {
  return { contents: [["documents.json", `${JSON.stringify(document, null, 2)}\n`]], seconds: 0 };
}

/** How the names of the files of a document in one language end, as far as they are known before, the chief one first. */
function endingsOf(
  { kind, slides }: Document,
  { stopAfter, formats = ["pdf"] }: Pick<BuildRequest, "stopAfter" | "formats">,
): readonly string[] {
  if (stopAfter === "documents") return ["documents.json"];
  if (kind === "message") return stopAfter === "html" ? ["html", "txt"] : ["html", "txt", "trace.json"];
  if (stopAfter === "html") return ["html"];
  const pictures = kind === "deck" ? slides.map((_, index) => pictureEnding(index + 1)) : [];
  return [...formats.flatMap((format) => (format === "png" ? pictures : [format])), "trace.json"];
}

function pictureEnding(page: number): string {
  return `${String(page).padStart(2, "0")}.png`;
}

function screenOf(kind: Document["kind"]): "screen-deck" | "screen-report" {
  return kind === "report" ? "screen-report" : "screen-deck";
}

const attachedTrace = {
  name: "trace.json",
  mimeType: "application/json",
  description: "Where every figure of this document comes from",
  relationship: "Supplement",
} as const;

const attachedFigures = {
  name: "figures.csv",
  mimeType: "text/csv",
  description: "Every figure of this document with its place, its unit and what it is of",
  relationship: "Data",
} as const;

const attachedBook = {
  name: "data-book.xlsx",
  mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  description: "The statements of this document, with formulas for what follows from other figures",
  relationship: "Data",
} as const;
