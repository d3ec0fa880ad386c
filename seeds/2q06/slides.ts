import type { BulletRule } from "../bullet.ts";

/** What a slide of the 2Q06 deck says: where it starts, and which account each label and which figure each column means. */
export interface SlideRule {
  readonly slide: number;
  /** The slide's first line; empty for the first slide. */
  readonly title: string;
  readonly tables?: readonly TableRule[];
  readonly sections?: readonly SectionRule[];
}

/** Bullets from the line on that starts with `after`; empty: from the slide's start. */
export interface SectionRule extends BulletRule {
  readonly after: string;
  /** The labels start with the words of that line, up to " - ". */
  readonly named?: boolean;
}

/** A table whose head starts with `corner`. */
export interface TableRule {
  readonly corner: string;
  readonly heads: 1 | 2;
  /** Continues the table before: its upper heads hold here too, and the column's name starts with the corner. */
  readonly continued?: boolean;
  /** Label to account; "cash@end" stands at the end date of the column's period. */
  readonly rows: Readonly<Record<string, string>>;
  /** Column to what follows the account in the reference. */
  readonly columns: Readonly<Record<string, string>>;
}

const RESULTS = {
  "Total Revenues": "revenue.total",
  "Total Costs": "cost.total",
  "Gross Margin": "gross-margin",
  "SG&A/R&D": "sga-rd",
  "Operating Income": "operating-income",
  "Income before Income Tax Expense (Benefit)": "pretax-income",
  "Net Income": "net-income",
};

const QUARTERS = Object.fromEntries(
  ["1Q04", "2Q04", "3Q04", "4Q04", "1Q05", "2Q05", "3Q05", "4Q05", "1Q06", "2Q06"].map((id) => [
    id,
    `@${id}`,
  ]),
);

const TARGETS = {
  "Total Revenues": "revenue.total",
  "Operating Income": "operating-income",
  "Ordinary Income": "ordinary-income",
  "Income before Income Tax Expense (Benefit)": "pretax-income",
  "Net Income": "net-income",
};

