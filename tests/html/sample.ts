import { readFile, readdir } from "node:fs/promises";
import type { ChartRequest, Mark, Series } from "../../src/charts/request.ts";
import type { Block } from "../../src/documents/blocks/index.ts";
import type { Document, PrintedFigure, Slide } from "../../src/documents/document.ts";
import type { FigureRun, Run, Runs } from "../../src/documents/runs.ts";
import type { FigureTable } from "../../src/documents/table.ts";
import type { Files } from "../../src/effects.ts";
import { blocksOf } from "../../src/html/blocks-of.ts";
import { readTokens } from "../../src/html/tokens.ts";
import type { Tokens } from "../../src/html/tokens.ts";

/** A deck with every layout and every block, holding what the 2Q06 deck holds; the figures' values are only plausible. */
export function sampleDocument(lang: "en" | "ja"): Document {
  const t = (en: string, ja: string) => (lang === "en" ? en : ja);
  const slides = slidesOf(t, lang).map((slide, index) => ({
    unit: "",
    notes: [],
    foot: [
      t(
        "Internet Initiative Japan Inc. · Consolidated, U.S. GAAP, unaudited",
        "株式会社インターネットイニシアティブ ・ 連結、米国会計基準、未監査",
      ),
    ],
    ...slide,
    number: index + 1,
  }));
  return {
    kind: "deck",
    draft: "",
    period: "2Q06",
    company: "iij",
    companyName: t("Internet Initiative Japan Inc.", "株式会社インターネットイニシアティブ"),
    name: "2q06-results",
    lang,
    title: t("Consolidated financial results", "連結決算説明資料"),
    subject: "",
    keywords: [],
    date: "2006-11-09",
    slides,
    head: [],
    foot: [],
    footnotes: [],
    figures: slides.flatMap((slide) =>
      figuresIn(slide).map((figure): PrintedFigure => ({ ...figure, slide: slide.id })),
    ),
  };
}

/** What renderHtml needs of a locale. */
export function sampleLocale(lang: "en" | "ja") {
  return lang === "en"
    ? ({ lang, faces: ["inter", "noto-sans-jp"], leading: 1.5 } as const)
    : ({ lang, faces: ["inter", "noto-sans-jp"], leading: 1.65 } as const);
}

/** A stand-in for each chart of a document: its labels as SVG text. */
export function sampleCharts(document: Document): ReadonlyMap<string, string> {
  return new Map(
    blocksOf(document).flatMap(({ id, block }) =>
      "chart" in block ? [[id, standIn(block.chart)] as const] : [],
    ),
  );
}

/** Every figure of the blocks, titles and notes below a value, in order. */
export function figuresIn(value: unknown): FigureRun[] {
  if (Array.isArray(value)) return value.flatMap(figuresIn);
  if (typeof value !== "object" || value === null) return [];
  if ("figure" in value && "text" in value) return [value as FigureRun];
  return Object.entries(value).flatMap(([key, part]) => (key === "chart" ? [] : figuresIn(part)));
}

/** Files of a folder on disk. */
export function folder(root: string): Files {
  return {
    read: (path) => readFile(`${root}/${path}`).catch(() => undefined),
    list: async (path) =>
      (await readdir(`${root}/${path}`, { withFileTypes: true }).catch(() => []))
        .filter((entry) => entry.isFile())
        .map((entry) => `${path}/${entry.name}`)
        .sort(),
    folders: async () => [],
    display: (path) => `templates/${path}`,
  };
}

/** Files held in memory, shown below `name`. */
export function files(
  contents: Readonly<Record<string, string | Uint8Array>>,
  name = "acme/templates",
): Files {
  return {
    read: async (path) => {
      const content = contents[path];
      return typeof content === "string" ? new TextEncoder().encode(content) : content;
    },
    list: async (path) =>
      Object.keys(contents)
        .filter((key) => key.startsWith(`${path}/`) && !key.slice(path.length + 1).includes("/"))
        .sort(),
    folders: async () => [],
    display: (path) => `${name}/${path}`,
  };
}

export const programTemplates = new URL("../../templates", import.meta.url).pathname;

export async function programTokens(): Promise<Tokens> {
  const file = "styles/tokens.yaml";
  return readTokens({
    file: `templates/${file}`,
    text: await readFile(`${programTemplates}/${file}`, "utf8"),
  });
}

type Both = (en: string, ja: string) => string;
type SampleSlide = Omit<Slide, "number" | "unit" | "notes" | "foot"> & Partial<Pick<Slide, "unit" | "notes">>;

let serial = 0;
function fig(text: string, tone?: "good" | "bad"): FigureRun {
  serial += 1;
  const base: FigureRun = {
    figure: `sample-${serial}@2Q06`,
    text,
    value: text.replace(/[^\d.-]/g, ""),
    shown: { unit: "JPY million", decimals: 0, by: "fact" },
  };
  return tone === undefined ? base : { ...base, tone };
}

/** "Revenue {26,444} million": braces are figures, {+1|good} with a tone, **strong**. */
function say(text: string): Runs {
  return text.split(/(\{[^}]*\}|\*\*[^*]*\*\*)/).flatMap((part): Run[] => {
    if (part === "") return [];
    if (part.startsWith("**")) return [{ strong: say(part.slice(2, -2)) }];
    if (!part.startsWith("{")) return [part];
    const [shown, tone] = part.slice(1, -1).split("|") as [string, "good" | "bad" | undefined];
    return [fig(shown, tone)];
  });
}

/** A cell: a dash and an empty text are no figures. */
function cell(text: string, tone?: "good" | "bad"): Runs {
  return text === "" ? [] : text === "–" || text === "－" ? [text] : [fig(text, tone)];
}

function unsign(text: string, lang: string): string {
  return lang === "ja"
    ? text
        .replace(/^\((.*?)(%?)\)$/, "△$1$2")
        .replace(/^-/, "△")
        .replace(/^\+(.*)%$/, "$1%")
    : text;
}

const quarters = ["1Q04", "2Q04", "3Q04", "4Q04", "1Q05", "2Q05", "3Q05", "4Q05", "1Q06", "2Q06"];
const list = (text: string) => text.split(" ");

function column(id: string): ChartRequest["columns"][number] {
  return { id, label: id, emphasis: id === "2Q06" ? "current" : "past" };
}

function marks(texts: readonly string[]): Mark[] {
  return texts.map((label) => ({
    value: Number(label.replace(/[(),%]/g, "")) * (label.startsWith("(") ? -1 : 1),
    label,
    figure: `chart@${label}`,
  }));
}

function series(label: string, colour: number, texts: readonly string[]): Series {
  return { id: label, label, colour, marks: marks(texts) };
}

interface DataRow {
  readonly label: string;
  readonly values: string;
  readonly colour?: number;
  readonly level?: "plain" | "total" | "ratio";
}

function chartTable({
  rows,
  panels,
  width,
  labelWidth,
  lang,
  heading = "",
  unit = "",
}: {
  readonly rows: readonly DataRow[];
  readonly panels: ChartRequest["panels"];
  readonly width: number;
  readonly labelWidth: number;
  readonly lang: string;
  readonly heading?: string;
  readonly unit?: string;
}): Block {
  const columns = quarters.slice(-list(rows[0]!.values).length);
  return {
    kind: "chart-table",
    heading: say(heading),
    unit,
    width,
    labelWidth,
    chart: {
      width,
      labelWidth,
      columns: columns.map(column),
      columnLabels: false,
      panels,
      alt: `${heading} ${rows[0]!.label}`,
    },
    columns: columns.map((label) => ({ label: [label], highlight: label === "2Q06" })),
    rows: rows.map(({ label, values, colour, level = "plain" }) => ({
      label: say(label),
      ...(colour === undefined ? {} : { colour }),
      level,
      cells: list(values).map((text) => cell(unsign(text, lang))),
    })),
  };
}

