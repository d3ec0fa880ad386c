import { parseUnit } from "../facts/unit.ts";
import { powerOfTen } from "../figures/exact.ts";
import { readNumber } from "./read-number.ts";
import type { Trace, TracedPrint } from "./trace.ts";

/**
 * Every printed figure of a document as comma-separated values (RFC 4180, UTF-8), in order of printing: where it stands and its
 * text, the number that it shows in its unit (empty for a dash and for words), its reference, and what it is called.
 */
export function formatFigures({ printed, figures, document }: Trace): string {
  const lines = printed.map((print) => {
    const { label = "", period = "", value = "" } = figures[print.figure] ?? {};
    return [
      String(print.page),
      text(print.slide),
      text(print.text),
      printedNumber(print, { exact: print.value ?? value ?? "", lang: document.lang }),
      text(print.unit),
      text(print.figure),
      text(label),
      text(period),
    ];
  });
  const head = ["page", "slide", "text", "value", "unit", "reference", "label", "period"];
  return [head, ...lines].map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
}

/** The digits of a print as a plain decimal in its unit, empty where it has none, with the sign of the figure: words beside a number may say it. */
export function printedNumber(
  { text, unit: name, decimals }: Pick<TracedPrint, "text" | "unit" | "decimals" | "figure">,
  { exact, lang }: { readonly exact: string; readonly lang: string },
): string {
  const number = readNumber(text, lang);
  if (number?.value == null) return "";
  const unit = parseUnit(name);
  const worth = number.power === undefined || "what" in unit ? 0 : unit.power;
  const size = number.value.abs().div(powerOfTen(worth));
  return (exact.startsWith("-") && !size.isZero() ? size.neg() : size).toFixed(decimals);
}

/** Words that a spreadsheet program would take for a formula get an apostrophe before them; signed numbers are none. */
function text(words: string): string {
  return /^[=+\-@\t\r]/.test(words) && !/^[+-]?[\d.,\s]+\s?%?$/.test(words) ? `'${words}` : words;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
