import { formatConfirm, type ToConfirm } from "./documents/confirm-file.ts";
import { confirmables } from "./documents/confirm.ts";
import { ownPeriod, planDocument, type Plan } from "./documents/plan.ts";
import { readDocument, type DocumentSource } from "./documents/read-document.ts";
import { rollOutline } from "./documents/roll-outline.ts";
import { findUnrolled } from "./documents/unrolled.ts";
import type { Files, Outputs } from "./effects.ts";
import { fiscalCalendar, type FiscalCalendar } from "./facts/calendar.ts";
import { readCompany } from "./facts/company.ts";
import { isIsoDate } from "./facts/iso-date.ts";
import { factsKnownOn } from "./facts/known-on.ts";
import type { Period } from "./facts/period.ts";
import { readFacts } from "./facts/read.ts";
import { openLedger } from "./figures/ledger.ts";
import { checkName, findDocument, noDocument } from "./find-document.ts";
import { findLocale } from "./locales/index.ts";
import { collect, failOn, KessanError, someOf, withoutDoubles, type Problem } from "./problem.ts";

/** A document to take over for another quarter. */
export interface RollRequest {
  /** The folder of the document. */
  readonly document: string;
  /** The quarter that the new document reports: "1Q06". */
  readonly to: string;
  /** The day on which it is reported, as ISO date; may be missing in a dry run. */
  readonly date?: string;
  /** The name of the new folder; from the name of the old one if left out. */
  readonly as?: string;
  /** Replace the files that are there. */
  readonly force?: boolean;
  /** Write nothing. */
  readonly dryRun?: boolean;
}

/** A document that was rolled forward, and what is left to do. */
export interface RollResult {
  /** The name of the new document. */
  readonly name: string;
  /** The quarter that it reports. */
  readonly period: string;
  /** Missing where none was given. */
  readonly date?: string;
  readonly toConfirm: readonly ToConfirm[];
  /** The text of confirm.yaml. */
  readonly confirm: string;
  /** Files of the old document that stay with it, and what else is to be known of the files, in sentences. */
  readonly remarks: readonly string[];
  /** Slides that are dropped as the facts stand, with those that they miss. */
  readonly dropped: Plan["dropped"];
  /** What is wrong with the new document as the facts stand, apart from what has to be confirmed. */
  readonly problems: readonly Problem[];
  /** Missing where nothing was written. */
  readonly written?: readonly string[];
}

/** The outside world of rolling a document. */
export interface RollEffects {
  readonly files: (folder: string) => Files;
  /** The folder of the new document. */
  readonly outputs: (folder: string) => Outputs;
}

/**
 * Writes a document beside another for another quarter, with a list of what a person has to confirm before it may be built. Throws
 * a KessanError where the old document or the company cannot be read, and where it would replace something unasked.
 */
export async function rollDocument(request: RollRequest, effects: RollEffects): Promise<RollResult> {
  const place = await findDocument(request.document, effects.files);
  if (place === undefined) throw new KessanError([await noDocument(request.document, effects.files)]);
  const { company, name: old } = place;
  const own = effects.files(company);
  await checkName(old, own);
  const calendar = await readCalendar(own);
  const source = await readDocument(own, old);
  const from = ownPeriod(source, { facts: { calendar } });
  const { period, name } = readRequest(request, { calendar, from, old });
  const folder = `documents/${name}`;
  const there = await own.list(folder);
  if (there.length > 0 && request.force !== true && request.dryRun !== true) {
    const hint = "--force replaces its files, --as gives the new document another name";
    throw new KessanError([{ place: { file: own.display(folder) }, what: "is already there", hint }]);
  }

  const taken = await takeOver({ source, own, folder, there, period, ...request });
  const toConfirm = findToConfirm(source, { calendar, from });
  // First, so that nothing is ever there without it; whatever list there was goes
  const list = `${folder}/confirm.yaml`;
  const files = new Map([[list, new TextEncoder().encode("[]")], ...taken.files]);
  const ahead = await lookAhead({ own: withFiles(own, files), name, ...request });
  const remarks = [...taken.remarks, ...ahead.remarks];
  const told = [...remarks, ...ahead.dropped.map(sayDropped), ...ahead.problems.map(({ what }) => what)];
  const confirm = formatConfirm(toConfirm, { old, period: period.id, remarks: [...new Set(told)] });
  files.set(list, new TextEncoder().encode(confirm));
  const { date, dryRun } = request;
  const result = {
    name,
    period: period.id,
    ...(date !== undefined && { date }),
    toConfirm,
    confirm,
    ...ahead,
    remarks,
  };
  if (dryRun === true) return result;
  const outputs = effects.outputs(`${company}/${folder}`);
  const named = new Map([...files].map(([path, bytes]) => [path.slice(folder.length + 1), bytes]));
  await outputs.check([...named.keys()]);
  await outputs.write(named);
  return { ...result, written: [...files.keys()].map((path) => own.display(path)) };
}