function figureTable(
  lang: string,
  {
    groups,
    columns,
    rows,
  }: {
    readonly groups: readonly (readonly [string, number])[];
    readonly columns: readonly (readonly [string, FigureTable["columns"][number]["sort"], boolean?])[];
    readonly rows: readonly (readonly [string, string, ("total" | "part" | "plain")?, boolean?])[];
  },
): FigureTable {
  return {
    groups: groups.map(([label, span]) => ({ label: say(label), span })),
    columns: columns.map(([label, sort, highlight = false]) => ({ label: say(label), sort, highlight })),
    rows: rows.map(([label, values, level = "plain", rule = false]) => ({
      label: say(label),
      level,
      rule,
      cells: list(values).map((text, index) => {
        const change = columns[index]![1] === "change";
        return cell(
          unsign(text, lang),
          !change || !/^[+-]/.test(text) ? undefined : text.startsWith("+") ? "good" : "bad",
        );
      }),
    })),
  };
}

function slidesOf(t: Both, lang: "en" | "ja"): readonly SampleSlide[] {
  const million = t("JPY million", "単位：百万円");
  const results = (id: string, title: string, table: FigureTable): SampleSlide => ({
    id,
    layout: "single",
    title: say(title),
    subtitle: say(
      t(
        "Consolidated financial results · {1H06} (April – September {2006})",
        "連結業績 ・ {2007}年3月期 上期（{2006}年4月–9月）",
      ),
    ),
    unit: million,
    areas: { main: [{ kind: "results-table", ...table }] },
  });
  const pl = (
    lines: readonly string[],
  ): readonly (readonly [string, string, ("total" | "plain")?, boolean?])[] =>
    [
      t("Total revenues", "営業収益"),
      t("Total costs", "営業原価"),
      t("Gross margin", "売上総利益"),
      t("SG&A and R&D", "販売管理費・研究開発費"),
      t("Operating income", "営業利益"),
      t("Income before income tax expense (benefit)", "税引前四半期純利益（損失）"),
      t("Net income", "当期純利益"),
    ].map((label, index) => [
      label,
      lines[index]!,
      [0, 2, 4, 6].includes(index) ? "total" : "plain",
      [2, 4].includes(index),
    ]);
  const result = t("Result", "実績");
  const share = t("% of revenues", "構成比");
  const yoy = t("YoY", "前年同期比");

  const revenue = {
    equipment: "531 1,167 625 1,043 273 1,000 769 1,042 542 630",
    systems: "1,040 2,101 1,672 2,786 1,193 2,405 2,440 6,258 2,778 3,871",
    outsourced: "1,655 1,737 2,298 2,566 2,647 2,757 2,821 2,984 3,254 3,350",
    vas: "1,779 1,936 2,158 2,301 2,321 2,389 2,613 2,601 2,641 2,863",
    connectivity: "3,670 3,572 3,508 3,559 3,446 3,378 3,227 3,248 3,223 3,293",
    total: "8,675 10,512 10,261 12,254 9,880 11,929 11,870 16,133 12,437 14,007",
    ratio: "14.2% 15.8% 17.3% 18.3% 17.8% 17.2% 18.7% 17.1% 18.5% 18.3%",
  };
  const names = {
    equipment: t("Equipment sales", "機器販売"),
    systems: t("Systems integration", "システムインテグレーション"),
    outsourced: t("Outsourced operation", "アウトソース運用"),
    vas: t("Value-added services and other", "付加価値サービス・その他"),
    connectivity: t("Internet connectivity", "インターネット接続"),
  };
  const stack = (rows: readonly (readonly [string, string])[]) =>
    rows.map(([label, values], index) => series(label, rows.length - 1 - index, list(values))).toReversed();

  return [
    {
      id: "cover",
      layout: "cover",
      title: [t("Consolidated financial results", "連結決算説明資料")],
      subtitle: [],
      areas: {
        main: [
          {
            kind: "cover",
            issuer: [t("Internet Initiative Japan Inc.", "株式会社インターネットイニシアティブ")],
            lines: [
              say(t("Consolidated financial results", "{2007}年3月期 第2四半期累計")),
              say(t("for the second quarter and the first half of {FY2006}", "連結決算説明資料")),
            ],
            date: say(t("{November 9, 2006}", "{2006年11月9日}")),
            notes: [
              say(
                t(
                  "Historical quarterly figures from {1Q04} to {3Q04} have been restated to reflect the change in income tax expense (benefit) previously discussed by IIJ in its press release dated {April 11, 2005}.",
                  "{1Q04}から{3Q04}までの四半期業績は、{2005年4月11日}付プレスリリースで公表した法人税等の変更を反映して修正再表示しています。",
                ),
              ),
              say("Copyright © {2006} Internet Initiative Japan Inc."),
            ],
          },
        ],
      },
    },
    {
      id: "forward-looking",
      layout: "statement",
      title: say(t("Forward-looking statements", "将来見通しに関する注意事項")),
      subtitle: say(t("Risks that may change what this document expects", "本資料の見通しを変えうる要因")),
      areas: {
        main: [
          {
            kind: "paragraph",
            heading: [],
            paragraphs: [
              say(
                t(
                  "Statements made in this press release regarding IIJ's or management's intentions, beliefs, expectations, or predictions for the future are forward-looking statements that are based on IIJ's and managements' current expectations, assumptions, estimates and projections about its business and the industry. These forward-looking statements, such as statements regarding {FY2006} revenues and operating and net profitability, are subject to various risks, uncertainties and other factors that could cause IIJ's actual results to differ materially from those contained in any forward-looking statement. These risks, uncertainties and other factors include: IIJ's ability to maintain and increase revenues from higher margin services such as system integration and value-added services; the possibility that revenues from connectivity services may decline substantially as a result of competition and other factors; the ability to compete in a rapidly evolving and competitive marketplace; the impact on IIJ's profits of fluctuations in costs such as backbone costs and subcontractor costs; the impact on IIJ's profits of fluctuations in the price of available-for-sale securities; the impact of technological changes in its industry; IIJ's ability to raise additional capital to cover its indebtedness; the possibility that NTT, IIJ's largest shareholder, may decide to exercise substantial influence over IIJ; and other risks referred to from time to time in IIJ's filings on Form {20-F} of its annual report and other filings with the United States Securities and Exchange Commission.",
                  "本資料に記載されている当社または経営陣の意図、確信、期待、将来の予測に関する記述は、当社及び経営陣の現時点における事業及び業界に関する期待、前提、見積り及び予測に基づく将来見通しに関する記述です。{FY2006}の営業収益、営業利益及び純利益に関する記述を含むこれらの将来見通しに関する記述は、様々なリスク、不確実性及びその他の要因の影響を受け、実際の業績はこれらの記述と大きく異なる可能性があります。これらのリスク、不確実性及びその他の要因には、システムインテグレーション及び付加価値サービス等の利益率の高いサービスからの営業収益を維持・増加させる当社の能力、競争その他の要因により接続サービスの営業収益が大幅に減少する可能性、急速に変化し競争の激しい市場において競争する能力、バックボーン費用及び外注費用の変動による利益への影響、売却可能有価証券の価格変動による利益への影響、業界における技術の変化の影響、債務に充当するための追加資金を調達する能力、最大株主である日本電信電話株式会社が当社に対し実質的な影響力を行使する可能性、及び米国証券取引委員会に提出する年次報告書（様式{20-F}）等に随時記載されるその他のリスクが含まれます。",
                ),
              ),
            ],
          },
        ],
      },
    },
    {
      id: "summary",
      layout: "key",
      title: say(
        t(
          "First-half revenues and operating income beat the initial targets",
          "上期の営業収益・営業利益は期初目標を上回る",
        ),
      ),
      subtitle: say(
        t(
          "Summary · {1H06} (April – September {2006})",
          "業績サマリー ・ {2007}年3月期 上期（{2006}年4月–9月）",
        ),
      ),
      unit: million,
      areas: {
        top: [
          {
            kind: "key-figures",
            heading: [],
            items: [
              {
                label: [t("Total revenues", "営業収益")],
                period: [{ term: "1H06", text: "1H06", sort: "period" }],
                value: say("{26,444}"),
                comparisons: [
                  say(t("{+21.3%|good} YoY", "前年同期比 {21.3%増|good}")),
                  say(t("{+5.8%|good} vs initial target", "期初目標比 {5.8%増|good}")),
                ],
              },
              {
                label: [t("Operating income", "営業利益")],
                period: [{ term: "1H06", text: "1H06", sort: "period" }],
                value: say("{1,370}"),
                comparisons: [
                  say(t("{+81.8%|good} YoY", "前年同期比 {81.8%増|good}")),
                  say(t("{+37.0%|good} vs initial target", "期初目標比 {37.0%増|good}")),
                ],
              },
              {
                label: [t("Operating margin", "営業利益率")],
                period: [{ term: "1H06", text: "1H06", sort: "period" }],
                value: say("{5.2%}"),
                comparisons: [say(t("{+1.7 points|good} YoY", "前年同期比 {1.7ポイント上昇|good}"))],
              },
              {
                label: [t("Income before income tax", "税引前四半期純利益")],
                period: [{ term: "1H06", text: "1H06", sort: "period" }],
                value: say("{2,144}"),
                comparisons: [
                  say(t("{+20.5%|good} YoY", "前年同期比 {20.5%増|good}")),
                  say(t("{-17.5%|bad} vs initial target", "期初目標比 {17.5%減|bad}")),
                ],
              },
            ],
          },
        ],
        left: [
          {
            kind: "bullets",
            heading: [t("What moved the half", "上期の要因")],
            items: [
              {
                text: say(
                  t(
                    "Demand for systems integration and outsourcing lifted revenues to {JPY 26,444 million}, up {21.3%} on {1H05}.",
                    "システムインテグレーションとアウトソーシングの需要により、営業収益は{264.4億円}（前年同期比{21.3%増}）となりました。",
                  ),
                ),
                items: [],
              },
              {
                text: say(
                  t(
                    "Operating income rose {81.8%} to {JPY 1,370 million}; the margin widened by {1.7 points}.",
                    "営業利益は{13.7億円}（同{81.8%増}）、営業利益率は{1.7ポイント}改善しました。",
                  ),
                ),
                items: [],
              },
              {
                text: say(
                  t(
                    "In the second quarter alone, revenues were {JPY 14,007 million}, up {17.4%}, and operating income {JPY 811 million}, up {59.9%}.",
                    "第2四半期の営業収益は{140.1億円}（前年同四半期比{17.4%増}）、営業利益は{8.1億円}（同{59.9%増}）でした。",
                  ),
                ),
                items: [],
              },
            ],
          },
        ],
        right: [
          {
            kind: "bullets",
            heading: [t("New in the quarter", "第2四半期の取り組み")],
            items: [
              {
                text: [
                  t(
                    "IIJ enhanced its solutions line-up by developing and introducing new security and e-mail related services.",
                    "セキュリティ及びメール関連の新サービスを開発・提供し、ソリューションのラインアップを強化しました。",
                  ),
                ],
                items: [],
              },
              {
                text: [
                  t(
                    "IIJ established a fully owned subsidiary, Net Chart Japan Inc., for cooperation in the field of network construction and sales force enhancement.",
                    "ネットワーク構築及び営業力の強化のため、完全子会社ネットチャート株式会社を設立しました。",
                  ),
                ],
                items: [],
              },
            ],
          },
        ],
      },
    },
    results(
      "results-half",
      t(
        "Gross margin grew faster than revenues; operating income rose {81.8%}",
        "売上総利益の伸びが増収率を上回り、営業利益は{81.8%}増",
      ),
      figureTable(lang, {
        groups: [
          ["{1H06}", 3],
          ["{1H05}", 2],
          ["", 1],
        ],
        columns: [
          [t("Initial target", "期初目標"), "level"],
          [result, "level", true],
          [share, "ratio"],
          [result, "level"],
          [share, "ratio"],
          [yoy, "change"],
        ],
        rows: pl([
          "25,000 26,444 100.0% 21,809 100.0% +21.3%",
          "– 21,582 81.6% 17,991 82.5% +20.0%",
          "– 4,862 18.4% 3,818 17.5% +27.3%",
          "– 3,492 13.2% 3,064 14.1% +13.9%",
          "1,000 1,370 5.2% 754 3.5% +81.8%",
          "2,600 2,144 8.1% 1,779 8.2% +20.5%",
          "2,000 2,854 10.8% 1,623 7.4% +75.8%",
        ]),
      }),
    ),
    results(
      "results-quarter",
      t(
        "Second-quarter operating income rose {59.9%} on {17.4%} higher revenues, and net income more than doubled on deferred tax benefits",
        "第2四半期は{17.4%}増収、営業利益は{59.9%}増。税効果会計の適用により四半期純利益は前年同四半期の2倍を超える水準に拡大",
      ),
      figureTable(lang, {
        groups: [
          ["{2Q06}", 2],
          ["{2Q05}", 2],
          ["", 1],
        ],
        columns: [
          [result, "level", true],
          [share, "ratio"],
          [result, "level"],
          [share, "ratio"],
          [yoy, "change"],
        ],
        rows: pl([
          "14,007 100.0% 11,929 100.0% +17.4%",
          "11,448 81.7% 9,873 82.8% +16.0%",
          "2,559 18.3% 2,056 17.2% +24.5%",
          "1,747 12.5% 1,549 13.0% +12.8%",
          "811 5.8% 507 4.3% +59.9%",
          "1,145 8.2% (1,097) (9.2%) -4.4%",
          "2,120 15.1% 1,001 8.4% +111.9%",
        ]),
      }),
    ),
    {
      id: "revenues",
      layout: "single",
      title: say(
        t(
          "Quarterly revenues reached {JPY 14.0 billion}, up {17.4%} on a year ago",
          "四半期営業収益は{140.1億円}、前年同四半期比{17.4%増}",
        ),
      ),
      subtitle: say(
        t(
          "Revenues by service and gross margin ratio · {1Q04} – {2Q06}",
          "サービス別営業収益と売上総利益率 ・ {1Q04}–{2Q06}",
        ),
      ),
      unit: million,
      areas: {
        main: [
          chartTable({
            lang,
            width: 1152,
            labelWidth: 226,
            panels: [
              {
                kind: "stacked-columns",
                height: 268,
                series: stack([
                  [names.equipment, revenue.equipment],
                  [names.systems, revenue.systems],
                  [names.outsourced, revenue.outsourced],
                  [names.vas, revenue.vas],
                  [names.connectivity, revenue.connectivity],
                ]),
                totals: marks(list(revenue.total)),
              },
            ],
            rows: [
              { label: names.equipment, values: revenue.equipment, colour: 4 },
              { label: names.systems, values: revenue.systems, colour: 3 },
              { label: names.outsourced, values: revenue.outsourced, colour: 2 },
              { label: names.vas, values: revenue.vas, colour: 1 },
              { label: names.connectivity, values: revenue.connectivity, colour: 0 },
              { label: t("Total revenues", "営業収益合計"), values: revenue.total, level: "total" },
              { label: t("Gross margin ratio", "売上総利益率"), values: revenue.ratio, level: "ratio" },
            ],
          }),
        ],
      },
    },
    {
      id: "income",
      layout: "split-wide",
      title: say(
        t(
          "Operating income rose {59.9%}; tax benefits lifted net income to {JPY 2.1 billion}",
          "営業利益は{59.9%}増、税効果により純利益は{21.2億円}に",
        ),
      ),
      subtitle: say(
        t(
          "Quarterly operating and net income (loss) · {1Q04} – {2Q06}",
          "四半期営業利益・純利益（損失）の推移 ・ {1Q04}–{2Q06}",
        ),
      ),
      unit: million,
      notes: [
        [
          t(
            "Percentages are calculated from amounts in thousands of yen and may not agree with those calculated from the amounts shown.",
            "比率は千円単位の金額から算出しており、表示金額から算出した値と一致しない場合があります。",
          ),
        ],
      ],
      areas: {
        left: [
          chartTable({
            lang,
            width: 760,
            labelWidth: 132,
            panels: [
              {
                kind: "clustered-columns",
                height: 268,
                series: [
                  series("op", 1, list("(100) 282 410 656 247 507 691 966 559 811")),
                  series("ni", 2, list("(238) 229 660 2,256 623 1,001 1,189 1,941 734 2,120")),
                ],
              },
              {
                kind: "ratio-line",
                height: 84,
                series: series("margin", 3, list("(1.2%) 2.7% 4.0% 5.4% 2.5% 4.3% 5.8% 6.0% 4.5% 5.8%")),
              },
            ],
            rows: [
              {
                label: t("Operating income", "営業利益"),
                values: "(100) 282 410 656 247 507 691 966 559 811",
                colour: 1,
              },
              {
                label: t("Net income", "純利益"),
                values: "(238) 229 660 2,256 623 1,001 1,189 1,941 734 2,120",
                colour: 2,
              },
              {
                label: t("Operating margin", "営業利益率"),
                values: "(1.2%) 2.7% 4.0% 5.4% 2.5% 4.3% 5.8% 6.0% 4.5% 5.8%",
                level: "ratio",
              },
            ],
          }),
        ],
        right: [
          {
            kind: "bullets",
            heading: say(t("Operating income · {2Q06}", "営業利益 ・ {2Q06}")),
            items: [
              {
                text: say(
                  t(
                    "Increased by **{59.9%}** compared to {2Q05} due to an increase in revenues from value-added services and systems integration.",
                    "付加価値サービス及びシステムインテグレーションの増収により、前年同四半期比**{59.9%}**増加。",
                  ),
                ),
                items: [],
              },
              {
                text: say(
                  t(
                    "Operating margin ratio increased by **{1.5 points}** compared to {2Q05}.",
                    "営業利益率は前年同四半期比**{1.5ポイント}**上昇。",
                  ),
                ),
                items: [],
              },
            ],
          },
          {
            kind: "bullets",
            heading: say(t("Net income · {2Q06}", "純利益 ・ {2Q06}")),
            items: [
              {
                text: say(
                  t(
                    "Gain from sale of available-for-sale securities was {JPY 445 million}.",
                    "売却可能有価証券売却益は{4.5億円}。",
                  ),
                ),
                items: [],
              },
              {
                text: say(
                  t(
                    "Income tax benefit was {JPY 1,109 million}, because of deferred tax benefits of {JPY 1,266 million}.",
                    "繰延税金{12.7億円}の計上により、法人税等は{11.1億円}の戻入れ。",
                  ),
                ),
                items: [],
              },
              {
                text: say(
                  t(
                    "Minority interests in earnings of subsidiaries was {JPY 82 million}.",
                    "少数株主利益は{0.8億円}。",
                  ),
                ),
                items: [],
              },
            ],
          },
          {
            kind: "chart",
            heading: [t("Gains from sale of securities", "有価証券売却益")],
            unit: million,
            legend: [],
            chart: {
              width: 352,
              labelWidth: 0,
              columns: quarters.slice(4).map(column),
              columnLabels: true,
              panels: [
                {
                  kind: "columns",
                  height: 92,
                  series: series("gains", 1, list("511 660 743 1,308 478 445")),
                },
              ],
              alt: t("Gains from sale of securities by quarter", "四半期別の有価証券売却益"),
            },
          },
        ],
      },
    },
    {
      id: "connectivity",
      layout: "split-wide",
      title: say(
        t(
          "Value-added services rose {30.7%}; contracted bandwidth reached {253.2Gbps}",
          "付加価値サービスは{30.7%}増、契約総帯域は{253.2Gbps}に",
        ),
      ),
      subtitle: say(
        t(
          "Connectivity and value-added services · {1Q04} – {2Q06}",
          "接続・付加価値サービス ・ {1Q04}–{2Q06}",
        ),
      ),
      unit: million,
      areas: {
        left: [
          chartTable({
            lang,
            width: 760,
            labelWidth: 148,
            panels: [
              {
                kind: "ratio-line",
                height: 60,
                caption: t("Gross margin ratio", "売上総利益率"),
                series: series(
                  "ratio",
                  3,
                  list("11.7% 13.2% 14.0% 14.4% 13.9% 13.5% 13.8% 13.0% 13.5% 14.6%"),
                ),
              },
              {
                kind: "stacked-columns",
                height: 236,
                series: stack([
                  [t("Other", "その他"), "592 716 882 979 933 930 964 846 900 957"],
                  [
                    t("Value-added services", "付加価値サービス"),
                    "1,187 1,220 1,276 1,322 1,388 1,459 1,649 1,755 1,741 1,906",
                  ],
                  [t("Dial-up access", "ダイヤルアップ接続"), "752 740 727 718 699 682 648 645 607 606"],
                  [
                    t("Dedicated access", "専用線接続"),
                    "2,918 2,832 2,781 2,841 2,747 2,695 2,580 2,603 2,616 2,687",
                  ],
                ]),
                totals: marks(list("5,450 5,508 5,666 5,860 5,767 5,767 5,841 5,849 5,864 6,156")),
              },
            ],
            rows: [
              {
                label: t("Other revenues", "その他売上"),
                values: "592 716 882 979 933 930 964 846 900 957",
                colour: 3,
              },
              {
                label: t("Value-added services", "付加価値サービス"),
                values: "1,187 1,220 1,276 1,322 1,388 1,459 1,649 1,755 1,741 1,906",
                colour: 2,
              },
              {
                label: t("Dial-up access", "ダイヤルアップ"),
                values: "752 740 727 718 699 682 648 645 607 606",
                colour: 1,
              },
              {
                label: t("Dedicated access", "専用線接続"),
                values: "2,918 2,832 2,781 2,841 2,747 2,695 2,580 2,603 2,616 2,687",
                colour: 0,
              },
              {
                label: t("Total revenues", "合計"),
                values: "5,450 5,508 5,666 5,860 5,767 5,767 5,841 5,849 5,864 6,156",
                level: "total",
              },
              {
                label: t("Bandwidth (Gbps)", "契約総帯域（Gbps）"),
                values: "95.6 104.9 109.5 121.2 140.9 151.0 185.5 194.9 225.4 253.2",
                level: "ratio",
              },
            ],
          }),
        ],
        right: [
          {
            kind: "bullets",
            heading: [],
            items: [
              {
                text: say(
                  t(
                    "**Dedicated access:** revenues increased {2.7%} compared to {1Q06}, due to an increase in contracts of higher speed IP services and broadband services connecting corporate branch offices and shops over Internet VPN. Revenues decreased {0.3%} on {2Q05}, mainly due to a decrease of {JPY 234 million} in interconnection revenues with Asia Internet Holding Co., Ltd.",
                    "**専用線接続：**高速IPサービス及び法人の支店・店舗をインターネットVPNで結ぶブロードバンドサービスの契約増により、{1Q06}比{2.7%}増収。{2Q05}比では、アジア・インターネット・ホールディングとの相互接続収入が{2.3億円}減少したことなどにより{0.3%}減収。",
                  ),
                ),
                items: [],
              },
              {
                text: say(
                  t(
                    "**Dial-up access:** revenues decreased {0.2%} compared to {1Q06} and {11.2%} compared to {2Q05}, mainly due to the discontinuance of services of a certain large OEM customer.",
                    "**ダイヤルアップ接続：**大口OEM顧客のサービス終了などにより、{1Q06}比{0.2%}、{2Q05}比{11.2%}の減収。",
                  ),
                ),
                items: [],
              },
              {
                text: say(
                  t(
                    "**Value-added services:** revenues increased {9.5%} compared to {1Q06} and {30.7%} compared to {2Q05}.",
                    "**付加価値サービス：**{1Q06}比{9.5%}、{2Q05}比{30.7%}の増収。",
                  ),
                ),
                items: [],
              },
              {
                text: say(
                  t(
                    "**Number of dedicated access contracts:** {16,112} ({+758}, {+4.9%} from {1Q06}; {+3,410}, {+26.8%} from {2Q05})",
                    "**専用線接続の契約数：**{16,112}件（{1Q06}比{758件}、{4.9%}増、{2Q05}比{3,410件}、{26.8%}増）",
                  ),
                ),
                items: [],
              },
              {
                text: say(
                  t(
                    "**Total contracted bandwidth:** {253.2Gbps} ({+27.8Gbps} from {1Q06}, {+102.2Gbps} from {2Q05})",
                    "**契約総帯域：**{253.2Gbps}（{1Q06}比{27.8Gbps}増、{2Q05}比{102.2Gbps}増）",
                  ),
                ),
                items: [],
              },
            ],
          },
        ],
      },
    },
    {
      id: "systems",
      layout: "quad",
      title: say(
        t(
          "Systems integration rose {39.9%} on a year ago; outsourcing grew {20.7%}",
          "システムインテグレーションは前年同四半期比{39.9%}増、アウトソーシングは{20.7%}増",
        ),
      ),
      subtitle: say(
        t(
          "Results by service – systems integration · {1Q04} – {2Q06}",
          "サービス別業績 – システムインテグレーション ・ {1Q04}–{2Q06}",
        ),
      ),
      unit: million,
      areas: {
        "left-top": [
          {
            kind: "chart",
            heading: [t("Systems integration", "システムインテグレーション")],
            unit: "",
            legend: [
              { label: [t("Outsourced operation", "アウトソース運用")], colour: 0 },
              { label: [t("Systems integration (one-time)", "構築（一時的売上）")], colour: 2 },
            ],
            chart: {
              width: 556,
              labelWidth: 0,
              columns: quarters.map(column),
              columnLabels: true,
              panels: [
                {
                  kind: "stacked-columns",
                  height: 180,
                  series: [series("o", 0, list(revenue.outsourced)), series("s", 2, list(revenue.systems))],
                  totals: marks(list("2,695 3,838 3,970 5,352 3,840 5,162 5,261 9,242 6,032 7,221")),
                },
              ],
              alt: t("Systems integration by quarter", "四半期別システムインテグレーション"),
            },
          },
        ],
        "right-top": [
          {
            kind: "chart",
            heading: [t("Outsourcing revenues", "アウトソーシング関連売上")],
            unit: "",
            legend: [
              { label: [t("Outsourced operation", "アウトソース運用")], colour: 0 },
              { label: [t("Value-added services and other", "付加価値サービス・その他")], colour: 1 },
            ],
            chart: {
              width: 556,
              labelWidth: 0,
              columns: quarters.map(column),
              columnLabels: true,
              panels: [
                {
                  kind: "stacked-columns",
                  height: 180,
                  series: [series("o", 0, list(revenue.outsourced)), series("v", 1, list(revenue.vas))],
                  totals: marks(list("3,434 3,673 4,456 4,867 4,968 5,146 5,434 5,585 5,895 6,213")),
                },
              ],
              alt: t("Outsourcing revenues by quarter", "四半期別アウトソーシング関連売上"),
            },
          },
        ],
        "left-bottom": [
          {
            kind: "bullets",
            heading: [],
            items: [
              {
                text: say(
                  t(
                    "Revenues: {JPY 7,221 million} ({+19.7%} from {1Q06}, {+39.9%} from {2Q05})",
                    "営業収益：{72.2億円}（{1Q06}比{19.7%}増、{2Q05}比{39.9%}増）",
                  ),
                ),
                items: [
                  {
                    text: say(
                      t(
                        "Systems integration: {JPY 3,871 million} ({+39.3%} from {1Q06}, {+61.0%} from {2Q05})",
                        "システムインテグレーション：{38.7億円}（{1Q06}比{39.3%}増、{2Q05}比{61.0%}増）",
                      ),
                    ),
                    items: [],
                  },
                  {
                    text: say(
                      t(
                        "Outsourced operation: {JPY 3,350 million} ({+3.0%} from {1Q06}, {+21.5%} from {2Q05})",
                        "アウトソース運用：{33.5億円}（{1Q06}比{3.0%}増、{2Q05}比{21.5%}増）",
                      ),
                    ),
                    items: [],
                  },
                ],
              },
              {
                text: say(
                  t(
                    "Gross margin ratio decreased by {1.7 points} from {1Q06} and {1.8 points} from {2Q05} mainly due to an individual large-scale transaction.",
                    "売上総利益率は、個別の大型案件により{1Q06}比{1.7ポイント}、{2Q05}比{1.8ポイント}低下。",
                  ),
                ),
                items: [],
              },
            ],
          },
        ],
        "right-bottom": [
          {
            kind: "bullets",
            heading: [],
            items: [
              {
                text: say(
                  t(
                    "Revenues: {JPY 6,213 million} ({+5.4%} from {1Q06}, {+20.7%} from {2Q05})",
                    "営業収益：{62.1億円}（{1Q06}比{5.4%}増、{2Q05}比{20.7%}増）",
                  ),
                ),
                items: [],
              },
              {
                text: [
                  t(
                    "IIJ expects that increased outsourcing and maintenance projects along with increased network systems construction projects, coupled with the enhancement of line-ups of value-added services will continue to contribute to increased revenues and operating income.",
                    "ネットワークシステム構築案件の増加に伴う運用・保守案件の増加と、付加価値サービスのラインアップ強化が、引き続き増収増益に寄与すると見込んでいます。",
                  ),
                ],
                items: [],
              },
            ],
          },
        ],
      },
    },
    {
      id: "balance",
      layout: "stack",
      title: say(
        t(
          "Shareholders' equity stood at {JPY 19.8 billion}; operations provided {JPY 1.6 billion} of cash",
          "資本合計は{198.1億円}、営業活動によるキャッシュ・フローは{16.1億円}",
        ),
      ),
      subtitle: say(
        t("Balance sheets and cash flows · {2Q06}", "連結貸借対照表・キャッシュ・フロー ・ {2Q06}"),
      ),
      unit: million,
      notes: [
        [t("Amounts may not add up due to rounding.", "端数処理の関係で合計が一致しない場合があります。")],
      ],
      areas: {
        top: [
          {
            kind: "statement-extract",
            heading: [t("Balance sheets", "貸借対照表")],
            ...figureTable(lang, {
              groups: [],
              columns: [
                [t("{September 30, 2006}", "{2006年9月30日}"), "level", true],
                [t("{March 31, 2006}", "{2006年3月31日}"), "level"],
                [t("Change", "増減"), "level"],
              ],
              rows: [
                [t("Cash", "現金及び現金同等物"), "12,860 13,727 -867"],
                [t("Available-for-sale securities", "売却可能有価証券"), "3,500 6,775 -3,275"],
                [t("Long and short-term borrowings", "長短借入金"), "6,810 6,835 -24"],
                [t("Common stock", "資本金"), "16,834 16,834 –"],
                [t("Additional paid-in capital", "資本剰余金"), "26,599 26,599 –"],
                [t("Accumulated deficit", "累積欠損"), "(26,827) (29,680) +2,854"],
                [t("Accumulated other comprehensive income", "その他の包括利益累計額"), "3,286 6,554 -3,268"],
                [t("Total shareholders' equity", "資本合計"), "19,808 20,222 -414", "total", true],
              ],
            }),
          },
        ],
        bottom: [
          {
            kind: "statement-extract",
            heading: say(t("Cash flows (three months)", "キャッシュ・フロー（四半期）")),
            ...figureTable(lang, {
              groups: [],
              columns: [
                ["{2Q06}", "level", true],
                ["{2Q05}", "level"],
                [t("Change", "増減"), "level"],
              ],
              rows: [
                [
                  t("Net cash provided by operating activities", "営業活動によるキャッシュ・フロー"),
                  "1,608 1,969 -362",
                ],
                [
                  t(
                    "Net cash provided by (used in) investing activities",
                    "投資活動によるキャッシュ・フロー",
                  ),
                  "(855) 889 -1,744",
                ],
                [
                  t("Net cash used in financing activities", "財務活動によるキャッシュ・フロー"),
                  "(983) (1,021) +38",
                ],
                [
                  t("Cash, end of each period", "現金及び現金同等物の四半期末残高"),
                  "12,860 6,953 +5,906",
                  "total",
                  true,
                ],
              ],
            }),
          },
        ],
      },
    },
    results(
      "other-data",
      t(
        "Adjusted EBITDA rose {23.9%} while capital expenditure fell",
        "調整後EBITDAは{23.9%}増、設備投資は減少",
      ),
      figureTable(lang, {
        groups: [["", 3]],
        columns: [
          ["{2Q06}", "level", true],
          ["{2Q05}", "level"],
          [t("Change", "増減率"), "change"],
        ],
        rows: [
          [t("Capital expenditure", "設備投資額"), "636 795 -20.0%"],
          [t("Depreciation and amortization", "減価償却費"), "1,069 1,010 +5.8%"],
          [t("Adjusted EBITDA", "調整後EBITDA"), "1,880 1,517 +23.9%", "total", true],
        ],
      }),
    ),
    targets(t, million),
    services(t),
    group(t),
    bridge(t, million),
    recurring(t),
    smallCharts(t, "small-charts", "trio"),
    smallCharts(t, "small-charts-stacked", "trio-stack"),
    {
      id: "split",
      layout: "split",
      title: say(t("Two statements side by side, each with its words", "2つの表と説明")),
      subtitle: say(t("Layout with two equal columns", "2段組")),
      areas: {
        left: [
          {
            kind: "statement-extract",
            heading: [t("Cash flows", "キャッシュ・フロー")],
            ...figureTable(lang, {
              groups: [],
              columns: [
                ["{2Q06}", "level", true],
                ["{2Q05}", "level"],
                [t("Change", "増減"), "level"],
              ],
              rows: [
                [t("Operating activities", "営業活動"), "1,608 1,969 -362"],
                [t("Investing activities", "投資活動"), "(855) 889 -1,744", "part"],
                [t("Financing activities", "財務活動"), "(983) (1,021) +38", "part"],
                [t("Cash, end of each period", "四半期末残高"), "12,860 6,953 +5,906", "total", true],
              ],
            }),
          },
        ],
        right: [
          {
            kind: "bullets",
            heading: [t("Cash flows in the quarter", "四半期のキャッシュ・フロー")],
            items: [
              {
                text: say(
                  t("Operating activities provided {JPY 1,608 million}.", "営業活動による収入は{16.1億円}。"),
                ),
                items: [],
              },
              {
                text: say(
                  t(
                    "Investing activities used {JPY 855 million}, mainly for purchases of property and equipment.",
                    "投資活動による支出は{8.6億円}。主に有形固定資産の取得によるもの。",
                  ),
                ),
                items: [],
              },
              {
                text: say(
                  t("Financing activities used {JPY 983 million}.", "財務活動による支出は{9.8億円}。"),
                ),
                items: [],
              },
            ],
          },
        ],
      },
    },
  ];
}

