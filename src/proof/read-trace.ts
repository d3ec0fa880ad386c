import { schemaErrors, schemaProblems } from "../facts/schema-problems.ts";
import { quote } from "../facts/text.ts";
import { hasOwnFileId } from "../pdf/file-id.ts";
import { KessanError, type Problem } from "../problem.ts";
import { traceSchema, traceVersion, type Trace } from "./trace.ts";

/** A trace with what is known of the file that it was read from. */
export interface ReadTrace {
  readonly trace: Trace;
  /** True for a PDF that is not, byte for byte, as kessan wrote it. Of a trace that lies beside its PDF nothing is known: false. */
  readonly altered: boolean;
}

/**
 * The trace that travels in a PDF of kessan, or that of a `.trace.json` file. Throws a KessanError for anything else, for a file
 * that is cut off or asks for a password, and for a trace of another version.
 */
export async function readTrace({
  bytes,
  file,
}: {
  readonly bytes: Uint8Array;
  /** What messages call the file. */
  readonly file: string;
}): Promise<ReadTrace> {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  if (start.includes("%PDF-")) {
    const trace = parseTrace(await traceInPdf(bytes, file), { file, within: "its trace " });
    return { trace, altered: !hasOwnFileId(bytes) };
  }
  if (/^(\u00ef\u00bb\u00bf)?\s*\{/.test(start)) {
    return { trace: parseTrace(bytes, { file, within: "" }), altered: false };
  }
  return fail(file, `expected a PDF or a trace, got ${describe(bytes)}`, notOurs);
}

const attachedName = "trace.json";
const notOurs = "name a PDF that kessan build has written, or the .trace.json file beside it";
const fetchAgain = "copy it again from where it came";

/** The bytes of the attachment. */
async function traceInPdf(bytes: Uint8Array, file: string): Promise<Uint8Array> {
  if (!Buffer.from(bytes.subarray(-1024)).toString("latin1").includes("%%EOF")) {
    return fail(file, `is cut off: it ends after ${bytes.length} bytes without the end of a PDF`, fetchAgain);
  }
  const { getDocumentProxy } = await import("unpdf");
  // What it is given may be taken away from us
  const document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 }).catch((error: Error) =>
    error.name === "PasswordException"
      ? fail(file, "is protected by a password", "name the PDF as kessan build has written it")
      : fail(file, `cannot be read as a PDF: ${error.message.replace(/\.$/, "")}`, fetchAgain),
  );
  try {
    const attachments = (await document.getAttachments()) as Readonly<
      Record<string, { readonly content: Uint8Array }>
    > | null;
    const trace = attachments?.[attachedName]?.content;
    // Named in the file's table, and without bytes, where another program has taken it out
    if (trace?.length) return trace;
    const { info } = await document.getMetadata();
    const producer = String((info as { readonly Producer?: unknown }).Producer ?? "");
    if (producer === "kessan") {
      return fail(
        file,
        `is a PDF of kessan whose attachment ${attachedName} is gone`,
        "name the .trace.json file beside the first PDF, or build the document again",
      );
    }
    const made = producer === "" ? "does not say what made it" : `was made by ${quote(producer)}`;
    return fail(file, `is no PDF of kessan: it ${made}, and has no attachment ${attachedName}`, notOurs);
  } finally {
    await document.loadingTask.destroy();
  }
}