/** The fourteen slides in their order. */
export const slides: readonly SlideRule[] = [
  { slide: 1, title: "" },
  { slide: 2, title: "Forward-looking Statements" },
  {
    slide: 3,
    title: "Summary of Financial Results for 2Q and 1H06",
    sections: [
      {
        after: "<<1H06",
        period: "1H06",
        subjects: [
          { words: /^Total revenues/, account: "revenue.total" },
          { words: /^Operating income/, account: "operating-income" },
        ],
      },
      {
        after: "<<2Q06",
        period: "2Q06",
        subjects: [
          { words: /^Total revenues/, account: "revenue.total" },
          { words: /^Operating income/, account: "operating-income" },
        ],
      },
    ],
  },
  {
    slide: 4,
    title: "Consolidated Financial Results for 1H06",
    tables: [
      {
        corner: "",
        heads: 2,
        rows: RESULTS,
        columns: {
          "1H06 Initial Targets": "@1H06/target.initial",
          "1H06 Results": "@1H06",
          "1H06 % of Total Revenues": "@1H06|share(revenue.total)",
          "1H05 Results": "@1H05",
          "1H05 % of Total Revenues": "@1H05|share(revenue.total)",
          YoY: "@1H06|growth(-1y)",
        },
      },
    ],
  },
  {
    slide: 5,
    title: "Consolidated Financial Results for 2Q06",
    tables: [
      {
        corner: "",
        heads: 2,
        rows: RESULTS,
        columns: {
          "2Q06 Results": "@2Q06",
          "2Q06 % of Total Revenues": "@2Q06|share(revenue.total)",
          "2Q05 Results": "@2Q05",
          "2Q05 % of Total Revenues": "@2Q05|share(revenue.total)",
          YoY: "@2Q06|growth(-1y)",
        },
      },
    ],
  },
  {
    slide: 6,
    title: "Trend of Quarterly Revenues",
    tables: [
      {
        corner: "Revenues (JPY million)",
        heads: 1,
        rows: {
          "Equipment Sales": "revenue.equipment",
          "Systems Integration": "revenue.systems",
          "Outsourced Operation": "revenue.outsourced",
          "VAS and Other Revenues": "revenue.vas-other",
          "Internet Connectivity Services": "revenue.connectivity",
          "Total Revenues": "revenue.total",
          "Gross Margin Ratio": "gross-margin-ratio",
        },
        columns: QUARTERS,
      },
    ],
  },
  {
    slide: 7,
    title: "Trend of Quarterly Operating and Net Income (Loss)",
    tables: [
      {
        corner: "",
        heads: 1,
        rows: {
          "Operating Income": "operating-income",
          "Net Income": "net-income",
          "Operating Margin Ratio": "operating-margin",
        },
        columns: QUARTERS,
      },
    ],
    sections: [
      {
        after: "<Operating Income",
        named: true,
        period: "2Q06",
        subjects: [
          { words: /^Increased/, account: "operating-income" },
          { words: /^Operating margin ratio/, account: "operating-margin" },
        ],
      },
      {
        after: "<Net Income",
        named: true,
        period: "2Q06",
        subjects: [
          { words: /^Gain from sale of available-for-sale securities/, account: "securities-gains" },
          { words: /^Income tax benefit/, account: "income-tax-benefit" },
          { words: /deferred tax benefits/, account: "deferred-tax-benefit" },
          { words: /^Minority interests/, account: "minority-interests" },
          { words: /^Equity in net loss/, account: "equity-method-loss" },
        ],
      },
    ],
  },
  {
    slide: 8,
    title: "Results by Service – Connectivity and Value-added Services",
    tables: [
      {
        corner: "Revenues (JPY million)",
        heads: 1,
        rows: {
          "Other Revenues": "revenue.other",
          "Value-added Services": "revenue.vas",
          "Dial-up Access Services": "revenue.dial-up",
          "Dedicated Access Services": "revenue.dedicated",
          "Total Revenues": "revenue.connectivity-vas",
          "Gross Margin Ratio (%)": "gross-margin-ratio.connectivity-vas",
        },
        columns: QUARTERS,
      },
    ],
    sections: [
      {
        after: "",
        period: "2Q06",
        subjects: [
          // The text does not say what the decrease is compared with; the year before is the base that it fits.
          { words: /^Dedicated access/, account: "revenue.dedicated", unstated: "-1y" },
          {
            words: /decrease of JPY [\d,]+ million in (?<label>interconnection revenues)/,
            account: "revenue.interconnection",
            as: "|change(-1y)",
          },
          { words: /^Dial-up access/, account: "revenue.dial-up" },
          { words: /^Value-added services/, account: "revenue.vas" },
          { words: /^Gross margin ratio/, account: "gross-margin-ratio.connectivity-vas" },
          { words: /^Number of dedicated access contracts/, account: "contracts.dedicated", atEnd: true },
          { words: /^Total contracted bandwidth/, account: "bandwidth", atEnd: true },
        ],
      },
    ],
  },
  {
    slide: 9,
    title: "Results by Service – Systems Integration",
    sections: [
      {
        after: "",
        period: "2Q06",
        subjects: [
          { words: /^Revenues/, account: "revenue.systems-total" },
          { words: /^Systems integration/, account: "revenue.systems" },
          { words: /^Outsourced operation/, account: "revenue.outsourced" },
          { words: /^Gross margin ratio/, account: "gross-margin-ratio.systems" },
        ],
      },
      {
        after: "Outsourcing revenues",
        named: true,
        period: "2Q06",
        subjects: [
          { words: /^Revenues/, account: "revenue.outsourcing-total" },
          { words: /^Value-added services and other revenues/, account: "revenue.vas-other" },
          { words: /^Outsourced operation/, account: "revenue.outsourced" },
        ],
      },
    ],
  },
  {
    slide: 10,
    title: "Balance Sheets and Cash Flows in 2Q06",
    tables: [
      {
        corner: "● Balance Sheets",
        heads: 1,
        rows: {
          Cash: "cash",
          "Available-for-sale Securities": "securities-afs",
          "Long and Short-term Borrowings": "borrowings",
          "Common Stock": "common-stock",
          "Additional Paid-in Capital": "capital-surplus",
          "Accumulated Deficit": "accumulated-deficit",
          "Accumulated Other Comprehensive Income": "accumulated-oci",
          "Total Shareholders' Equity": "equity.total",
        },
        columns: {
          "September 30, 2006": "@2006-09-30",
          "March 31, 2006": "@2006-03-31",
          Change: "@2006-09-30|change(opening)",
        },
      },
      {
        corner: "● Cash Flows (3 months)",
        heads: 1,
        rows: {
          "Net Cash Provided by Operating Activities": "cash-flow.operating",
          "Net Cash Provided by (Used in) Investing Activities": "cash-flow.investing",
          "Net Cash Used in Financing Activities": "cash-flow.financing",
          "Cash, End of Each Period": "cash@end",
        },
        columns: { "2Q06": "@2Q06", "2Q05": "@2Q05", Change: "@2Q06|change(-1y)" },
      },
    ],
  },
  {
    slide: 11,
    title: "Other Financial Data in 1Q06",
    tables: [
      {
        corner: "",
        heads: 1,
        rows: {
          CAPEX: "capex",
          "Depreciation and Amortization": "depreciation",
          "Adjusted EBITDA": "adjusted-ebitda",
        },
        columns: { "2Q06": "@2Q06", "2Q05": "@2Q05", Change: "@2Q06|growth(-1y)" },
      },
    ],
  },
  {
    slide: 12,
    title: "Revision of Financial Targets (November 2, 2006)",
    tables: [
      {
        corner: "Consolidated",
        heads: 2,
        rows: TARGETS,
        columns: {
          "1H06 Initial": "@1H06/target.initial",
          "1H06 Revised": "@1H06/target.revised",
          "FY2006 Initial": "@FY2006/target.initial",
          "FY2006 Revised": "@FY2006/target.revised",
        },
      },
      {
        corner: "Non-Consolidated",
        heads: 1,
        continued: true,
        rows: TARGETS,
        columns: {
          "Non-Consolidated 1H06 Initial": "@1H06/target.initial/non-consolidated",
          "Non-Consolidated 1H06 Revised": "@1H06/target.revised/non-consolidated",
          "Non-Consolidated FY2006 Initial": "@FY2006/target.initial/non-consolidated",
          "Non-Consolidated FY2006 Revised": "@FY2006/target.revised/non-consolidated",
        },
      },
    ],
  },
  { slide: 13, title: "Enhanced IIJ Solutions Line-up" },
  {
    slide: 14,
    title: "Enhanced IIJ Group Structure",
    sections: [
      {
        after: "Overview",
        period: "2006-11-09",
        subjects: [
          { words: /^Shareholders/, account: "ownership[net-chart]", as: "" },
          { words: /^Number of employees/, account: "employees[net-chart]" },
          { words: /^Capital/, account: "company-capital[net-chart]" },
          { words: /^Additional paid-in capital/, account: "company-surplus[net-chart]" },
        ],
      },
    ],
  },
];

/** Accounts that are the sum, difference or ratio of others, and those others. */
export const definitions: Readonly<Record<string, readonly string[]>> = {
  "revenue.total": [
    "revenue.connectivity",
    "revenue.vas-other",
    "revenue.outsourced",
    "revenue.systems",
    "revenue.equipment",
  ],
  "revenue.connectivity": ["revenue.dedicated", "revenue.dial-up"],
  "revenue.vas-other": ["revenue.vas", "revenue.other"],
  "revenue.connectivity-vas": ["revenue.dedicated", "revenue.dial-up", "revenue.vas", "revenue.other"],
  "revenue.systems-total": ["revenue.systems", "revenue.outsourced"],
  "revenue.outsourcing-total": ["revenue.outsourced", "revenue.vas-other"],
  "gross-margin": ["revenue.total", "cost.total"],
  "gross-margin-ratio": ["gross-margin", "revenue.total"],
  "operating-income": ["gross-margin", "sga-rd"],
  "operating-margin": ["operating-income", "revenue.total"],
  "adjusted-ebitda": ["operating-income", "depreciation"],
};