function targets(t: Both, million: string): SampleSlide {
  const favourable = t(
    "Increasing mainly due to favorable trends of revenues from connectivity, value-added services and systems integration",
    "接続サービス、付加価値サービス及びシステムインテグレーションの営業収益が好調に推移したため増加",
  );
  const securities = t(
    "The gain from sale of available-for-sale securities decreases due to decrease in its value due to market fluctuations",
    "市況の変動による時価の下落に伴い、売却可能有価証券売却益が減少",
  );
  const revenues = t("Increasing mainly due to an increase in revenues", "主に増収により増加");
  const cells = (texts: string) => list(texts).map((text) => cell(text));
  const comment = (text: string, rows = 1) => ({ comment: { text: [text], rows } });
  const groups = [
    {
      label: say(t("{1H06} (April – September {2006})", "{1H06}（{2006}年4月–9月）")),
      columns: [[t("Initial", "期初")], [t("Revised", "修正後")]],
      comment: [t("Reason", "修正理由")],
    },
    {
      label: say(t("{FY2006} (April {2006} – March {2007})", "{FY2006}（{2006}年4月–{2007}年3月）")),
      columns: [[t("Initial", "期初")], [t("Revised", "修正後")]],
      comment: [t("Reason", "修正理由")],
    },
  ];
  const fourth = t(
    "Maintained since IIJ's annual revenues and profits related to systems integration are largely influenced by the results in the fourth quarter",
    "システムインテグレーションの通期の売上及び利益は第4四半期の業績に大きく左右されるため据え置き",
  );
  return {
    id: "targets",
    layout: "stack",
    title: say(
      t(
        "First-half targets raised; full-year operating income target of {JPY 3.2 billion} kept",
        "上期目標を上方修正、通期営業利益目標{32億円}は据え置き",
      ),
    ),
    subtitle: say(
      t("Revision of financial targets · {November 2, 2006}", "業績予想の修正 ・ {2006年11月2日}"),
    ),
    unit: million,
    areas: {
      top: [
        {
          kind: "targets-table",
          heading: [t("Consolidated", "連結")],
          groups,
          rows: [
            {
              label: [t("Total revenues", "営業収益")],
              groups: [
                { cells: cells("25,000 26,400"), ...comment(favourable) },
                {
                  cells: cells("55,000 56,000"),
                  comment: {
                    text: say(
                      t("Increasing reflecting the results for {1H06}", "{1H06}の実績を反映して増加"),
                    ),
                    rows: 1,
                  },
                },
              ],
            },
            {
              label: [t("Operating income", "営業利益")],
              groups: [
                { cells: cells("1,000 1,370"), ...comment(revenues) },
                { cells: cells("3,200 3,200"), ...comment(fourth) },
              ],
            },
            {
              label: [t("Income before income tax expense (benefit)", "税引前当期純利益")],
              groups: [
                { cells: cells("2,600 2,140"), ...comment(securities) },
                { cells: cells("6,300 5,000"), ...comment(securities) },
              ],
            },
            {
              label: [t("Net income", "当期純利益")],
              groups: [
                {
                  cells: cells("2,000 2,850"),
                  ...comment(
                    t(
                      "Increasing due to deferred tax benefits resulting from a release of valuation allowance against deferred income tax assets related to tax operating loss carryforwards and others",
                      "税務上の繰越欠損金等に係る評価性引当金の取崩しによる繰延税金により増加",
                    ),
                  ),
                },
                {
                  cells: cells("5,000 5,000"),
                  ...comment(
                    t(
                      "Maintained mainly due to an application of income tax effect",
                      "主に税効果会計の適用により据え置き",
                    ),
                  ),
                },
              ],
            },
          ],
        },
      ],
      bottom: [
        {
          kind: "targets-table",
          heading: [t("Non-consolidated", "個別")],
          groups,
          rows: [
            {
              label: [t("Total revenues", "営業収益")],
              groups: [
                { cells: cells("18,900 19,200"), ...comment(favourable) },
                {
                  cells: cells("41,000 41,000"),
                  ...comment(
                    t(
                      "Maintained since IIJ's annual revenues and profits related to systems integration are largely influenced by the results in the fourth quarter and IIJ has a large amount of integration projects that have relatively short lead-time",
                      "システムインテグレーションの通期の売上及び利益は第4四半期の業績に大きく左右され、納期の比較的短い案件も多いため据え置き",
                    ),
                    3,
                  ),
                },
              ],
            },
            {
              label: [t("Operating income", "営業利益")],
              groups: [{ cells: cells("300 580"), ...comment(revenues, 2) }, { cells: cells("1,300 1,300") }],
            },
            {
              label: [t("Ordinary income", "経常利益")],
              groups: [{ cells: cells("300 600") }, { cells: cells("1,300 1,300") }],
            },
            {
              label: [t("Net income", "当期純利益")],
              groups: [
                { cells: cells("2,000 1,620"), ...comment(securities) },
                { cells: cells("4,800 4,200"), ...comment(securities) },
              ],
            },
          ],
        },
      ],
    },
  };
}

