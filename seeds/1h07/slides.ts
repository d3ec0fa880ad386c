/** What a slide of the 1H07 deck says: where it starts, and which account and period each label, column and sentence means. */
export interface SlideRule {
  readonly slide: number;
  /** The slide's first line; empty for the first slide. */
  readonly title: string;
  /** The slide's lines with tabs are this table; without it they are text. */
  readonly table?: TableRule;
  readonly texts?: readonly TextRule[];
  /** What has digits and is no figure, beyond the dates that every deck has: each stands somewhere on the slide. */
  readonly dates?: readonly string[];
}

export interface TableRule {
  /** Every column, in order. A column without parts holds remarks, which the slide's claims read. */
  readonly columns: readonly ColumnRule[];
  /** Every row's label and account, in order. */
  readonly rows: readonly (readonly [label: string, account: string])[];
}

/** A column's head, and the parts that its cells can have: at most one of each unit, told apart by "%". */
export type ColumnRule = readonly [head: string, ...parts: PartRule[]];

/** The name of a part of a column, what follows the account in the reference, and the unit. */
export type PartRule = readonly [column: string, suffix: string, unit: string];

/** The numbers of the lines from the one that starts with `after` up to the next rule's; without it, of the slide's first lines. */
export interface TextRule {
  readonly after?: string;
  readonly claims: readonly Claim[];
}

/**
 * A number by the words around it, where `#` stands for it with its sign, "JPY" and "%". Words stand once in their lines.
 * Two claims of the same words give two rows.
 */
export type Claim = readonly [
  words: string,
  /** As it is worded on the slide. */
  label: string,
  column: string,
  reference: string,
  more?: {
    /** The words say it and no sign does; of an amount: that it is an outflow or an expense. */
    readonly direction?: "up" | "down";
    /** Where no unit touches the number. */
    readonly unit?: string;
  },
];

const up = { direction: "up" } as const;
const down = { direction: "down" } as const;
/** Of amounts that leave "JPY" out. */
const billion = { unit: "JPY billion" } as const;

const RESULTS = [
  ["Total Revenues", "revenue.total"],
  ["Total Costs", "cost.total"],
  ["Gross Margin", "gross-margin"],
  ["SG&A/R&D", "sga-rd"],
  ["Operating Income", "operating-income"],
  ["Income before Income Tax Benefit", "pretax-income"],
  ["Net Income", "net-income"],
] as const;

/** The three key figures of a period. */
const keyFigures = (period: string): readonly Claim[] => [
  ["Total Revenues # billion", "Total Revenues", period, `revenue.total@${period}`, billion],
  ["billion (# YoY) - Operating Income", "Total Revenues", "YoY", `revenue.total@${period}|growth(-1y)`],
  ["Operating Income # billion", "Operating Income", period, `operating-income@${period}`, billion],
  ["billion (# YoY) - Operating Margin", "Operating Income", "YoY", `operating-income@${period}|growth(-1y)`],
  ["Operating Margin Ratio #", "Operating Margin Ratio", period, `operating-margin@${period}`],
  ["(# points YoY)", "Operating Margin Ratio", "YoY", `operating-margin@${period}|points(-1y)`],
];

