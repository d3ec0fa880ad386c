import { formatPlace } from "../../problem.ts";
import type { PublishedVerdict } from "../published-verdict.ts";
import { count, escapeHtml, figureHtml, noneHtml, referenceHtml, sectionHtml, tableHtml } from "./html.ts";
import type { Model } from "./model.ts";

/** What was printed elsewhere, set against the ledger: what disagrees first. */
export function publishedHtml(model: Model): string {
  const { published } = model.request;
  const by = (verdict: PublishedVerdict["verdict"]): readonly PublishedVerdict[] =>
    published.filter((entry) => entry.verdict === verdict);
  const order = (Object.keys(names) as PublishedVerdict["verdict"][]).filter(
    (verdict) => by(verdict).length > 0,
  );
  if (published.length === 0) {
    return sectionHtml({
      id: "published",
      title: "Published figures",
      content: noneHtml("No published figures are listed for this document."),
    });
  }
  const choices = ["all", ...order].map((choice) => {
    const name =
      choice === "all"
        ? `all ${published.length}`
        : `${names[choice as PublishedVerdict["verdict"]]} ${by(choice as PublishedVerdict["verdict"]).length}`;
    return `<label class="tie-choice"><input type="radio" name="verdict" value="${choice}"${choice === "all" ? " checked" : ""}>${name}</label>`;
  });
  const rows = order.flatMap((verdict) => by(verdict).map((entry) => rowHtml(model, entry)));
  const heads = [
    { text: "Verdict", sort: "text", width: "9%" },
    { text: "Printed in", sort: "text", width: "16%" },
    { text: "As", sort: "text", width: "17%" },
    { text: "Printed", sort: "amount", width: "8%" },
    { text: "Should be", sort: "amount", width: "8%" },
    { text: "Figure", sort: "text" },
    { text: "Explained by", sort: "text", width: "17%" },
  ] as const;
  return sectionHtml({
    id: "published",
    title: "Published figures",
    lead: `${count(by("exact").length + by("interval").length, "figure")} of ${published.length} printed elsewhere ${published.length === 1 ? "agrees" : "agree"} with the ledger: exactly, or within the precision of what is reported.`,
    content: `<fieldset class="tie-choices"><legend>Show</legend>${choices.join("")}</fieldset>\n${tableHtml({ heads, rows })}`,
  });
}

const names: Readonly<Record<PublishedVerdict["verdict"], string>> = {
  wrong: "wrong",
  missing: "unknown",
  override: "printed so by an override",
  interval: "within precision",
  exact: "agrees",
};

function rowHtml({ figures }: Model, entry: PublishedVerdict): string {
  const { verdict, table, place, where, label, text, figure, should, explainedBy, reason = "" } = entry;
  const explained =
    explainedBy === undefined ? escapeHtml(reason) : figureHtml(figures.get(explainedBy), explainedBy);
  const known = figures.get(figure);
  return `<tr class="tie-pub ${verdict}"><td><span class="tie-verdict-of">${names[verdict]}</span></td><td>${escapeHtml(table)}, ${escapeHtml(where)}<br><code class="tie-cell" title="${escapeHtml(formatPlace(place))}">${escapeHtml(nearPlace(place))}</code></td><td>${escapeHtml(label)}</td><td class="tie-num">${escapeHtml(text)}</td><td class="tie-num">${should === null ? "no value" : escapeHtml(should)}</td><td>${known === undefined ? referenceHtml(figure) : figureHtml(known, figure)}</td><td>${explained}</td></tr>`;
}

/** The place without its folder, which is the same for a whole table. */
function nearPlace({ file, ...at }: PublishedVerdict["place"]): string {
  return formatPlace({ ...at, file: file.slice(file.lastIndexOf("/") + 1) });
}