function services(t: Both): SampleSlide {
  const row = (name: string, date: string, text: string): Runs[] => [say(name), say(date), say(text)];
  const security = t("**Security** · ", "**セキュリティ** ・ ");
  const vpn = t("**Internet VPN** · ", "**インターネットVPN** ・ ");
  const mail = t("**E-mail solutions** · ", "**メールソリューション** ・ ");
  const enhanced = t(" (feature enhancement)", "（機能拡充）");
  return {
    id: "services",
    layout: "single",
    title: say(
      t(
        "Eight new or enhanced services in security, VPN and e-mail",
        "セキュリティ・VPN・メール分野で8つのサービスを提供・拡充",
      ),
    ),
    subtitle: say(
      t(
        "Enhanced IIJ solutions line-up · since {July 2006}",
        "IIJソリューションのラインアップ強化 ・ {2006年7月}以降",
      ),
    ),
    areas: {
      main: [
        {
          kind: "paragraph",
          heading: [],
          paragraphs: [
            [
              t(
                "IIJ has been enhancing its solutions line-up and continued to develop new security and e-mail related services and enhance its existing services.",
                "セキュリティ及びメール関連の新サービスの開発と既存サービスの機能拡充を継続し、ソリューションのラインアップを強化しています。",
              ),
            ],
          ],
        },
        {
          kind: "text-table",
          columns: [
            { label: [t("Service", "サービス")], width: 0.3 },
            { label: [t("Introduced", "提供開始")], width: 0.1 },
            { label: [t("Description", "内容")], width: 0.6 },
          ],
          rows: [
            row(
              "IIJ Managed IPS Service",
              t("{7/3}", "{7月3日}"),
              security +
                t(
                  "Service to protect corporate internal networks from unsolicited accesses from Internet",
                  "インターネットからの不正アクセスから企業内ネットワークを保護するサービス",
                ),
            ),
            row(
              `IIJ SMF Service${enhanced}`,
              t("{8/3}", "{8月3日}"),
              vpn +
                t(
                  "Feature enhancement to support closed network services and other services provided by other telecommunications carriers and ISPs",
                  "他の通信事業者及びISPが提供する閉域網サービス等に対応する機能拡充",
                ),
            ),
            row(
              `IIJ Managed VPN PRO${enhanced}`,
              t("{9/4}", "{9月4日}"),
              vpn +
                t(
                  "Feature enhancement of the service to construct full managed type of Internet VPN on IIJ's Internet backbone to connect customer sites in Japan and abroad",
                  "IIJのバックボーン上で国内外の顧客拠点を結ぶフルマネージド型インターネットVPN構築サービスの機能拡充",
                ),
            ),
            row(
              "IIJ Secure MX Service",
              t("{10/1}", "{10月1日}"),
              mail +
                t(
                  "ASP service to provide anti-spam, encapsulation of routes of incoming and outgoing e-mails, recording of all e-mails and others",
                  "迷惑メール対策、送受信経路の秘匿、全メールの記録等を提供するASPサービス",
                ),
            ),
            row(
              `IIJ Document Exchange Service${enhanced}`,
              t("{10/5}", "{10月5日}"),
              mail +
                t(
                  "Feature enhancement to enable easily sharing of large computer files by linking on-line storage and Web mail functions",
                  "オンラインストレージとWebメールの連携により大容量ファイルの共有を容易にする機能拡充",
                ),
            ),
            row(
              "iiMail",
              t("{10/10}", "{10月10日}"),
              mail +
                t(
                  "Service to construct e-mail systems for corporate customers in a relatively short time and for more reasonable price",
                  "法人向けメールシステムを短期間かつ低価格で構築するサービス",
                ),
            ),
            row(
              "IIJ Managed Firewall Service",
              t("{11/1}", "{11月1日}"),
              security +
                t(
                  "Service for IIJ's security engineers to operate and monitor firewalls at customer premises",
                  "IIJのセキュリティエンジニアが顧客構内のファイアウォールを運用・監視するサービス",
                ),
            ),
            row(
              `IIJ Secure MX Service${enhanced}`,
              t("{11/1}", "{11月1日}"),
              mail +
                t("Feature enhancement to add on-line storage functions", "オンラインストレージ機能を追加"),
            ),
          ],
        },
      ],
    },
  };
}

