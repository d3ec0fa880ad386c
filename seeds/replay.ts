import { readCsv } from "../src/facts/csv.ts";
import { type Ledger } from "../src/figures/ledger.ts";
import { parseReference, type Reference } from "../src/figures/reference.ts";
import { agrees } from "./compare.ts";

/** A published figure set against the ledger's. */
export interface Replayed {
  readonly slide: number;
  readonly label: string;
  readonly column: string;
  readonly printed: string;
  readonly reference: string;
  readonly kind: "base" | "derived";
  /** exact: the ledger's value rounds to it; interval: some value that its inputs allow does; wrong: none does. */
  readonly verdict: "exact" | "interval" | "wrong" | "missing";
  /** What the ledger's value rounds to; null where there is none. */
  readonly should: string | null;
  /** By what: the reported fact, or the derivation from other facts. A derived figure is held against its derivation. */
  readonly against: "fact" | "derivation" | "nothing";
}

/** Every row of a table of published figures (see README) against the ledger, by the interval rule. */
export function replay(
  ledger: Ledger,
  { bytes, file }: { readonly bytes: Uint8Array; readonly file: string },
): readonly Replayed[] {
  const { header, records } = readCsv({ bytes, file });
  return records.map(({ cells }) => {
    const row = Object.fromEntries(cells.map(({ text }, index) => [header[index]!.text, text]));
    const { slide, label = "", column = "", printed = "", reference = "", kind, direction } = row;
    const place = { slide: Number(slide), label, column, printed, reference, kind: kind as Replayed["kind"] };
    const found = ledger.find(parse(reference, ledger));
    if (!("figure" in found)) return { ...place, verdict: "missing", should: null, against: "nothing" };
    const { figure } = found;
    // A reported derivation is what is being checked; only its inputs can check it.
    const known = kind === "derived" && figure.derived?.interval ? figure.derived : figure;
    const {
      agrees: agreeing,
      exact,
      should,
    } = agrees({
      printed,
      lo: known.interval?.lo.toFixed() ?? null,
      hi: known.interval?.hi.toFixed() ?? null,
      value: known.value?.toFixed() ?? null,
      scale: figure.unit.power,
      ...(direction === "up" || direction === "down" ? { direction } : {}),
      dash: printed === "—" ? "zero" : "nothing",
    });
    const verdict = exact ? "exact" : agreeing ? "interval" : "wrong";
    return { ...place, verdict, should, against: known === figure ? "fact" : "derivation" };
  });
}

function parse(text: string, { facts }: Ledger): Reference {
  const { calendar, company } = facts;
  const own = calendar.parse("2Q06")!;
  const reference = parseReference(text, { calendar, own, date: "2006-11-09", scenarios: company.scenarios });
  if ("fault" in reference) throw new Error(reference.fault);
  return reference;
}