async function readCalendar(own: Files): Promise<FiscalCalendar> {
  const bytes = await own.read("company.yaml");
  const file = own.display("company.yaml");
  if (bytes === undefined) throw new KessanError([{ place: { file }, what: "is missing" }]);
  return fiscalCalendar(readCompany({ bytes, file }).fiscalYear);
}

/** Throws a KessanError with all that is wrong with the options. */
function readRequest(
  { to, date, as, dryRun }: RollRequest,
  { calendar, from, old }: { readonly calendar: FiscalCalendar; readonly from: Period; readonly old: string },
): { readonly period: Period; readonly name: string } {
  const problems: Problem[] = [];
  const period = calendar.parse(to);
  if (period?.kind !== "quarter")
    problems.push({ what: `--to: expected a quarter such as 2Q06, got "${to}"` });
  else if (period.id === from.id)
    problems.push({
      what: `--to: ${old} reports ${from.id} itself`,
      hint: "name the quarter of the new document",
    });
  if (date === undefined && dryRun !== true)
    problems.push({
      what: "--date is missing: the day on which the new document is published",
      hint: "write it as --date 2006-11-09; only --dry-run can do without",
    });
  if (date !== undefined && !isIsoDate(date))
    problems.push({ what: `--date: expected a date such as 2006-11-09, got "${date}"` });
  const name = as ?? rolledName(old, { from: from.id, to });
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(name))
    problems.push({
      what: `--as: expected a name of letters, digits, hyphens and dots, got "${name}"`,
      hint: "the new folder lies beside the old one",
    });
  else if (name === old)
    problems.push({
      what: `--as: "${name}" is the document that is rolled forward`,
      hint: "give the new one another name",
    });
  failOn(problems);
  return { period: period!, name };
}

/** The name with the id of its quarter replaced, in capitals or not; with the new quarter behind it where it holds none. */
function rolledName(old: string, { from, to }: { readonly from: string; readonly to: string }): string {
  const named = new RegExp(`(?<![\\p{L}\\p{N}])${from}(?![\\p{L}\\p{N}])`, "giu");
  if (!named.test(old)) return `${old}-${to.toLowerCase()}`;
  return old.replaceAll(named, (id) => (id === id.toLowerCase() ? to.toLowerCase() : to));
}

/** Files that hold judgements of the old quarter: they stay with it. */
const judgements: Readonly<Record<string, string>> = {
  "accepted.yaml": "its findings were judged for the old quarter",
  "overrides.yaml": "its cells are those of the old quarter",
  "confirm.yaml": "what it confirms was confirmed for the old quarter",
};