function recurring(t: Both): SampleSlide {
  const stage = (heading: string, boxes: readonly string[], caption = "") => ({
    heading: say(heading),
    boxes: boxes.map(say),
    caption: say(caption),
  });
  return {
    id: "recurring",
    layout: "single",
    title: say(t("Projects that lead to recurring operation", "継続的な運用につながる案件")),
    subtitle: [],
    areas: {
      main: [
        {
          kind: "flow-diagram",
          heading: say(t("From consulting to operation", "コンサルティングから運用まで")),
          stages: [
            stage(
              t("Consulting", "コンサルティング"),
              [t("Network design", "ネットワーク設計"), t("**Security** review", "**セキュリティ**診断")],
              t("One-time", "一時的"),
            ),
            stage(t("Construction", "構築"), [
              t("Data centre networks", "データセンター\u200bネットワーク"),
              t("E-mail systems", "メールシステム"),
              t("Storage", "ストレージ"),
            ]),
            stage(t("Operation", "運用"), [t("Maintenance since {2Q06}", "{2Q06}以降の保守")]),
          ],
          rows: 3,
          band: say(t("Recurring revenues", "継続的な売上")),
        },
      ],
    },
  };
}

function smallCharts(t: Both, id: string, layout: "trio" | "trio-stack"): SampleSlide {
  const columns = quarters.slice(-6).map(column);
  const height = layout === "trio" ? 170 : 150;
  const chart = (
    heading: string,
    panel: ChartRequest["panels"][number],
    legend: readonly { readonly label: Runs; readonly colour: number }[] = [],
  ): Block => ({
    kind: "chart",
    heading: say(heading),
    unit: "",
    legend,
    chart: { width: 360, labelWidth: 0, columns, columnLabels: true, panels: [panel], alt: heading },
  });
  const words = (en: string, ja: string): Block => ({
    kind: "bullets",
    heading: [],
    items: [{ text: say(t(en, ja)), items: [] }],
  });
  const charts = {
    left: chart(t("Total revenues", "営業収益"), {
      kind: "columns",
      height,
      series: series("r", 0, list("9,880 11,929 11,870 16,133 12,437 14,007")),
    }),
    middle: chart(
      t("Income", "利益"),
      {
        kind: "clustered-columns",
        height,
        series: [
          series("o", 0, list("247 507 691 966 559 811")),
          series("n", 1, list("623 1,001 1,189 1,941 734 2,120")),
        ],
      },
      [
        { label: [t("Operating income", "営業利益")], colour: 0 },
        { label: [t("Net income", "当期純利益")], colour: 1 },
      ],
    ),
    right: chart(t("Operating margin", "営業利益率"), {
      kind: "ratio-line",
      height,
      series: series("m", 3, list("2.5% 4.3% 5.8% 6.0% 4.5% 5.8%")),
    }),
  };
  const revenues = words("Revenues rose {17.4%}", "営業収益は{17.4%}増");
  return {
    id,
    layout,
    title: say(t("Revenues, income and margin by quarter", "四半期別の営業収益、利益、利益率")),
    subtitle: [],
    areas:
      layout === "trio-stack"
        ? { left: [charts.left], middle: [charts.middle], right: [charts.right], bottom: [revenues] }
        : {
            left: [charts.left, revenues],
            middle: [charts.middle, words("Net income rose {111.9%}", "当期純利益は{111.9%}増")],
            right: [charts.right, words("The margin rose to {5.8%}", "利益率は{5.8%}に上昇")],
          },
  };
}