/** The twenty slides in their order. */
export const slides: readonly SlideRule[] = [
  { slide: 1, title: "", dates: ["1st Half"] },
  { slide: 2, title: "Forward Looking Statements" },
  {
    slide: 3,
    title: "Structural Income Growth Trend",
    texts: [
      { after: "<1H07", claims: keyFigures("1H07") },
      { after: "<2Q07", claims: keyFigures("2Q07") },
      {
        after: "Development for Mid",
        claims: [["as # owned company", "hi-ho, Inc.", "1H07", "ownership[hi-ho]@2007-09-30"]],
      },
      {
        after: "Strengthening our Business Platform",
        claims: [
          ["# owned", "IIJ Technology Inc.", "1H07", "ownership[iij-tech]@2007-09-30"],
          ["# owned", "Net Care, Inc.", "1H07", "ownership[net-care]@2007-09-30"],
          [
            "new employees – # from 4Q06",
            "new employees",
            "from 4Q06",
            "employees@2007-09-30|change(opening)",
            { unit: "employees" },
          ],
          ["# employees", "employees on the consolidated basis", "2Q07", "employees@2007-09-30"],
        ],
      },
    ],
    dates: ["November 2007", "January 2008"],
  },
  {
    slide: 4,
    title: "Consolidated Financial Results for 1H07",
    table: {
      columns: [
        [
          "% of Revenues 1H07",
          ["1H07 % of Revenues", "@1H07|share(revenue.total)", "%"],
          ["1H07", "@1H07", "JPY billion"],
        ],
        [
          "% of Revenues 1H06",
          ["1H06 % of Revenues", "@1H06|share(revenue.total)", "%"],
          ["1H06", "@1H06", "JPY billion"],
        ],
        ["YoY", ["YoY", "@1H07|growth(-1y)", "%"]],
      ],
      rows: RESULTS,
    },
  },
  {
    slide: 5,
    title: "Revenues",
    texts: [
      {
        claims: [
          [
            "for corporate users (up # YoY)",
            "connectivity services for corporate users",
            "YoY",
            "revenue.connectivity-corporate@1H07|growth(-1y)",
            up,
          ],
          ["from hi-ho of # million", "additional revenues from hi-ho", "1H07", "revenue.hi-ho@1H07"],
          [
            "Internet Connectivity Services (up # YoY)",
            "Internet Connectivity Services",
            "YoY",
            "revenue.connectivity@1H07|growth(-1y)",
            up,
          ],
          ["VAS showed steady growth (up # YoY)", "VAS", "YoY", "revenue.vas@1H07|growth(-1y)", up],
          ["was up # YoY", "Systems Integration", "YoY", "revenue.systems-total@1H07|growth(-1y)", up],
          ["Gross margin ratio was # in 2Q07", "Gross margin ratio", "2Q07", "gross-margin-ratio@2Q07"],
          [
            "up # points from 2Q06",
            "Gross margin ratio",
            "from 2Q06",
            "gross-margin-ratio@2Q07|points(-1y)",
            up,
          ],
        ],
      },
    ],
  },
  {
    slide: 6,
    title: "Cost of Revenues and Gross Margin Ratio",
    texts: [
      {
        claims: [
          [
            "Cost of Connectivity Service and VAS revenues: Increased by # YoY",
            "Cost of Connectivity Service and VAS revenues",
            "YoY",
            "cost.connectivity-vas@1H07|growth(-1y)",
            up,
          ],
          ["was # million", "Additional cost from hi-ho", "1H07", "cost.hi-ho@1H07"],
          [
            "Cost of SI revenues: Increased by # YoY",
            "Cost of SI revenues",
            "YoY",
            "cost.systems@1H07|growth(-1y)",
            up,
          ],
        ],
      },
    ],
    dates: ["June 1st 2007"],
  },
  {
    slide: 7,
    title: "Factors for the Increasing Gross Margin from Connectivity and VAS",
    texts: [
      {
        claims: [
          ["Gross Margin: 1H06: # million", "Gross Margin", "1H06", "gross-margin.connectivity-vas@1H06"],
          ["-> 1H07: # million", "Gross Margin", "1H07", "gross-margin.connectivity-vas@1H07"],
          [
            "(# million",
            "Gross Margin",
            "Comparison to 1H06",
            "gross-margin.connectivity-vas@1H07|change(-1y)",
          ],
          [
            "million, #)",
            "Gross Margin",
            "Comparison to 1H06",
            "gross-margin.connectivity-vas@1H07|growth(-1y)",
          ],
          [
            "Gross Margin Ratio: 1H06: # ->",
            "Gross Margin Ratio",
            "1H06",
            "gross-margin-ratio.connectivity-vas@1H06",
          ],
          ["-> 1H07: # (", "Gross Margin Ratio", "1H07", "gross-margin-ratio.connectivity-vas@1H07"],
          // Points, though it is printed with "%"
          [
            "(#)",
            "Gross Margin Ratio",
            "Comparison to 1H06",
            "gross-margin-ratio.connectivity-vas@1H07|points(-1y)",
          ],
        ],
      },
    ],
  },
  {
    slide: 8,
    title: "SG&A Expenses/R&D",
    texts: [
      {
        claims: [
          [
            "Sales and Marketing Expenses (# million",
            "Sales and Marketing Expenses",
            "1H07",
            "sales-marketing@1H07",
          ],
          [
            "million, up # YoY in 1H07) Growth in personnel related and advertising",
            "Sales and Marketing Expenses",
            "YoY",
            "sales-marketing@1H07|growth(-1y)",
            up,
          ],
          [
            "expense of # million",
            "hi-ho related sales and marketing expense",
            "1H07",
            "sales-marketing.hi-ho@1H07",
          ],
          [
            "General and Administrative Expenses (# million",
            "General and Administrative Expenses",
            "1H07",
            "general-administrative@1H07",
          ],
          [
            "million, up # YoY in 1H07) Growth in personnel related expenses",
            "General and Administrative Expenses",
            "YoY",
            "general-administrative@1H07|growth(-1y)",
            up,
          ],
        ],
      },
    ],
  },
  { slide: 9, title: "Trend in Number of Employees on the Consolidated Basis" },
  {
    slide: 10,
    title: "Operating and Net Income",
    texts: [
      {
        claims: [
          ["Operating Income: # million", "Operating Income", "1H07", "operating-income@1H07"],
          ["(up # YoY)", "Operating Income", "YoY", "operating-income@1H07|growth(-1y)", up],
          [
            "decreased to other expense of # million",
            "Other Income (expense)",
            "1H07",
            "other-income@1H07",
            down,
          ],
          [
            "decreased to # million compared",
            "gains from sales of available-for-sale securities",
            "1H07",
            "securities-gains@1H07",
          ],
          [
            "compared to # million in 1H06",
            "gains from sales of available-for-sale securities",
            "1H06",
            "securities-gains@1H06",
          ],
          ["Income tax benefit was # million", "Income tax benefit", "1H07", "income-tax-benefit@1H07"],
          ["the benefit of # million in 1H06", "Income tax benefit", "1H06", "income-tax-benefit@1H06"],
          [
            "deferred tax benefits of # million",
            "deferred tax benefits",
            "1H07",
            "deferred-tax-benefit@1H07",
          ],
          [
            "in 1H07 was # million, affected by",
            "Minority interest in losses of subsidiaries",
            "1H07",
            "minority-losses@1H07",
          ],
          [
            "our # consolidated subsidiaries",
            "consolidated subsidiaries wholly owned by us",
            "1H07",
            "subsidiaries.wholly-owned@2007-09-30",
            { unit: "companies" },
          ],
          [
            "in 1H07 was # million, mainly",
            "Equity in net loss of equity method investees",
            "1H07",
            "equity-method-loss@1H07",
          ],
        ],
      },
    ],
    dates: ["May 2007"],
  },
  { slide: 11, title: "Image of Deferred Tax Benefits (or Expenses)" },
  {
    slide: 12,
    title: "Results by Service – Connectivity and VAS",
    texts: [
      {
        claims: [
          [
            "Users: # million in 1H07",
            "Connectivity Service for Corporate Users",
            "1H07",
            "revenue.connectivity-corporate@1H07",
          ],
          [
            "in 1H07 (up # YoY)",
            "Connectivity Service for Corporate Users",
            "YoY",
            "revenue.connectivity-corporate@1H07|growth(-1y)",
            up,
          ],
          [
            "(1H06: # contracts",
            "numbers of connectivity contracts",
            "1H06",
            "contracts.corporate@2006-09-30",
          ],
          [
            "->1H07: # contracts",
            "numbers of connectivity contracts",
            "1H07",
            "contracts.corporate@2007-09-30",
          ],
          [
            "Home Users: up # YoY",
            "Connectivity Services for Home Users",
            "YoY",
            "revenue.connectivity-home@1H07|growth(-1y)",
            up,
          ],
          ["from hi-ho of # million", "revenues from hi-ho", "1H07", "revenue.hi-ho@1H07"],
          [
            "were # contracts at the end of 1H07",
            "Number of hi-ho contracts",
            "1H07",
            "contracts.hi-ho@2007-09-30",
          ],
          ["VAS: Grew # YoY", "VAS", "YoY", "revenue.vas@1H07|growth(-1y)", up],
        ],
      },
    ],
  },
  {
    slide: 13,
    title: "Results by Service - SI",
    texts: [
      {
        claims: [
          [
            "increased by # compared to 2Q06",
            "Order backlog for SI and equipment sales",
            "compared to 2Q06",
            "backlog.systems-equipment@2007-09-30|growth(-1y)",
            up,
          ],
          [
            "increased by # in 1H07",
            "Revenues from systems operation and maintenance",
            "compared to 1H06",
            "revenue.outsourced@1H07|growth(-1y)",
            up,
          ],
        ],
      },
    ],
  },
  { slide: 14, title: "An Outline of IIJ's SI Projects" },
  {
    slide: 15,
    title: "Consolidated Balance Sheets",
    table: {
      columns: [
        ["September 30, 2007", ["September 30, 2007", "@2007-09-30", "JPY million"]],
        ["March 31, 2007", ["March 31, 2007", "@2007-03-31", "JPY million"]],
        ["Changes", ["Changes", "@2007-09-30|change(opening)", "JPY million"]],
        [""],
      ],
      rows: [
        ["Cash", "cash"],
        ["Accounts Receivable", "receivables"],
        ["Inventories", "inventories"],
        ["Prepaid Expenses", "prepaid-expenses"],
        ["Available-for-sale Securities", "securities-afs"],
        ["Property and Equipment", "property-equipment"],
        ["Intangible Assets", "intangibles.total"],
        ["Other Assets", "other-assets"],
        ["Borrowings (Short-term)", "borrowings.short-term"],
        ["Accumulated Deficit", "accumulated-deficit"],
        ["Accumulated Other Comprehensive Income", "accumulated-oci"],
        ["Total Shareholders' Equity", "equity.total"],
        ["Total Assets", "assets.total"],
      ],
    },
    texts: [
      {
        claims: [
          [
            "intangible assets of # million related to acquisition of subsidiary shares",
            "acquisition of subsidiary shares",
            "1H07",
            "intangibles.acquired-shares@1H07",
          ],
          [
            "and # million related to our acquisition of hi-ho",
            "our acquisition of hi-ho",
            "1H07",
            "intangibles.acquired-hi-ho@1H07",
          ],
          [
            "amortizable intangible assets of # million",
            "amortizable intangible assets",
            "1H07",
            "intangibles.acquired-hi-ho-amortizable@1H07",
          ],
          [
            "Increase in short-term borrowings of # million",
            "short-term borrowings",
            "Increase",
            "borrowings.short-term@2007-09-30|change(opening)",
            up,
          ],
        ],
      },
    ],
  },
  {
    slide: 16,
    title: "Consolidated Cash Flows",
    texts: [
      {
        claims: [
          [
            "operating activities was # million",
            "Net cash provided by operating activities",
            "1H07",
            "cash-flow.operating@1H07",
          ],
          [
            "used in operating activities of # million",
            "net cash used in operating activities",
            "1Q",
            "cash-flow.operating@1Q07",
            down,
          ],
          [
            "provided by operating activities of # million",
            "net cash provided by operating activities",
            "2Q",
            "cash-flow.operating@2Q07",
          ],
          [
            "used in investing activities was # million",
            "Net cash used in investing activities",
            "1H07",
            "cash-flow.investing@1H07",
            down,
          ],
          [
            "from minority shareholders of # million",
            "acquisition of shares of consolidated subsidiaries from minority shareholders",
            "1Q",
            "cf.minority-shares-acquired@1Q07",
            down,
          ],
          [
            "# million for the acquisition of hi-ho",
            "acquisition of hi-ho",
            "1Q",
            "cf.company-acquired@1Q07",
            down,
          ],
          [
            "hi-ho and purchase of property and equipment of # million",
            "purchase of property and equipment",
            "1Q",
            "cf.property-purchased@1Q07",
            down,
          ],
          [
            "2Q: purchase of property and equipment of # million",
            "purchase of property and equipment",
            "2Q",
            "cf.property-purchased@2Q07",
            down,
          ],
          [
            "investment in an equity method investee of # million",
            "investment in an equity method investee",
            "2Q",
            "cf.affiliate-investments@2Q07",
            down,
          ],
          [
            "used in financing activities was # million",
            "Net cash used in financing activities",
            "1H07",
            "cash-flow.financing@1H07",
            down,
          ],
          ["Borrowing of # million for 1H07", "Borrowing", "1H07", "cf.borrowings@1H07"],
          [
            "capital leases of # million",
            "Principal payments under capital leases",
            "1H07",
            "cf.lease-payments@1H07",
            down,
          ],
          ["Dividend Payments of # million", "Dividend Payments", "1H07", "cf.dividends@1H07", down],
        ],
      },
    ],
  },
  { slide: 17, title: "Other Financial Data (CAPEX etc.)" },
  { slide: 18, title: "Major Press Releases", dates: ["8/ 9", "9/ 3", "10/ 1", "10/ 2"] },
  {
    slide: 19,
    title: "(Reference) Consolidated Financial Results for 2Q07",
    // The heads name shares of revenues, and the cells have none
    table: {
      columns: [
        ["% of Revenues 2Q07", ["2Q07", "@2Q07", "JPY billion"]],
        ["% of Revenues 2Q06", ["2Q06", "@2Q06", "JPY billion"]],
        ["YoY", ["YoY", "@2Q07|growth(-1y)", "%"]],
      ],
      rows: RESULTS,
    },
  },
  { slide: 20, title: "(Reference) -Revenues from Internet Connectivity and VAS-" },
];

/** Accounts that are the sum, difference or ratio of others, and those others. */
export const definitions: Readonly<Record<string, readonly string[]>> = {
  "gross-margin": ["revenue.total", "cost.total"],
  "gross-margin-ratio": ["gross-margin", "revenue.total"],
  "operating-income": ["gross-margin", "sga-rd"],
  "operating-margin": ["operating-income", "revenue.total"],
  "pretax-income": ["operating-income", "other-income"],
  "net-income": ["pretax-income", "income-tax-benefit", "minority-losses", "equity-method-loss"],
  "cash-flow.financing": ["cf.borrowings", "cf.lease-payments", "cf.dividends"],
};