/** The files of the new document but for confirm.yaml, by path in the company's folder, and what is to be said of the others. */
async function takeOver({
  source,
  own,
  folder,
  there,
  period,
  date,
}: {
  readonly source: DocumentSource;
  readonly own: Files;
  /** The new folder, and the files that it has already. */
  readonly folder: string;
  readonly there: readonly string[];
  readonly period: Period;
  readonly date?: string;
}): Promise<{ readonly files: ReadonlyMap<string, Uint8Array>; readonly remarks: readonly string[] }> {
  const files = new Map<string, Uint8Array>();
  const remarks: string[] = [];
  const from = `documents/${source.name}`;
  for (const path of await own.list(from)) {
    const name = path.slice(from.length + 1);
    const bytes = await own.read(path);
    if (bytes === undefined) continue;
    if (name === "outline.yaml") {
      const { value, placeOf } = source.outline;
      const values = { period: period.id, date: date ?? value.date };
      files.set(`${folder}/${name}`, rollOutline({ bytes, file: own.display(path), placeOf }, values));
    } else if (name === "left-out.yaml" || /^text\.[A-Za-z-]+\.yaml$/.test(name)) {
      files.set(`${folder}/${name}`, bytes);
      if (name === "left-out.yaml")
        remarks.push(`${name} is taken over as it is: see whether it still holds`);
    } else {
      const why = judgements[name] ?? "no document reads it";
      remarks.push(`${name} of ${source.name} is not taken over: ${why}`);
    }
  }
  const stays = there.filter((path) => !files.has(path) && path !== `${folder}/confirm.yaml`);
  remarks.push(
    ...stays.map((path) => `${path.slice(folder.length + 1)} was there already and stays as it is`),
  );
  return { files, remarks };
}

/** What no machine can roll, and what somebody listed by hand when the old document was rolled forward itself. */
function findToConfirm(
  { outline, texts, literals, confirmations }: DocumentSource,
  { calendar, from }: { readonly calendar: FiscalCalendar; readonly from: Period },
): readonly ToConfirm[] {
  const has = confirmables(outline, [...texts.values()]);
  const found = findUnrolled({ has, literals: literals.map(({ text }) => text), calendar, own: from });
  const known = new Set(found.map(({ sort, key }) => `${sort} ${key}`));
  const listed = confirmations.flatMap(({ sort, key, why, now }) =>
    now === undefined || known.has(`${sort} ${key}`) ? [] : [{ ...now, sort, why }],
  );
  return [...found, ...listed].map(({ sort, key, why, of, written }) => {
    const { text } = written.find(({ lang }) => lang === "en") ?? written[0]!;
    return { sort, key, why, of, was: text.trim() };
  });
}

/** What is dropped from the new document and what is wrong with it as the facts stand, whatever has to be confirmed. Without a date, all facts are known. */
async function lookAhead({
  own,
  name,
  date,
}: {
  readonly own: Files;
  readonly name: string;
  readonly date?: string;
}): Promise<Pick<RollResult, "dropped" | "problems" | "remarks">> {
  const problems: Problem[] = [];
  const dropped = new Map<string, Set<string>>();
  const later = new Set<string>();
  await collect(problems, async () => {
    const source = { ...(await readDocument(own, name)), confirmations: [] };
    const facts = await readFacts(own);
    const ledger = openLedger(date === undefined ? facts : factsKnownOn(facts, date));
    for (const lang of source.languages) {
      await collect(problems, async () => {
        const onDropped = ({ slide, missing }: Plan["dropped"][number]): void => {
          dropped.set(slide, new Set([...(dropped.get(slide) ?? []), ...missing]));
          for (const id of missing) {
            const day = ledger.knownLater(id);
            if (day !== undefined) later.add(`${id} on ${day}`);
          }
        };
        planDocument({ source, ledger, locale: findLocale(lang), onDropped });
      });
    }
  });
  return {
    dropped: [...dropped].map(([slide, missing]) => ({ slide, missing: [...missing] })),
    problems: withoutDoubles(problems),
    remarks:
      later.size === 0 ? [] : [`slides miss facts that are known only after ${date}: ${someOf([...later])}`],
  };
}

function sayDropped({ slide, missing }: Plan["dropped"][number]): string {
  return `slide "${slide}" is dropped: nobody reports ${someOf(missing)}`;
}

/** The files of a folder with others in front of them. */
function withFiles(own: Files, front: ReadonlyMap<string, Uint8Array>): Files {
  return {
    read: async (path) => front.get(path) ?? own.read(path),
    list: async (folder) => {
      const isIn = (path: string): boolean => path.slice(0, Math.max(0, path.lastIndexOf("/"))) === folder;
      return [...new Set([...(await own.list(folder)), ...[...front.keys()].filter(isIn)])].sort();
    },
    folders: (folder) => own.folders(folder),
    display: (path) => own.display(path),
  };
}