function group(t: Both): SampleSlide {
  const subsidiary = (share: string) => ({
    relation: [t("Consolidated subsidiary", "連結子会社")],
    ownership: cell(share),
  });
  const affiliate = (share: string) => ({
    relation: [t("Equity method investee", "持分法適用関連会社")],
    ownership: cell(share),
  });
  const company = (name: string, relation: ReturnType<typeof subsidiary>, highlight = false) => ({
    name: [name],
    ...relation,
    highlight,
  });
  return {
    id: "group",
    layout: "split-wide",
    title: say(
      t(
        "Net Chart Japan joins the group for network construction and sales",
        "ネットワーク構築と営業力強化のためネットチャートを設立",
      ),
    ),
    subtitle: say(
      t(
        "Enhanced IIJ group structure · as of {October 1, 2006}",
        "IIJグループの体制強化 ・ {2006年10月1日}現在",
      ),
    ),
    areas: {
      left: [
        {
          kind: "organisation-chart",
          parent: [t("Internet Initiative Japan Inc.", "株式会社インターネットイニシアティブ")],
          areas: [
            {
              label: [t("Application / contents", "アプリケーション・コンテンツ")],
              companies: [
                company(t("Internet Revolution Inc.", "インターネットレボリューション"), affiliate("30.0%")),
                company(t("atom Co., Ltd.", "アトム"), affiliate("34.6%")),
              ],
            },
            {
              label: [t("Global / network", "グローバル・ネットワーク")],
              companies: [
                company(t("Internet Multifeed Co.", "インターネットマルチフィード"), affiliate("31.0%")),
                company("IIJ America Inc.", subsidiary("100.0%")),
              ],
            },
            {
              label: [t("Outsourcing", "アウトソーシング")],
              companies: [company(t("Net Care, Inc.", "ネットケア"), subsidiary("59.3%"))],
            },
            {
              label: [t("Integration", "インテグレーション")],
              companies: [
                company(t("IIJ Technology Inc.", "アイアイジェイテクノロジー"), subsidiary("72.1%")),
                company(t("IIJ Financial Systems Inc.", "IIJフィナンシャルシステムズ"), subsidiary("64.5%")),
                company(t("Net Chart Japan Inc.", "ネットチャート"), subsidiary("100.0%"), true),
              ],
            },
          ],
        },
      ],
      right: [
        {
          kind: "label-values",
          heading: [t("Net Chart Japan Inc.", "ネットチャート株式会社")],
          items: [
            [t("Location", "所在地"), t("Yokohama, Kanagawa", "神奈川県横浜市")],
            [t("Representative", "代表者"), t("Kazuhiro Kusumoto", "楠本 和弘")],
            [t("Established", "設立"), t("{August 10, 2006}", "{2006年8月10日}")],
            [
              t("Shareholders", "株主"),
              t("Internet Initiative Japan Inc. ({100%})", "株式会社インターネットイニシアティブ（{100%}）"),
            ],
            [t("Employees", "従業員数"), t("{40}", "{40名}")],
            [t("Capital", "資本金"), t("{JPY 55 million}", "{0.6億円}")],
            [t("Additional paid-in capital", "資本剰余金"), t("{JPY 55 million}", "{0.6億円}")],
            [
              t("Business", "事業内容"),
              t(
                "Installation and configuration of equipment, construction such as wiring, and installation and support of applications",
                "機器の設置・設定、配線等の工事、アプリケーションの導入及びサポート",
              ),
            ],
          ].map(([label, value]) => ({ label: say(label!), value: say(value!) })),
        },
        {
          kind: "paragraph",
          heading: [],
          paragraphs: [
            say(
              t(
                "It started business after it succeeded the operations of Net Chart Japan Corporation on {October 1, 2006}.",
                "{2006年10月1日}にネットチャートジャパンの事業を承継し、営業を開始しました。",
              ),
            ),
          ],
        },
      ],
    },
  };
}

