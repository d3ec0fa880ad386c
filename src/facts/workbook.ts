import { KessanError } from "../problem.ts";
import { isoDate } from "./iso-date.ts";
import { builtInFormat, readNumberFormat, type NumberFormat } from "./number-format.ts";
import { openPackage, type PackageParts } from "./package-parts.ts";
import { isTrue, readSheet, type Sheet } from "./sheet.ts";
import { stringReader } from "./string-items.ts";
import type { NamedBytes } from "./text.ts";

/** An Excel workbook (ECMA-376). Sheets are read when they are asked for. */
export interface Workbook {
  readonly file: string;
  /** Sheets that can hold cells, in their order. */
  readonly names: readonly string[];
  /** Throws a KessanError if the sheet cannot be read. */
  sheet(name: string): Sheet | undefined;
  /** The day that a number stands for in the date system of the workbook, as ISO; undefined if there is none. */
  dateOf(serial: string): string | undefined;
  /** Whether a formula takes something from another workbook, by itself or by a name. */
  isLinked(formula: string): boolean;
  /** Why results of formulas may be older than their inputs; undefined where the program that saved it has calculated them. */
  readonly stale?: string;
}

/** Opens a workbook. Throws a KessanError for what is none, and for what is damaged. */
export function openWorkbook({ bytes, file }: NamedBytes): Workbook {
  refuseOther({ bytes, file });
  const parts = openPackage({ bytes, file });
  const main = parts.main;
  if (main === undefined) throw fault(file, "is no workbook: a zip archive of something else");
  if (main.endsWith(".bin")) throw fault(file, "is a binary workbook (.xlsb)", SAVE_AS);
  const linkedNames: string[] = [];
  let name: string | undefined;
  const listed: { readonly name: string; readonly id: string; readonly isHidden: boolean }[] = [];
  let [is1904, recalculates, isManual] = [false, false, false];
  parts.walk(main, {
    open(tag, attributes) {
      if (tag === "definedName") name = attributes["name"];
      if (tag === "workbookPr") is1904 = isTrue(attributes["date1904"]);
      if (tag === "calcPr") {
        recalculates = isTrue(attributes["fullCalcOnLoad"]);
        isManual = attributes["calcMode"] === "manual" && attributes["calcOnSave"] === "0";
      }
      if (tag !== "sheet") return;
      const id = attributes["r:id"] ?? valueOf(attributes, ":id") ?? "";
      const isHidden = (attributes["state"] ?? "visible") !== "visible";
      listed.push({ name: attributes["name"] ?? "", id, isHidden });
    },
    close(tag) {
      if (tag === "definedName") name = undefined;
    },
    text(text) {
      if (name !== undefined && LINK.test(text)) linkedNames.push(name.toLowerCase());
    },
  });
  if (listed.length === 0) throw fault(file, "is no workbook: it has no sheets", SAVE_AS);
  const related = parts.relationsOf(main);
  const targetOf = (sort: string): string | undefined =>
    related.find(({ type }) => type.endsWith(`/${sort}`))?.target;
  const sheets = listed.flatMap((sheet) => {
    const relation = related.find(({ id, type }) => id === sheet.id && type.endsWith("/worksheet"));
    return relation === undefined ? [] : [{ ...sheet, part: relation.target }];
  });
  const shared = once(() => readSharedStrings(parts, targetOf("sharedStrings")));
  const formats = once(() => readFormats(parts, targetOf("styles")));
  const read = new Map<string, Sheet>();
  const stale = recalculates
    ? "the file asks to be calculated when it is opened"
    : isManual
      ? "the file is saved without being calculated"
      : targetOf("calcChain") === undefined
        ? "the program that wrote the file did not list what it calculated"
        : undefined;
  return {
    file,
    names: sheets.map(({ name }) => name),
    ...(stale !== undefined && { stale }),
    isLinked: (formula) => {
      const words = formula.toLowerCase().split(/[^\p{L}\p{N}_.\\]+/u);
      return LINK.test(formula) || linkedNames.some((linked) => words.includes(linked));
    },
    dateOf: (serial) => dateOf(Number(serial), is1904),
    sheet(name) {
      const found = sheets.find((sheet) => sheet.name === name);
      if (found === undefined) return undefined;
      if (!read.has(name)) {
        const { part, isHidden } = found;
        read.set(
          name,
          readSheet({ parts, part, name, isHidden, file, shared: shared(), formats: formats() }),
        );
      }
      return read.get(name);
    },
  };
}

/** Other workbooks are numbered: `[1]Sheet1!A1`, `'[1]Sheet 1'!A1`. */
const LINK = /\[\d+\][^[\]]*!/;

const SAVE_AS = "open it in its program and save it as .xlsx";

/** Compound files hold workbooks of the old form, and encrypted ones of the new. */
function refuseOther({ bytes, file }: NamedBytes): void {
  if (bytes.length === 0) throw fault(file, "is empty");
  const starts = (...start: readonly number[]): boolean => start.every((byte, at) => bytes[at] === byte);
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) {
    const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
      Buffer.from("EncryptedPackage", "utf16le"),
    );
    throw isEncrypted
      ? fault(file, "is encrypted", "save it as .xlsx without a password")
      : fault(file, "is a workbook of the old form (.xls)", SAVE_AS);
  }
  if (starts(0x50, 0x4b)) return;
  const isText = !bytes.subarray(0, 512).includes(0);
  throw fault(
    file,
    `is no workbook: ${isText ? "it is a text file with the name of one" : "not a zip archive"}`,
    isText ? "save it as .xlsx; a file of comma-separated values is named .csv" : SAVE_AS,
  );
}

function readSharedStrings(parts: PackageParts, part: string | undefined): readonly string[] {
  const strings: string[] = [];
  if (part === undefined) return strings;
  const reader = stringReader();
  parts.walk(part, {
    ...reader,
    close(name) {
      reader.close(name);
      if (name === "si") strings.push(reader.take());
    },
  });
  return strings;
}

/** The number format of every style that a cell can have. */
function readFormats(parts: PackageParts, part: string | undefined): readonly NumberFormat[] {
  if (part === undefined) return [];
  const declared = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  parts.walk(part, {
    open(name, attributes) {
      if (name === "numFmt") declared.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "");
      if (name === "cellXfs") inCells = true;
      if (name === "xf" && inCells) ids.push(Number(attributes["numFmtId"] ?? 0));
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  const known = new Map<number, NumberFormat>();
  return ids.map((id) => {
    if (!known.has(id)) known.set(id, readNumberFormat(declared.get(id) ?? builtInFormat(id)));
    return known.get(id)!;
  });
}

/** Day 60 of the 1900 system is the 29th of February 1900, which never was. */
function dateOf(serial: number, is1904: boolean): string | undefined {
  if (!(serial >= 0 && serial < 2_958_466)) return undefined;
  const days = Math.floor(serial);
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const date = new Date(epoch + days * 86_400_000);
  return isoDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

function valueOf(attributes: Readonly<Record<string, string>>, ending: string): string | undefined {
  return Object.entries(attributes).find(([name]) => name.endsWith(ending))?.[1];
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function fault(file: string, what: string, hint?: string): KessanError {
  return new KessanError([{ place: { file }, what, ...(hint !== undefined && { hint }) }]);
}
