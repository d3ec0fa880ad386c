/// <reference lib="dom" />
import type { PanelData } from "./panel-data.ts";

/** Runs in the report's page, which holds its text: search, tables that sort, and the panel of a figure. Uses nothing from outside of itself. */
export function inPage(): void {
  const find = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
  const all = (selector: string, within: ParentNode = document): HTMLElement[] => [
    ...within.querySelectorAll<HTMLElement>(selector),
  ];
  const data = JSON.parse(find("data").textContent) as PanelData;
  const panel = find("panel");
  let opener: HTMLElement | undefined;

  /** An element with a class, text or children. */
  const make = (tag: string, name: string, ...children: (Node | string | undefined)[]): HTMLElement => {
    const element = document.createElement(tag);
    if (name !== "") element.className = name;
    element.append(...children.filter((child) => child !== undefined));
    return element;
  };
  const link = (href: string, text: string): HTMLElement => {
    const element = make("a", "", text);
    element.setAttribute("href", href);
    return element;
  };

  const nameOf = (index: number): string => data.figures[index]!.labels.find((label) => label !== null) ?? "";

  /** A figure by its reference; opens the panel for it. */
  const opening = (index: number): HTMLElement => {
    const button = make("button", "tie-panel-ref", data.figures[index]!.ref);
    button.addEventListener("click", () => showFigure(index));
    return button;
  };

  /** What a figure is made of, down to the cells. What was told once is not told again; what only checks a cell is folded. */
  const originOf = (index: number, told: Set<number>, isUnfolded = false): HTMLElement => {
    const { value, interval, reported, derived, outcome } = data.figures[index]!;
    const item = make(
      "li",
      "",
      make(
        "div",
        "tie-panel-figure",
        opening(index),
        make("span", "tie-panel-name", nameOf(index)),
        make("b", "", value),
      ),
    );
    if (told.has(index)) {
      if (derived !== undefined) item.append(make("p", "tie-panel-more", "as above"));
      return item;
    }
    told.add(index);
    if (outcome !== undefined) item.append(make("p", "tie-panel-more", `no value: ${outcome}`));
    if (reported !== undefined) {
      const cell = link(`#c${index}`, reported.cell);
      cell.className = "tie-panel-cell";
      const more = [reported.source, reported.note].filter((part) => part !== undefined).join(", ");
      item.append(
        make(
          "p",
          "tie-panel-reported",
          "cell ",
          cell,
          ` says ${reported.text}`,
          more === "" ? "" : ` (${more})`,
        ),
      );
    }
    if (interval !== undefined) item.append(make("p", "tie-panel-more", `known to lie in ${interval}`));
    if (derived !== undefined) {
      const { formula, from, value: gives, interval: within } = derived;
      const said =
        gives === undefined ? "" : ` gives ${gives}${within === undefined ? "" : `, in ${within}`}`;
      const inputs = make("ul", "", ...[...new Set(from)].map((input) => originOf(input, told)));
      if (reported === undefined)
        item.append(make("p", "tie-panel-formula", make("code", "", `= ${formula}`)), inputs);
      else {
        const fold = make(
          "details",
          "",
          make("summary", "tie-panel-formula", make("code", "", `= ${formula}`), said),
          inputs,
        );
        if (isUnfolded) fold.setAttribute("open", "");
        item.append(fold);
      }
    }
    return item;
  };

  const placesOf = (index: number, slide: number): HTMLElement => {
    const list = make("ul", "tie-panel-places");
    data.prints.forEach((prints, document) => {
      const own = prints.flatMap((print, at) => (print[0] === index ? [{ print, at }] : []));
      if (own.length === 0) {
        list.append(make("li", "", make("b", "", data.langs[document]!), " does not print it"));
        return;
      }
      for (const { print, at } of own) {
        const { page, id } = data.slides[print[1]]!;
        const to = link(`#p${document}-${at}`, `${page} ${id}`);
        const here = print[1] === slide ? " tie-here" : "";
        list.append(
          make(
            "li",
            here.trim(),
            make("b", "", data.langs[document]!),
            " ",
            to,
            " ",
            make("span", "tie-panel-text", print[2]),
          ),
        );
      }
    });
    return list;
  };

  /** Fills and opens the panel: for one place that a figure is printed at, or for the figure alone. */
  const show = (of: { figure: number; document?: number; at?: number }): void => {
    const figure = data.figures[of.figure];
    const print =
      of.document === undefined || of.at === undefined ? undefined : data.prints[of.document]![of.at];
    const close = make("button", "tie-panel-close", "Close");
    close.addEventListener("click", hide);
    if (figure === undefined) {
      panel.replaceChildren(close, make("p", "", `${print?.[2] ?? ""} leads to no figure of the trace`));
      panel.hidden = false;
      return;
    }
    const slide = print?.[1] ?? -1;
    const first = make("div", "tie-panel-column");
    first.append(make("p", "tie-panel-print", print?.[2] ?? figure.value));
    for (const label of new Set(figure.labels))
      if (label !== null) first.append(make("p", "tie-panel-label", label));
    first.append(make("p", "tie-panel-reference", figure.ref));
    const facts = make("dl", "tie-panel-facts");
    const tell = (name: string, ...value: (Node | string)[]): void => {
      facts.append(make("dt", "", name), make("dd", "", ...value));
    };
    tell("Exact value", print?.[5] ?? figure.value);
    if (figure.interval !== undefined) tell("Known to lie in", figure.interval);
    data.prints.forEach((prints, document) => {
      const same = prints.filter(
        (other, at) =>
          other[0] === of.figure &&
          (slide === -1 || other[1] === slide) &&
          (document !== of.document || at === of.at),
      );
      const said = new Map(same.map((other) => [`${other[2]} ${other[3]} ${other[4]}`, other]));
      if (said.size === 0)
        tell(data.langs[document]!, slide === -1 ? "not printed" : "not printed on this slide");
      for (const [, other] of said) {
        const by = make("span", `tie-by ${classes[other[3]] ?? ""}`, other[3]);
        tell(data.langs[document]!, make("b", "", other[2]), " ", by, ` in ${data.roundings[other[4]]}`);
      }
    });
    first.append(facts);
    for (const index of figure.findings ?? []) {
      const { id, text, state } = data.findings[index]!;
      first.append(make("p", `tie-panel-finding ${state}`, link(`#${id}`, state), ` ${text}`));
    }
    const second = make("div", "tie-panel-column tie-panel-origin", make("h2", "", "Source and formula"));
    second.append(make("ul", "", originOf(of.figure, new Set(), print?.[3] !== "fact")));
    const third = make("div", "tie-panel-column", make("h2", "", "Printed at"), placesOf(of.figure, slide));
    const made = data.figures.flatMap(({ derived }, at) =>
      derived?.from.includes(of.figure) === true ? [at] : [],
    );
    if (made.length > 0) {
      third.append(make("h2", "", "Figures made of it"));
      third.append(make("ul", "tie-panel-made", ...made.map((at) => make("li", "", opening(at)))));
    }
    panel.replaceChildren(close, first, second, third);
    panel.hidden = false;
    panel.scrollTop = 0;
  };

  const classes: Readonly<Record<string, string>> = {
    fact: "fact",
    derived: "derivation",
    reported: "report",
    midpoint: "midpoint",
    plug: "plug",
    "no value": "nothing",
  };

  const markCurrent = (mark: Element | null): void => {
    for (const current of all("[aria-current]")) current.removeAttribute("aria-current");
    for (const same of all(".tie-same")) same.classList.remove("tie-same");
    if (mark === null) return;
    mark.setAttribute("aria-current", "true");
    const row = mark.getAttribute("href")!;
    document.getElementById(row.slice(1))?.classList.add("tie-same");
    for (const same of all(`.tie-picture > a[href="${row}"]`)) same.classList.add("tie-same");
  };

  const showFigure = (index: number): void => {
    for (const [document, prints] of data.prints.entries()) {
      const at = prints.findIndex(([figure]) => figure === index);
      if (at !== -1 && showMark(`p${document}-${at}`)) return;
    }
    markCurrent(null);
    show({ figure: index });
  };

  /** Opens the panel for the outline with this id, and brings it into view. False if it is no outline. */
  const showMark = (id: string): boolean => {
    const named = /^p(\d+)-(\d+)$/.exec(id);
    const print = named === null ? undefined : data.prints[Number(named[1])]?.[Number(named[2])];
    if (named === null || print === undefined) return false;
    const mark = document.getElementById(id);
    // A second time leads on, from the outline into what it opened
    if (mark !== null && mark === document.activeElement && mark.hasAttribute("aria-current")) panel.focus();
    show({ figure: print[0], document: Number(named[1]), at: Number(named[2]) });
    markCurrent(mark);
    if (mark !== null) {
      const slide = mark.closest<HTMLElement>(".tie-slide");
      if (slide?.hidden === true) search("");
      // The picture as a whole, where there is room for it above the panel
      const picture = mark.closest(".tie-picture")!.getBoundingClientRect();
      const room = window.innerHeight - panel.getBoundingClientRect().height - 60;
      (picture.height < room ? mark.closest(".tie-figure")! : mark).scrollIntoView({ block: "nearest" });
    }
    try {
      history.replaceState(null, "", `#${id}`);
    } catch {
      // A page without an address of its own has no place for it
    }
    return true;
  };

  const hide = (): void => {
    panel.hidden = true;
    markCurrent(null);
    opener?.focus({ preventScroll: true });
    opener = undefined;
  };

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to = (event.target as Element).closest("a");
    const id = to?.getAttribute("href")?.slice(1) ?? "";
    const mark = to?.matches(".tie-picture > a") === true ? to.id : id;
    if (to !== null && showMark(mark)) {
      event.preventDefault();
      if (!panel.contains(to)) opener = to;
    } else if (id !== "" && document.getElementById(id)?.closest("[hidden]")) search("");
  });

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const isTyping = target instanceof HTMLInputElement && target.type === "search";
    if (key === "Escape" && !panel.hidden) hide();
    else if (key === "Escape" && isTyping) search("");
    else if (key === "/" && !isTyping) {
      event.preventDefault();
      find<HTMLInputElement>("search").select();
      find("search").focus();
    } else if (target instanceof HTMLElement && target.matches(".tie-picture > a")) {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
      const marks = all(":scope > a", target.parentElement!);
      const next = step === undefined ? undefined : marks[marks.indexOf(target) + step];
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
      if (!panel.hidden) showMark(next.id);
    }
  });

  /** The same figure on the pictures of all languages, and its row. */
  const twins = (event: Event): void => {
    const target = event.target as Element;
    const mark = target.closest(".tie-picture > a");
    const row = mark?.getAttribute("href")?.slice(1) ?? target.closest(".tie-slide tr[id]")?.id;
    for (const twin of all(".tie-twin")) twin.classList.remove("tie-twin");
    if (row === undefined) return;
    document.getElementById(row)?.classList.add("tie-twin");
    for (const twin of all(`.tie-picture > a[href="#${row}"]`)) twin.classList.add("tie-twin");
  };
  document.addEventListener("pointerover", twins);
  document.addEventListener("focusin", twins);

  // Search. Numbers are found as a whole, with or without commas: 811 is not found in 1,811
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/\s/g, " ")
      .replaceAll("−", "-")
      .replace(/(\d),(?=\d{3}(?!\d))/g, "$1");
  const rows = all(".tie-table > tbody > tr, .tie-finding");
  const texts = new Map<Element, string>();
  const textOf = (row: HTMLElement): string => {
    const known = texts.get(row);
    if (known !== undefined) return known;
    const parts = row instanceof HTMLTableRowElement ? [...row.cells] : [row];
    const text = plain(parts.map((part) => part.textContent).join("\n"));
    texts.set(row, text);
    return text;
  };
  const search = (query: string): void => {
    const box = find<HTMLInputElement>("search");
    if (box.value !== query) box.value = query;
    const words = plain(query)
      .split(/\s+/)
      .filter((word) => word !== "");
    const patterns = words.map((word) => {
      const start = /^\d/.test(word) ? "(?<![\\d.])" : "";
      const end = /\d$/.test(word) ? "(?!\\d|\\.\\d)" : "";
      return new RegExp(start + word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") + end);
    });
    const isOut = (row: HTMLElement): boolean => patterns.some((pattern) => !pattern.test(textOf(row)));
    let shown = 0;
    for (const row of rows) {
      row.hidden = isOut(row);
      if (!row.hidden) shown++;
    }
    const hidden = new Set(rows.filter((row) => row.hidden).map(({ id }) => id));
    for (const mark of all(".tie-picture > a")) {
      mark.classList.toggle("tie-out", hidden.has(mark.getAttribute("href")!.slice(1)));
    }
    // Slides and lists that hold nothing of what is searched
    const isSearching = patterns.length > 0;
    for (const part of all(".tie-slide, .tie-part, .tie-findings, .tie-section > .tie-table")) {
      part.hidden =
        isSearching && !all(".tie-table > tbody > tr, .tie-finding", part).some((row) => !row.hidden);
    }
    find("found").textContent = isSearching ? `${shown} of ${rows.length} rows` : "";
  };
  const form = document.querySelector<HTMLFormElement>(".tie-search")!;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  find("search").addEventListener("input", () => search(find<HTMLInputElement>("search").value));

  // Sorting: up, down, and back to the order of the document
  const keyOf = (row: HTMLTableRowElement, column: number, sort: string): string | number | undefined => {
    const cell = row.cells[column]!;
    if (sort === "text") return cell.textContent.trim().toLowerCase() || undefined;
    const text = cell.dataset["v"] ?? /-?\d+(\.\d+)?/.exec(plain(cell.textContent))?.[0] ?? "";
    return text === "" ? undefined : Number(text);
  };
  for (const head of all(".tie-table th[data-sort]") as HTMLTableCellElement[]) {
    const button = make("button", "tie-sort", head.textContent);
    // On paper a browser repeats no head that holds a button
    head.replaceChildren(button, make("span", "tie-sort-name", head.textContent));
    const body = head.closest("table")!.tBodies[0]!;
    const original = [...body.rows];
    button.addEventListener("click", () => {
      const way = head.getAttribute("aria-sort");
      const next = way === null ? "ascending" : way === "ascending" ? "descending" : undefined;
      for (const other of head.parentElement!.children) other.removeAttribute("aria-sort");
      if (next === undefined) return body.append(...original);
      head.setAttribute("aria-sort", next);
      const keyed = original.map((row) => ({ row, key: keyOf(row, head.cellIndex, head.dataset["sort"]!) }));
      const sign = next === "ascending" ? 1 : -1;
      keyed.sort(({ key: a }, { key: b }) => {
        // What has no value stays at the end
        if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
        if (typeof a === "number" && typeof b === "number") return sign * (a - b);
        return sign * String(a).localeCompare(String(b), "en", { numeric: true });
      });
      body.append(...keyed.map(({ row }) => row));
    });
  }

  // Another browser may break lines elsewhere than the one that printed: outlines follow their figures
  const settle = (): void => {
    const share = (length: number, whole: number): string => `${(length / whole) * 100}%`;
    for (const picture of all(".tie-picture")) {
      const sheet = picture.getBoundingClientRect();
      const marks = all(":scope > a", picture);
      const figures = all(".tie-deck [data-figure]", picture);
      if (marks.length !== figures.length) continue;
      const boxes = figures.map((figure) => figure.getBoundingClientRect());
      const drifted = marks.filter((mark, at) => {
        const { left, top, width } = mark.getBoundingClientRect();
        const box = boxes[at]!;
        return Math.max(Math.abs(left - box.left), Math.abs(top - box.top), Math.abs(width - box.width)) > 2;
      });
      for (const mark of drifted) {
        const { left, top, width, height } = boxes[marks.indexOf(mark)]!;
        mark.style.left = share(left - sheet.left, sheet.width);
        mark.style.top = share(top - sheet.top, sheet.height);
        mark.style.width = share(width, sheet.width);
        mark.style.height = share(height, sheet.height);
      }
    }
  };
  void document.fonts.ready.then(() => {
    // Words that were drawn as boxes before the page's own fonts were there stay so until they are shaped in another way
    document.documentElement.style.textRendering = "optimizeLegibility";
    settle();
  });

  const toHash = (): void => void showMark(location.hash.slice(1));
  window.addEventListener("hashchange", toHash);
  toHash();
}