function bridge(t: Both, million: string): SampleSlide {
  const factors = [
    t("Connectivity", "接続サービス"),
    t("Value-added services", "付加価値サービス"),
    t("Systems integration", "システムインテグレーション"),
    t("Backbone cost", "バックボーン原価"),
    t("Personnel", "人件費"),
  ];
  const names = [t("1H05", "1H05"), ...factors, t("1H06", "1H06")];
  return {
    id: "bridge",
    layout: "single",
    title: say(t("Gross margin rose {27.3%}", "売上総利益は{27.3%}増")),
    subtitle: say(t("Factors · {1H05} – {1H06}", "増減要因 ・ {1H05}–{1H06}")),
    unit: million,
    areas: {
      main: [
        {
          kind: "waterfall",
          heading: [t("Factors of the gross margin", "売上総利益の増減要因")],
          unit: "",
          chart: {
            width: 1152,
            labelWidth: 0,
            columns: names.map((label, index) => ({
              id: String(index),
              label,
              lines: [[{ text: label }]],
              emphasis: label === "1H06" ? "current" : "past",
            })),
            columnLabels: "inside",
            panels: [
              {
                kind: "waterfall",
                height: 360,
                series: series("gross-margin", 0, list("3,818 (120) 871 1,342 (684) (365) 4,862")),
                tones: ["bad", "good", "good", "bad", "bad"],
                slack: 0,
              },
            ],
            alt: t("Factors between the gross margins", "売上総利益の増減要因"),
          },
        },
      ],
    },
  };
}