function parseTrace(
  bytes: Uint8Array,
  of: { readonly file: string; readonly within: "its trace " | "" },
): Trace {
  const { file, within } = of;
  let root: unknown;
  try {
    root = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    return fail(file, `${within}is broken JSON: ${(error as Error).message}`, fetchAgain);
  }
  const { format, version } = (root ?? {}) as Readonly<Record<string, unknown>>;
  if (format !== "kessan-trace") {
    return fail(file, `${within}is JSON, but no trace: its "format" is not "kessan-trace"`, notOurs);
  }
  if (typeof version === "number" && version !== traceVersion) {
    return fail(
      file,
      `${within}is of version ${version}; this kessan reads version ${traceVersion}`,
      version > traceVersion
        ? "read it with the newer kessan that wrote it"
        : "build the document again, or read it with the older kessan that wrote it",
    );
  }
  const read = traceSchema.safeParse(root, { error: schemaErrors });
  if (read.success) {
    const fault = faultOf(read.data);
    return fault === undefined ? read.data : fail(file, `${within}contradicts itself: ${fault}`, fetchAgain);
  }
  const place = { file };
  const problems = schemaProblems({
    issues: read.error.issues,
    root,
    placeOf: (path) => ({ file: path.length === 0 ? file : `${file} ${nameOf(path)}` }),
    keyPlaceOf: (path) => ({ file: `${file} ${nameOf(path)}` }),
  });
  const rest = problems.length - mostProblems;
  throw new KessanError([
    ...problems.slice(0, mostProblems),
    ...(rest > 0
      ? [{ place, what: `${within}has ${rest} more such ${rest === 1 ? "fault" : "faults"}` }]
      : []),
  ]);
}

/** What no trace of this program says: a value that is no decimal, a place or a figure that it does not hold, a circle. */
function faultOf({ printed, figures }: Trace): string | undefined {
  const lacks = (id: string): boolean => !Object.hasOwn(figures, id);
  const isDecimal = (text: string): boolean => /^-?\d+(?:\.\d+)?$/.test(text);
  for (const { figure, value } of printed) {
    if (lacks(figure)) return `it prints ${quote(figure)}, which is not in its figures`;
    if (value !== undefined && !isDecimal(value)) return `${quote(value)} of ${figure} is no decimal`;
  }
  for (const [id, { value, interval, derived, sides = [], places }] of Object.entries(figures)) {
    const from = [...(derived?.from ?? []), ...sides];
    const gone = from.find(lacks);
    if (gone !== undefined) return `${id} follows from ${quote(gone)}, which is not in its figures`;
    const nowhere = places.find((place) => printed[place]?.figure !== id);
    if (nowhere !== undefined) return `${id} is not what is printed at place ${nowhere}`;
    const decimals = [value, derived?.value, ...(interval ?? []), ...(derived?.interval ?? [])];
    const wrong = decimals.find((text) => text != null && !isDecimal(text));
    if (wrong != null) return `${quote(wrong)} of ${id} is no decimal`;
  }
  const circle = findCircle(figures);
  return circle && `${circle} follows from itself`;
}

/** A figure that is made of itself. */
function findCircle(figures: Trace["figures"]): string | undefined {
  const seen = new Map<string, "open" | "done">();
  const visit = (id: string): string | undefined => {
    if (seen.has(id)) return seen.get(id) === "open" ? id : undefined;
    seen.set(id, "open");
    const { derived, sides = [] } = figures[id]!;
    for (const source of [...(derived?.from ?? []), ...sides]) {
      const circle = visit(source);
      if (circle !== undefined) return circle;
    }
    seen.set(id, "done");
    return undefined;
  };
  for (const id of Object.keys(figures)) {
    const circle = visit(id);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

const mostProblems = 3;

/** `printed[3].page` of a path. */
function nameOf(path: readonly (string | number)[]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${key}`))
    .join("");
}

/** What a file is that is neither a PDF nor a trace. */
function describe(bytes: Uint8Array): string {
  if (bytes.length === 0) return "an empty file";
  const text = Buffer.from(bytes.subarray(0, 256)).toString("utf8");
  if (/^\s*<(!doctype html|html)/i.test(text)) return "an HTML page";
  if (/^PK/.test(text)) return "a zip archive or an Office document";
  if (/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text.slice(0, 64))) return "a binary file";
  const line = text.trim().split(/\r?\n/)[0] ?? "";
  return `a text that begins with ${quote(line.length > 40 ? `${line.slice(0, 40)}…` : line)}`;
}

function fail(file: string, what: string, hint: string): never {
  const problem: Problem = { place: { file }, what, hint };
  throw new KessanError([problem]);
}
