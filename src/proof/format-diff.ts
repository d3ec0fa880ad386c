import { formatPlace } from "../problem.ts";
import type {
  FactChange,
  FigureChange,
  PrintedFigures,
  Reason,
  SentenceChange,
  SlideDiff,
  TraceDiff,
} from "./diff.ts";
import { formatAmount, formatReport } from "./figure-words.ts";
import { counted, listed, pad, shorten, terminalWidth, widthOf, wrap } from "./terminal-text.ts";

/** A difference for a reader at a terminal of 100 columns. No line break at its end. */
export function formatDiff(diff: TraceDiff): string {
  const { document, facts, slides, labels } = diff;
  if (document.length + facts.length + slides.length + labels.length === 0) {
    return `${headOf(diff)}\nNo difference${diff.sort === "language" ? " in figures, and no sentence is missing" : ""}`;
  }
  const isTouched = slides.filter(({ pages }) => pages.some((page) => page !== null));
  const sections = [
    [headOf(diff), ...(isTouched.length === 0 ? [] : touched(isTouched))],
    document.map(({ field, before, after }) => `${field}: ${before} → ${after}`),
    ...(facts.length === 0 ? [] : [factLines(diff)]),
    ...slides.map((slide) => slideLines(slide, diff)),
    labels.length === 0
      ? []
      : [
          "labels",
          ...labels.flatMap(({ key, before, after, slides }) => [
            `  ${key.replace(/^labels\./, "")}, on ${counted(slides.length, "slide")}`,
            ...minusPlus(before, after),
          ]),
        ],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")
    .replaceAll("\u00a0", " ");
}

function headOf({ sort, before, after }: TraceDiff): string {
  const nameOf = ({ name, lang }: TraceDiff["before"]): string => `${name} (${lang})`;
  if (sort === "draft" && before.name === after.name) return `Two drafts of ${nameOf(after)}`;
  const sorts = { draft: "Two drafts", quarter: "Two quarters", language: "Two languages" } as const;
  return `${sorts[sort]}: ${nameOf(before)} → ${nameOf(after)}`;
}

function touched(slides: readonly SlideDiff[]): readonly string[] {
  const of = (...states: readonly SlideDiff["state"][]): readonly SlideDiff[] =>
    slides.filter(({ state }) => states.includes(state));
  const pages = of("kept", "moved").map(({ pages: [, after] }) => String(after));
  const [added, removed] = [of("added").length, of("removed").length];
  const words = [
    ...(pages.length === 0 ? [] : [`${pages.length === 1 ? "page" : "pages"} ${listed(pages)} touched`]),
    ...(added === 0 ? [] : [`${counted(added, "slide")} added`]),
    ...(removed === 0 ? [] : [`${counted(removed, "slide")} removed`]),
  ];
  return wrap(words.join("; "));
}

function factLines({ facts, sort }: TraceDiff): readonly string[] {
  const what =
    sort === "quarter"
      ? `${counted(facts.length, "figure")} restated since`
      : `${counted(facts.length, "fact")} changed`;
  return [what, ...facts.flatMap((fact) => factWords(fact, sort))];
}

function factWords(
  { figure, name, before, after, changed }: FactChange,
  sort: TraceDiff["sort"],
): readonly string[] {
  const cell = formatPlace((after ?? before)!.cell as Parameters<typeof formatPlace>[0]);
  const wordsOf = (report: FactChange["before"]): string =>
    report === undefined ? "not reported" : formatReport(report.text, report.unit);
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const move =
    old === now ? `${now}, now from ${sourceOf(after)}, was from ${sourceOf(before)}` : `${old} → ${now}`;
  const effect =
    sort === "quarter" || old === now
      ? ""
      : changed.length === 0
        ? "; nothing printed changes"
        : `; ${counted(changed.length, "printed figure")} ${changed.length === 1 ? "changes" : "change"}`;
  return [
    ...wrap(`${name}: ${move}`, { indent: "    ", first: "  " }),
    ...wrap(`${figure} in ${cell}${effect}`, { indent: "      ", first: "    " }),
  ];
}

function sourceOf(report: FactChange["before"]): string {
  const { source = "no source", asOf } = report ?? {};
  return asOf === undefined ? source : `${source} as of ${asOf}`;
}

function slideLines(slide: SlideDiff, diff: TraceDiff): readonly string[] {
  const { figures, sentences, decisions } = slide;
  const isWhole = slide.state === "added" || slide.state === "removed";
  if (isWhole) return [headline(slide), `  ${slide.state}, with ${counted(figures.length, "figure")}`];
  const sorts = (["changed", "added", "removed"] as const).map((change) => ({
    change,
    found: figures.filter((figure) => figure.change === change),
  }));
  return [
    headline(slide),
    ...sorts.flatMap(({ change, found }) =>
      found.length === 0
        ? []
        : [`  ${counted(found.length, "figure")} ${figureWords(change, diff)}`, ...figureLines(found)],
    ),
    ...decisions.flatMap(({ left, relation, right, holds }) =>
      wrap(`wording turned: ${left} is ${holds ? "now" : "no longer"} ${relation} ${right}`, {
        indent: "    ",
        first: "  ",
      }),
    ),
    ...sentences.flatMap((sentence) => sentenceLines(sentence, diff)),
  ];
}

function figureWords(change: FigureChange["change"], { sort, before, after }: TraceDiff): string {
  if (sort !== "language") return change;
  if (change === "changed") return "with another value";
  return `in ${change === "added" ? after.lang : before.lang} alone`;
}

function headline({ slide, title, state, pages: [before, after] }: SlideDiff): string {
  if (slide === "deck") return "every page";
  const page = `page ${after ?? before}${state === "moved" ? `, moved from ${before}` : ""}  `;
  return page + shorten(title, terminalWidth - widthOf(page));
}

function figureLines(figures: readonly FigureChange[]): readonly string[] {
  const rows = figures.map(({ name, before, after, why }) => ({
    name,
    move: moveOf(before, after),
    why: why.map((reason) => reasonWords(reason, after?.figure)).join("; "),
  }));
  const names = Math.min(mostName, Math.max(...rows.map(({ name }) => widthOf(name))));
  const moves = Math.min(mostMove, Math.max(...rows.map(({ move }) => widthOf(move))));
  return rows.flatMap(({ name, move, why }) => {
    const line = `    ${pad(name, names)}  ${move}`;
    if (why === "") return [line];
    const whole = `    ${pad(name, names)}  ${pad(move, moves)}  ${why}`;
    return widthOf(whole) <= terminalWidth
      ? [whole]
      : [line, ...wrap(why, { indent: "        ", first: "        " })];
  });
}

const mostName = 52;
const mostMove = 32;

function moveOf(before: PrintedFigures | undefined, after: PrintedFigures | undefined): string {
  if (before === undefined || after === undefined) return textsOf((after ?? before)!.texts);
  const [old, now] = [distinct(before.texts), distinct(after.texts)];
  if (old.join() === now.join()) return `${textsOf(now)} as before${hiddenMove(before, after)}`;
  const gone = old.filter((text) => !now.includes(text));
  const come = now.filter((text) => !old.includes(text));
  // A text that stays tells nothing of the change
  return gone.length > 0 && come.length > 0
    ? `${textsOf(gone)} → ${textsOf(come)}`
    : `${textsOf(old)} → ${textsOf(now)}`;
}

/** A change that the printed digits do not show. */
function hiddenMove({ value: old, unit }: PrintedFigures, { value: now }: PrintedFigures): string {
  if (old === null || now === null || old === now) return "";
  for (let decimals = 0; decimals < 12; decimals++) {
    const [from, to] = [old, now].map((value) => formatAmount(value, unit, decimals));
    if (from !== to) return ` (${from} → ${to})`;
  }
  return "";
}

function textsOf(texts: readonly string[]): string {
  return distinct(texts).join(", ");
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function reasonWords({ sort, figure, before, after }: Reason, own: string | undefined): string {
  const isOwn = figure === own;
  switch (sort) {
    case "fact":
      return isOwn ? "reported otherwise" : `from ${figure}`;
    case "reported":
      return isOwn ? "now reported" : `${figure} is now reported`;
    case "unreported":
      return isOwn ? "no longer reported" : `${figure} is no longer reported`;
    case "formula":
      return `${isOwn ? "" : `${figure} `}now follows from ${after}, was ${before}`;
    case "rounding":
      return `shown in ${after}, was ${before}`;
    case "settled":
      return `digits now ${settledWords(after!)}, were ${settledWords(before!)}`;
    case "form":
      return "the same value in another form";
    case "places":
      return "printed more or less often";
  }
}

function settledWords(by: string): string {
  const words: Readonly<Record<string, string>> = {
    fact: "as reported",
    derivation: "settled by the inputs",
    report: "reported, which the inputs leave open",
    midpoint: "the middle of what the inputs allow",
    nothing: "none",
    plug: "moved so that a column adds up",
  };
  return by
    .split(" and ")
    .map((each) => words[each] ?? each)
    .join(" and ");
}

function sentenceLines(
  { key, change, before, after, because }: SentenceChange,
  diff: TraceDiff,
): readonly string[] {
  const what =
    diff.sort === "language"
      ? `in ${change === "added" ? diff.after.lang : diff.before.lang} alone`
      : change === "changed"
        ? because === "figures"
          ? "reworded by its figures"
          : "reworded"
        : change;
  return [`  ${key} ${what}`, ...minusPlus(before, after)];
}

function minusPlus(before: string | undefined, after: string | undefined): readonly string[] {
  return [
    ...(before === undefined
      ? []
      : wrap(before.replaceAll("\n", " "), { indent: "      ", first: "    - " })),
    ...(after === undefined ? [] : wrap(after.replaceAll("\n", " "), { indent: "      ", first: "    + " })),
  ];
}