/** Plain columns and their labels, drawn to the geometry of the request. */
function standIn(chart: ChartRequest): string {
  const colours = ["#0B3C6F", "#1F78B4", "#6BAED6", "#F2A541", "#B8C4CE"];
  const step = (chart.width - chart.labelWidth) / chart.columns.length;
  let top = 0;
  const parts: string[] = [];
  const text = (x: number, y: number, value: string, figure?: string) =>
    parts.push(
      `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="middle" font-size="12" fill="#12263A"${figure === undefined ? "" : ` data-figure="${figure}"`}>${value}</text>`,
    );
  const centre = (index: number) => chart.labelWidth + step * (index + 0.5);
  const bar = (x: number, y: number, width: number, height: number, colour: number, past: boolean) =>
    parts.push(
      `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" fill="${colours[colour]!}"${past ? ' opacity="0.8"' : ""}/>`,
    );
  for (const panel of chart.panels) {
    const past = (index: number) => chart.columns[index]!.emphasis === "past";
    if (panel.kind === "stacked-columns") {
      const most = Math.max(...panel.totals.map(({ value }) => value ?? 0));
      panel.totals.forEach((total, index) => {
        let y = top + panel.height;
        for (const one of panel.series) {
          const height = ((one.marks[index]!.value ?? 0) / most) * (panel.height - 22);
          y -= height;
          bar(centre(index) - step * 0.3, y, step * 0.6, height, one.colour, past(index));
        }
        text(centre(index), y - 6, total.label ?? "", total.figure);
      });
    } else if (panel.kind === "ratio-line") {
      const values = panel.series.marks.map(({ value }) => value ?? 0);
      const [least, most] = [Math.min(...values), Math.max(...values)];
      const y = (value: number) => top + 20 + ((most - value) / (most - least)) * (panel.height - 34);
      parts.push(
        `<polyline fill="none" stroke="#B84E19" stroke-width="2" points="${values.map((value, index) => `${centre(index).toFixed(1)},${y(value).toFixed(1)}`).join(" ")}"/>`,
      );
      panel.series.marks.forEach((mark, index) =>
        text(centre(index), y(values[index]!) - 7, mark.label ?? "", mark.figure),
      );
    } else if (panel.kind === "waterfall") {
      const { marks, colour } = panel.series;
      const values = marks.map(({ value }) => value ?? 0);
      const ends = values.map((value, index) =>
        index === values.length - 1 ? value : values.slice(0, index + 1).reduce((sum, one) => sum + one, 0),
      );
      const scale = (panel.height - 60) / Math.max(...ends);
      const y = (value: number) => top + panel.height - 30 - value * scale;
      ends.forEach((end, index) => {
        const from = end - values[index]!;
        bar(
          centre(index) - step * 0.3,
          y(Math.max(from, end)),
          step * 0.6,
          Math.abs(end - from) * scale,
          colour,
          past(index),
        );
        text(centre(index), y(Math.max(from, end)) - 5, marks[index]!.label ?? "", marks[index]!.figure);
      });
    } else {
      const all = panel.kind === "columns" ? [panel.series] : panel.series;
      const values = all.flatMap((one) => one.marks.map(({ value }) => value ?? 0));
      const [least, most] = [Math.min(0, ...values), Math.max(...values)];
      const scale = (panel.height - 40) / (most - least);
      const zero = top + 20 + most * scale;
      all.forEach((one, at) =>
        one.marks.forEach((mark, index) => {
          const value = mark.value ?? 0;
          const width = (step * 0.7) / all.length;
          bar(
            centre(index) - step * 0.35 + width * at,
            value >= 0 ? zero - value * scale : zero,
            width,
            Math.abs(value) * scale,
            one.colour,
            past(index),
          );
          text(
            centre(index) - step * 0.35 + width * (at + 0.5),
            value >= 0 ? zero - value * scale - 5 : zero - value * scale + 13,
            mark.label ?? "",
            mark.figure,
          );
        }),
      );
      parts.push(
        `<line x1="${chart.labelWidth}" x2="${chart.width}" y1="${zero}" y2="${zero}" stroke="#12263A"/>`,
      );
    }
    top += panel.height;
  }
  if (chart.columnLabels) {
    const below = chart.columnLabels === true;
    chart.columns.forEach(({ label }, index) => text(centre(index), top + (below ? 16 : -8), label));
    if (below) top += 20;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${chart.width}" height="${top}" viewBox="0 0 ${chart.width} ${top}">${parts.join("")}</svg>`;
}
