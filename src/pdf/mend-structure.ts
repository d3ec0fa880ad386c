import { isContent, isElement, type Content, type Element, type Kid } from "./structure.ts";

/**
 * The tag tree as a reader of ISO 32000-1, 14.8.4 expects it, from the one that a browser writes: a section a page, lists of
 * labels and bodies, one figure a picture, notes, and no elements that say nothing (NonStruct). `speaks` says which content
 * has a text or a picture; backgrounds, rules and borders outside of figures leave the tree.
 */
export function mendStructure(
  tree: readonly Element[],
  speaks: (content: Content) => boolean,
): readonly Element[] {
  return tree.flatMap((root) => elementOf(root)).filter(isElement);

  function elementOf(element: Element): readonly Kid[] {
    const { type } = element;
    if (type === "Figure") return figure(element);
    const kids = element.kids.flatMap((kid) => kidOf(kid));
    if (type === "NonStruct") return loose(element, kids);
    if (type === "Document") return [{ ...element, kids: documentKids(element) }];
    if (type === "Aside") return whole({ ...element, type: "Note", kids: either(kids) });
    if (type === "L") return whole({ ...element, kids: listItems(kids) });
    if (type === "LI") return whole({ ...element, kids: labelAndBody(kids) });
    if (type === "Table") return [{ ...element, kids: unwrapped(kids).filter(isElement) }];
    if (type === "TR") return [{ ...element, kids: unwrapped(kids).filter(isElement) }];
    if (cells.has(type)) return [{ ...element, kids: either(kids) }];
    if (textual.has(type)) return whole({ ...element, kids: unwrapped(kids) });
    return whole({ ...element, kids: blocks(kids) });
  }

  function kidOf(kid: Kid): readonly Kid[] {
    if (isElement(kid)) return elementOf(kid);
    return isContent(kid) && !speaks(kid) ? [] : [kid];
  }

  /** Every page of the document's is a child of it. */
  function documentKids({ kids }: Element): readonly Kid[] {
    return kids.flatMap((kid) => {
      if (!isElement(kid) || kid.type !== "NonStruct") return blocks(kidOf(kid));
      const inner = blocks(kid.kids.flatMap((one) => kidOf(one)));
      return whole({ ...kid, type: "Sect", kids: inner });
    });
  }

  /** One figure for a picture, however many its parts call themselves; a frame without an alternative text is none. */
  function figure(element: Element): readonly Kid[] {
    const inner = elementsIn(element.kids);
    const isFrame = !element.hasAlt && inner.some(({ type }) => type === "Figure" || type === "Caption");
    const isTable = inner.some(({ type }) => type === "Table");
    if (!isFrame && !isTable) return whole({ ...element, kids: contentIn(element.kids) });
    return whole({ ...element, type: "Div", kids: blocks(element.kids.flatMap((kid) => kidOf(kid))) });
  }
}

/** Types that hold text, and what stands in a line with it. */
const textual: ReadonlySet<string> = new Set(
  "P H H1 H2 H3 H4 H5 H6 Lbl Span Quote Reference Code Link Strong Em".split(" "),
);

const inline: ReadonlySet<string> = new Set("Span Quote Reference Code Link Strong Em".split(" "));

/** Types that hold text or blocks. */
const cells: ReadonlySet<string> = new Set(["TH", "TD", "LBody", "Caption", "Note"]);

/** Text in an element of the browser's that says nothing of it: a paragraph, or part of the text around it. */
const line = "NonStruct";

function isLine(kid: Kid): kid is Element {
  return isElement(kid) && kid.type === line;
}

function isInline(kid: Kid): boolean {
  return !isElement(kid) || inline.has(kid.type);
}

/** What stands for an element without meaning: its text as it is, one line, or the blocks in it. */
function loose(element: Element, kids: readonly Kid[]): readonly Kid[] {
  if (kids.length === 0) return [];
  const isText = element.kids.every((kid) => !isElement(kid));
  if (isText) return kids;
  const parts = kids.filter((kid) => isLine(kid) || isInline(kid));
  const hasBlocks = parts.length < kids.length || areLines(kids);
  if (hasBlocks) return runs(kids);
  return [{ ...element, kids: unwrapped(kids) }];
}

/** Two or more lines and nothing between them. */
function areLines(kids: readonly Kid[]): boolean {
  return kids.length > 1 && kids.every(isLine);
}

/** The kids with what stands side by side in a line put into one. */
function runs(kids: readonly Kid[]): readonly Kid[] {
  const found: Kid[] = [];
  let run: Kid[] = [];
  const close = (): void => {
    if (run.length > 0) found.push({ type: line, kids: run });
    run = [];
  };
  for (const kid of kids) {
    if (isInline(kid)) run.push(kid);
    else {
      close();
      found.push(kid);
    }
  }
  close();
  return found;
}

/** Kids of an element that holds blocks: lines are paragraphs. */
function blocks(kids: readonly Kid[]): readonly Kid[] {
  return runs(kids).map((kid) => (isLine(kid) ? { ...kid, type: "P" } : kid));
}

/** Kids of an element that holds text. */
function unwrapped(kids: readonly Kid[]): readonly Kid[] {
  return kids.flatMap((kid) => (isLine(kid) ? kid.kids : [kid]));
}

/** Kids of an element that holds one or the other. */
function either(kids: readonly Kid[]): readonly Kid[] {
  const hasBlocks = kids.some((kid) => !isLine(kid) && !isInline(kid)) || areLines(kids);
  return hasBlocks ? blocks(kids) : unwrapped(kids);
}

/** Items of a list (ISO 32000-1, table 336): what else stands in it is an item too. */
function listItems(kids: readonly Kid[]): readonly Kid[] {
  return runs(kids).flatMap((kid) => {
    if (isElement(kid) && ["LI", "L", "Caption"].includes(kid.type)) return [kid];
    return whole({ type: "LI", kids: labelAndBody([kid]) });
  });
}

function labelAndBody(kids: readonly Kid[]): readonly Kid[] {
  const isPart = (kid: Kid): boolean => isElement(kid) && (kid.type === "Lbl" || kid.type === "LBody");
  const [parts, rest] = [kids.filter(isPart), kids.filter((kid) => !isPart(kid))];
  return [...parts, ...whole({ type: "LBody", kids: either(rest) })];
}

/** Nothing for an element that holds nothing. */
function whole(element: Element): readonly Element[] {
  return element.kids.length === 0 ? [] : [element];
}

function elementsIn(kids: readonly Kid[]): readonly Element[] {
  return kids.filter(isElement).flatMap((kid) => [kid, ...elementsIn(kid.kids)]);
}

function contentIn(kids: readonly Kid[]): readonly Kid[] {
  return kids.flatMap((kid) => (isElement(kid) ? contentIn(kid.kids) : [kid]));
}
