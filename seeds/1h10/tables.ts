/** A section of the 1H10 press release, from the line that is its title on. */
export interface SectionRule {
  /** Its place among all sections of the release, counted from 1; sections without tables belong to the one before. */
  readonly section: number;
  /** Empty for the start of the text. */
  readonly title: string;
  /** Every table of the section, in order. */
  readonly tables: readonly TableRule[];
}

export interface TableRule {
  readonly heads: 1 | 2;
  /** Every column, in order. */
  readonly columns: readonly ColumnRule[];
  /** Every row with figures, in order. */
  readonly rows: readonly RowRule[];
}

/** A column's head, what follows the account in the reference, and the unit. */
export type ColumnRule = readonly [head: string, suffix: string, unit: string];

/**
 * A row's label and account. "{a@date}" in the label is a number and the figure that it should be; several references
 * where the label says that they are the same. "cash@opening" and "cash@end" stand at the dates of the column's period.
 */
export type RowRule = readonly [label: string, account: string];

/** Two periods in millions and, where a head is given, the change. */
const millions = (before: string, period: string, change?: string): readonly ColumnRule[] => [
  [`${before} JPY millions`, `@${before}`, "JPY million"],
  [`${period} JPY millions`, `@${period}`, "JPY million"],
  ...(change === undefined ? [] : [[change, `@${period}|growth(-1y)`, "%"] as const]),
];

/** Two periods or dates in thousands, as heads and as references, with the second in US dollars too. */
const thousands = (
  [before, end]: readonly [string, string],
  [at, now]: readonly [string, string],
): readonly ColumnRule[] => [
  [`${before} Thousands of JPY`, `@${at}`, "JPY thousand"],
  [`${end} Thousands of U.S. Dollars`, `@${now}|in(USD)`, "USD thousand"],
  [`${end} Thousands of JPY`, `@${now}`, "JPY thousand"],
];

/** The same with the percentages of a total after each amount in yen. */
const withShares = (
  heads: readonly [string, string],
  references: readonly [string, string],
  share: string,
  total: string,
): readonly ColumnRule[] => {
  const [before, dollars, yen] = thousands(heads, references);
  return [
    before!,
    [`${heads[0]} ${share}`, `@${references[0]}|share(${total})`, "%"],
    dollars!,
    yen!,
    [`${heads[1]} ${share}`, `@${references[1]}|share(${total})`, "%"],
  ];
};

const SIX_MONTHS = ["Six Months Ended September 30, 2009", "Six Months Ended September 30, 2010"] as const;
const THREE_MONTHS = [
  "Three Months Ended September 30, 2009",
  "Three Months Ended September 30, 2010",
] as const;
const HALVES = ["1H09", "1H10"] as const;
const QUARTERS = ["2Q09", "2Q10"] as const;

const BALANCE_SHEET = withShares(
  ["As of March 31, 2010", "As of September 30, 2010"],
  ["2010-03-31", "2010-09-30"],
  "%",
  "assets.total",
);

const SEGMENTS: readonly ColumnRule[] = [
  [`${SIX_MONTHS[0]} Thousands of JPY`, "@1H09", "JPY thousand"],
  [`${SIX_MONTHS[1]} Thousands of JPY`, "@1H10", "JPY thousand"],
];

const SERVICES = (total: string): readonly RowRule[] => [
  ["Internet Connectivity Service (Corporate Use)", "revenue.connectivity-corporate"],
  ["IP Service", "revenue.ip"],
  ["IIJ FiberAccess/F and IIJ DSL/F", "revenue.fiber"],
  ["IIJ Mobile Service", "revenue.mobile"],
  ["Others", "revenue.connectivity-others"],
  ["Internet Connectivity Service (Home Use)", "revenue.connectivity-home"],
  ["Under IIJ Brand", "revenue.home-own-brand"],
  ["hi-ho", "revenue.hi-ho"],
  ["OEM", "revenue.oem"],
  ["WAN Services", "revenue.wan"],
  ["Outsourcing Services", "revenue.outsourcing-services"],
  [total, "revenue.network"],
];

const income = (
  months: readonly [string, string],
  periods: readonly [string, string],
  [exchange, pretax, equityMethod]: readonly [string, string, string],
): TableRule => ({
  heads: 2,
  columns: withShares(months, periods, "% of total revenues", "revenue.total"),
  rows: [
    ["Internet Connectivity (corporate use)", "revenue.connectivity-corporate"],
    ["Internet Connectivity (home use)", "revenue.connectivity-home"],
    ["WAN services", "revenue.wan"],
    ["Outsourcing services", "revenue.outsourcing-services"],
    ["Total", "revenue.network"],
    ["Systems Construction", "revenue.systems"],
    ["Systems Operation and Maintenance", "revenue.outsourced"],
    ["Total", "revenue.systems-total"],
    ["Equipment sales", "revenue.equipment"],
    ["ATM operation business", "revenue.atm"],
    ["Total revenues", "revenue.total"],
    ["Cost of network services", "cost.network"],
    ["Cost of systems integration", "cost.systems"],
    ["Cost of equipment sales", "cost.equipment"],
    ["Cost of ATM operation business", "cost.atm"],
    ["Total cost", "cost.total"],
    ["Sales and marketing", "sales-marketing"],
    ["General and administrative", "general-administrative"],
    ["Research and development", "research-development"],
    ["Total cost and expenses", "costs-expenses"],
    ["OPERATING INCOME", "operating-income"],
    ["Interest income", "interest-income"],
    ["Interest expense", "interest-expense"],
    [exchange, "exchange-gains"],
    ["Net gains on sales of other investments", "investment-sales-gains"],
    ["Losses on write-down of other investments", "investment-write-downs"],
    ["Other—net", "other-net"],
    ["Other expense — net", "other-income"],
    [pretax, "pretax-income"],
    ["INCOME TAX EXPENSE", "income-tax-expense"],
    [equityMethod, "equity-method-income"],
    ["NET INCOME", "net-income.group"],
    ["LESS: NET LOSS ATTRIBUTABLE TO NONCONTROLLING INTERESTS", "noncontrolling-loss"],
    ["NET INCOME ATTRIBUTABLE TO INTERNET INITIATIVE JAPAN INC.", "net-income"],
  ],
});

// The line "NET INCOME PER SHARE" under the months has no figures: a second head, that names no column
const perShare = (
  [before, end]: readonly [string, string],
  [at, now]: readonly [string, string],
): TableRule => ({
  heads: 2,
  columns: [
    [before, `@${at}`, "JPY"],
    [end, `@${now}|in(USD)`, "USD"],
    [end, `@${now}`, "JPY"],
  ],
  rows: [
    ["BASIC WEIGHTED-AVERAGE NUMBER OF SHARES (shares)", "shares.average"],
    ["DILUTED WEIGHTED-AVERAGE NUMBER OF SHARES (shares)", "shares.average-diluted"],
    ["BASIC WEIGHTED-AVERAGE NUMBER OF ADS EQUIVALENTS (ADSs)", "ads.average"],
    ["DILUTED WEIGHTED-AVERAGE NUMBER OF ADS EQUIVALENTS (ADSs)", "ads.average-diluted"],
    ["BASIC NET INCOME PER SHARE (JPY / U.S. Dollars / JPY)", "income-per-share"],
    ["DILUTED NET INCOME PER SHARE (JPY / U.S. Dollars / JPY)", "income-per-share.diluted"],
    ["BASIC NET INCOME PER ADS EQUIVALENT (JPY / U.S. Dollars / JPY)", "income-per-ads"],
    ["DILUTED NET INCOME PER ADS EQUIVALENT (JPY / U.S. Dollars / JPY)", "income-per-ads.diluted"],
  ],
});

const investing = (affiliates: string): readonly RowRule[] => [
  ["Purchase of property and equipment", "cf.property-purchased"],
  ["Proceeds from sales of property and equipment", "cf.property-sold"],
  ["Purchase of available-for-sale securities", "cf.securities-purchased"],
  ["Purchase of other investments", "cf.investments-purchased"],
  [affiliates, "cf.affiliate-investments"],
  ["Proceeds from sales of available-for-sale securities", "cf.securities-sold"],
  ["Proceeds from sales and redemption of other investments", "cf.investments-sold"],
  ["Acquisition of a newly controlled company", "cf.company-acquired"],
  ["Payments of guarantee deposits", "cf.deposits-paid"],
  ["Refund of guarantee deposits", "cf.deposits-refunded"],
  ["Payments for refundable insurance policies", "cf.insurance-paid"],
  ["Refund from insurance policies", "cf.insurance-refunded"],
  ["Other", "cf.other-investing"],
  ["Net cash used in investing activities", "cash-flow.investing"],
];

const CASH: readonly RowRule[] = [
  ["Net cash provided by (used in) financing activities", "cash-flow.financing"],
  ["EFFECT OF EXCHANGE RATE CHANGES ON CASH AND CASH EQUIVALENTS", "cf.exchange-effect"],
  ["NET INCREASE IN CASH AND CASH EQUIVALENTS", "cash-change"],
  ["CASH AND CASH EQUIVALENTS, BEGINNING OF THE PERIOD", "cash@opening"],
  ["CASH AND CASH EQUIVALENTS, END OF THE PERIOD", "cash@end"],
];

const CAPEX: readonly RowRule[] = [
  ["CAPEX, including capital leases", "capex"],
  ["Acquisition of Assets by Entering into Capital Leases", "lease-acquisitions"],
  ["Purchase of Property and Equipment", "property-purchases"],
];

/** Quarters of a fiscal year, and the year where all four are there. */
const history = (year: number, quarters: number, rows: readonly RowRule[]): TableRule => {
  const short = String(year).slice(-2);
  const periods = [1, 2, 3, 4].slice(0, quarters).map((quarter) => `${quarter}Q${short}`);
  if (quarters === 4) periods.push(`FY${year}`);
  return {
    heads: 2,
    columns: periods.map((id) => [`Fiscal Year ended March 31, ${year + 1} ${id}`, `@${id}`, "JPY thousand"]),
    rows,
  };
};
const OLD_CLASSES: readonly RowRule[] = [["Outsourcing Service", "revenue.outsourcing-old"]];
const NEW_CLASSES: readonly RowRule[] = [
  ["WAN Service", "revenue.wan"],
  ["Outsourcing Service", "revenue.outsourcing-services"],
];

/** The sections that print tables, in their order. */
export const sections: readonly SectionRule[] = [
  { section: 1, title: "", tables: [] },
  {
    section: 2,
    title: "Highlights of 1H FY2010 Financial Results",
    tables: [
      {
        heads: 1,
        columns: [
          ["Actual Results", "@1H10", "JPY million"],
          ["Target Announced", "@1H10/target.initial", "JPY million"],
        ],
        rows: [
          ["Revenues", "revenue.total"],
          ["Operating Income", "operating-income"],
          ["Net Income attributable to IIJ", "net-income"],
        ],
      },
    ],
  },
  {
    section: 4,
    title: "Operating Results Summary",
    tables: [
      {
        heads: 2,
        columns: millions("1H09", "1H10", "YoY % change"),
        rows: [
          ["Total Revenues", "revenue.total"],
          ["Network Services", "revenue.network"],
          ["SI", "revenue.systems-total"],
          ["Equipment Sales", "revenue.equipment"],
          ["ATM Operation Business", "revenue.atm"],
          ["Total Costs", "cost.total"],
          ["Network Services", "cost.network"],
          ["SI", "cost.systems"],
          ["Equipment Sales", "cost.equipment"],
          ["ATM Operation Business", "cost.atm"],
          ["SG&A Expenses and R&D", "sga-rd"],
          ["Operating Income", "operating-income"],
          ["Income before Income Tax Expense", "pretax-income"],
          ["Net income attributable to IIJ", "net-income"],
        ],
      },
    ],
  },
  {
    section: 5,
    title: "Segment Summary",
    tables: [
      {
        heads: 2,
        columns: millions("1H09", "1H10"),
        rows: [
          ["Net Revenues", "revenue.total"],
          ["Network services and SI business", "segment.network.revenue"],
          ["ATM operation business", "segment.atm.revenue"],
          ["Elimination", "segment.elimination"],
          ["Operating Income (Loss)", "operating-income"],
          ["Network service and SI business", "segment.network.income"],
          ["ATM operation business", "segment.atm.income"],
          ["Elimination", "segment.income-elimination"],
        ],
      },
    ],
  },
  {
    section: 7,
    title: "Number of Contracts for Connectivity Services",
    tables: [
      {
        heads: 1,
        columns: [
          ["as of September 30, 2009", "@2009-09-30", "contracts"],
          ["as of September 30, 2010", "@2010-09-30", "contracts"],
          ["YoY Change", "@2010-09-30|change(-1y)", "contracts"],
        ],
        rows: [
          ["Internet Connectivity Services (Corporate Use)", "contracts.corporate"],
          ["IP Service (-99Mbps)", "contracts.ip-small"],
          ["IP Service (100Mbps-999Mbps)", "contracts.ip-medium"],
          ["IP Service (1Gbps-)", "contracts.ip-large"],
          ["IJJ Data Center Connectivity Service", "contracts.data-center"],
          ["IJJ FiberAccess/F and IJ DSL/F", "contracts.fiber"],
          ["IJJ Mobile Service", "contracts.mobile"],
          ["Others", "contracts.others"],
          ["Internet Connectivity Services (Home Use)", "contracts.home"],
          ["Under IJ Brand", "contracts.home-own-brand"],
          ["hi-ho", "contracts.hi-ho"],
          ["OEM", "contracts.oem"],
          ["Total Contracted Bandwidth", "bandwidth"],
        ],
      },
    ],
  },
  {
    section: 8,
    title: "Network Services Revenues Breakdown",
    tables: [
      {
        heads: 2,
        columns: millions("1H09", "1H10", "YoY % change"),
        rows: SERVICES("Total Network Services"),
      },
    ],
  },
  {
    section: 19,
    title: "FY2010 Financial Targets (announced on June 1, 2010)",
    tables: [
      {
        heads: 1,
        columns: [
          ["Revenues", "revenue.total@FY2010/target.initial", "JPY million"],
          ["Operating Income", "operating-income@FY2010/target.initial", "JPY million"],
          ["Income before Income Tax Expense", "pretax-income@FY2010/target.initial", "JPY million"],
          ["Net Income attributable to IIJ", "net-income@FY2010/target.initial", "JPY million"],
        ],
        rows: [["Full FY2010", ""]],
      },
    ],
  },
  {
    section: 20,
    title: "Adjusted EBITDA",
    tables: [
      {
        heads: 2,
        columns: millions("1H09", "1H10"),
        rows: [
          ["Adjusted EBITDA", "adjusted-ebitda.with-impairment"],
          ["Depreciation and Amortization", "depreciation"],
          ["Impairment loss on other intangible assets", "impairment"],
          ["Operating Income", "operating-income"],
          ["Other Income (Expense)", "other-income"],
          ["Income Tax Expense", "income-tax-expense"],
          ["Equity in Net Income of Equity Method Investees", "equity-method-income"],
          ["Net income", "net-income.group"],
          ["Net loss attributable to noncontrolling interests", "noncontrolling-loss"],
          ["Net Income attributable to IIJ", "net-income"],
        ],
      },
    ],
  },
  { section: 21, title: "CAPEX", tables: [{ heads: 2, columns: millions("1H09", "1H10"), rows: CAPEX }] },
  {
    section: 26,
    title: "Quarterly Consolidated Balance Sheets (Unaudited)",
    tables: [
      {
        heads: 2,
        columns: BALANCE_SHEET,
        rows: [
          ["Cash and cash equivalents", "cash"],
          [
            "Accounts receivable, net of allowance for doubtful accounts of JPY {allowance.receivables@2010-03-31} thousand and JPY {allowance.receivables@2010-09-30} thousand at March 31, 2010 and September 30, 2010, respectively",
            "receivables",
          ],
          ["Inventories", "inventories"],
          ["Prepaid expenses", "prepaid-expenses"],
          ["Deferred tax assets —Current", "deferred-tax-assets.current"],
          [
            "Other current assets, net of allowance for doubtful accounts of JPY {allowance.other-current@2010-03-31 allowance.other-current@2010-09-30} thousand at March 31, 2010 and September 30, 2010, respectively",
            "other-current-assets",
          ],
          ["Total current assets", "current-assets"],
          ["INVESTMENTS IN EQUITY METHOD INVESTEEES", "equity-method-investments"],
          ["OTHER INVESTMENTS", "other-investments"],
          [
            "PROPERTY AND EQUIPMENT, net of accumulated depreciation and amortization of JPY {accumulated-depreciation@2010-03-31} thousand and JPY {accumulated-depreciation@2010-09-30} thousand at March 31, 2010 and September 30, 2010, respectively",
            "property-equipment",
          ],
          ["GOODWILL", "goodwill"],
          ["OTHER INTANGIBLE ASSETS —Net", "other-intangibles"],
          ["GUARANTEE DEPOSITS", "guarantee-deposits"],
          ["DEFERRED TAX ASSETS —Noncurrent", "deferred-tax-assets.noncurrent"],
          [
            "OTHER ASSETS, net of allowance for doubtful accounts of JPY {allowance.other-assets@2010-03-31} thousand and JPY {allowance.other-assets@2010-09-30} thousand at March 31, 2010 and September 30, 2010, respectively, and net of loan loss valuation allowance of JPY {allowance.loans@2010-03-31 allowance.loans@2010-09-30} thousand at March 31, 2010 and September 30, 2010, respectively",
            "other-assets",
          ],
          ["TOTAL", "assets.total"],
        ],
      },
      {
        heads: 2,
        columns: BALANCE_SHEET,
        rows: [
          ["Short-term borrowings", "borrowings.short-term"],
          ["Capital lease obligations —current portion", "lease-obligations.current"],
          ["Accounts payable", "payables"],
          ["Accrued expenses", "accrued-expenses"],
          ["Accrued retirement and pension costs —current", "retirement-costs.current"],
          ["Deferred income —current", "deferred-income.current"],
          ["Other current liabilities", "other-current-liabilities"],
          ["Total current liabilities", "current-liabilities"],
          ["CAPITAL LEASE OBLIGATIONS —Noncurrent", "lease-obligations.noncurrent"],
          ["ACCRUED RETIREMENT AND PENSION COSTS —Noncurrent", "retirement-costs.noncurrent"],
          ["DEFERRED TAX LIABILITIES —Noncurrent", "deferred-tax-liabilities.noncurrent"],
          ["DEFERRED INCOME —Noncurrent", "deferred-income.noncurrent"],
          ["OTHER NONCURRENT LIABILITIES", "other-noncurrent-liabilities"],
          ["Total Liabilities", "liabilities.total"],
          [
            "Common-stock—authorized, {shares.authorized@2010-03-31 shares.authorized@2010-09-30} shares; issued and outstanding, {shares.issued@2010-03-31 shares.issued@2010-09-30} shares at March 31, 2010 and September 30, 2010",
            "common-stock",
          ],
          ["Additional paid-in capital", "capital-surplus"],
          ["Accumulated deficit", "accumulated-deficit"],
          ["Accumulated other comprehensive income", "accumulated-oci"],
          [
            "Treasury stock—{shares.treasury@2010-03-31} shares and {shares.treasury@2010-09-30} shares held by the company at March 31, 2010 and September 30, 2010",
            "treasury-stock",
          ],
          ["Total Internet Initiative Japan Inc. shareholders' equity", "equity.total"],
          ["NONCONTROLLING INTERESTS", "equity.noncontrolling"],
          ["Total equity", "equity.group"],
          ["TOTAL", "liabilities-equity.total"],
        ],
      },
    ],
  },
  {
    section: 27,
    title: "Quarterly Consolidated Statements of Income (Unaudited)",
    tables: [
      income(SIX_MONTHS, HALVES, [
        "Foreign exchange gains (losses)",
        "INCOME FROM OPERATIONS BEFORE INCOME TAX EXPENSE AND EQUITY IN NET INCOME OF EQUITY METHOD INVESTEES",
        "EQUITY IN NET INCOME OF EQUITY METHOD INVESTEES",
      ]),
      perShare(SIX_MONTHS, HALVES),
    ],
  },
  {
    section: 28,
    title: "Quarterly Consolidated Statements of Cash Flows (Unaudited)",
    tables: [
      {
        heads: 2,
        columns: thousands(SIX_MONTHS, HALVES),
        rows: [
          ["Net income", "net-income.group"],
          ["Depreciation and amortization", "depreciation"],
          ["Impairment loss on other intangible assets", "impairment"],
          ["Provision for retirement and pension costs, less payments", "cf.retirement"],
          ["Reversal of allowance for doubtful accounts and advances", "cf.doubtful-accounts"],
          ["Loss on disposal of property and equipment", "cf.disposal-loss"],
          ["Net gains on sales of other investments", "cf.investment-sales-gains"],
          ["Losses on write-down of other investments", "cf.investment-write-downs"],
          ["Gain on receipt of investment securities", "cf.securities-received"],
          ["Foreign exchange losses", "cf.exchange"],
          ["Equity in net income of equity method investees", "cf.equity-method"],
          ["Deferred income tax expense", "deferred-tax-expense"],
          ["Others", "cf.other-adjustments"],
          ["Decrease (increase) in accounts receivable", "cf.receivables"],
          [
            "Decrease (increase) in inventories, prepaid expenses and other current and noncurrent assets",
            "cf.inventories-prepaid",
          ],
          ["Decrease in accounts payable", "cf.payables"],
          ["Decrease in income taxes payable", "cf.taxes-payable"],
          ["Increase in accrued expenses, other current and noncurrent liabilities", "cf.accrued"],
          ["Net cash provided by operating activities", "cash-flow.operating"],
          ...investing("Investment in equity method investees"),
        ],
      },
      {
        heads: 2,
        columns: thousands(SIX_MONTHS, HALVES),
        rows: [
          [
            "Proceeds from issuance of short-term borrowings with initial maturities over three months",
            "cf.borrowings-issued",
          ],
          [
            "Repayments of short-term borrowings with initial maturities over three months",
            "cf.borrowings-repaid",
          ],
          ["Principal payments under capital leases", "cf.lease-payments"],
          [
            "Net increase in short-term borrowings with initial maturities less than three months",
            "cf.short-term-borrowings",
          ],
          ["Dividends paid", "cf.dividends"],
          ["Proceeds from sales of treasury stock", "cf.treasury-stock-sold"],
          ...CASH,
          ["Interest paid", "interest-paid"],
          ["Income tax paid (refund)", "income-tax-paid"],
          ["Acquisition of assets by entering into capital leases", "lease-acquisitions"],
          ["Facilities purchase liabilities", "facilities-liabilities"],
          ["Assets acquired", "acquisition.assets"],
          ["Cash paid", "acquisition.cash-paid"],
          ["Liabilities assumed", "acquisition.liabilities"],
        ],
      },
    ],
  },
  {
    section: 30,
    title: "Segment Information (Unaudited)**Business Segments:****Revenues:**",
    tables: [
      {
        heads: 2,
        columns: SEGMENTS,
        rows: [
          ["Network service and systems integration business", "segment.network.revenue"],
          ["Customers", "segment.network.customers"],
          ["Intersegment", "segment.network.intersegment"],
          ["ATM operation business", "segment.atm.revenue"],
          ["Customers", "segment.atm.customers"],
          ["Intersegment", "segment.atm.intersegment"],
          ["Elimination", "segment.elimination"],
          ["Consolidated total", "revenue.total"],
        ],
      },
      {
        heads: 2,
        columns: SEGMENTS,
        rows: [
          ["Network service and systems integration business", "segment.network.income"],
          ["ATM operation business", "segment.atm.income"],
          ["Elimination", "segment.income-elimination"],
          ["Consolidated operating income", "operating-income"],
        ],
      },
    ],
  },
  {
    section: 32,
    title: "Operating Results Summary",
    tables: [
      {
        heads: 2,
        columns: millions("2Q09", "2Q10", "YoY % Change"),
        rows: [
          ["Total Revenues:", "revenue.total"],
          ["Network Services", "revenue.network"],
          ["SI", "revenue.systems-total"],
          ["Equipment Sales", "revenue.equipment"],
          ["ATM Operation Business", "revenue.atm"],
          ["Cost of Revenues:", "cost.total"],
          ["Network Services", "cost.network"],
          ["SI", "cost.systems"],
          ["Equipment Sales", "cost.equipment"],
          ["ATM Operation Business", "cost.atm"],
          ["SG&A Expenses and R&D", "sga-rd"],
          ["Operating Income", "operating-income"],
          ["Income before Income Tax Expense", "pretax-income"],
          ["Net Income attributable to IIJ", "net-income"],
        ],
      },
    ],
  },
  {
    section: 33,
    title: "Connectivity and Outsourcing Services Revenues Breakdown and Cost",
    tables: [
      {
        heads: 2,
        columns: millions("2Q09", "2Q10", "YoY % Change"),
        rows: SERVICES("Network Services Revenues"),
      },
    ],
  },
  {
    section: 34,
    title: "Adjusted EBITDA",
    tables: [
      {
        heads: 2,
        columns: millions("2Q09", "2Q10"),
        rows: [
          ["Adjusted EBITDA", "adjusted-ebitda.with-impairment"],
          ["Depreciation and Amortization", "depreciation"],
          ["Impairment loss on other intangible assets", "impairment"],
          ["Operating Income", "operating-income"],
          ["Other Income (Expense)", "other-income"],
          ["Income Tax Expense", "income-tax-expense"],
          ["Equity in Net Income (Loss) of Equity Method Investees", "equity-method-income"],
          ["Net income", "net-income.group"],
          // The text's word: the amounts are those of the net loss
          ["Net income attributable to noncontrolling interests", "noncontrolling-loss"],
          ["Net Income attributable to IJ", "net-income"],
        ],
      },
    ],
  },
  { section: 35, title: "CAPEX", tables: [{ heads: 2, columns: millions("2Q09", "2Q10"), rows: CAPEX }] },
  {
    section: 36,
    title: "Reference Information",
    tables: [OLD_CLASSES, NEW_CLASSES].flatMap((rows) => [
      history(2008, 4, rows),
      history(2009, 4, rows),
      history(2010, 2, rows),
    ]),
  },
  {
    section: 37,
    title: "Quarterly Consolidated Statements of Income (Unaudited)",
    tables: [
      income(THREE_MONTHS, QUARTERS, [
        "Foreign exchange losses",
        "INCOME FROM OPERATIONS BEFORE INCOME TAX EXPENSE AND EQUITY IN NET INCOME IN EQUITY METHOD INVESTEEs",
        "EQUITY IN NET INCOME (LOSS) OF EQUITY METHOD INVESTEEs",
      ]),
      perShare(THREE_MONTHS, QUARTERS),
    ],
  },
  {
    section: 38,
    title: "Quarterly Consolidated Statements of Cash Flows (Unaudited)",
    tables: [
      {
        heads: 2,
        columns: thousands(THREE_MONTHS, QUARTERS),
        rows: [
          ["Net income", "net-income.group"],
          ["Depreciation and amortization", "depreciation"],
          ["Impairment loss on other intangible assets", "impairment"],
          ["Provision for retirement and pension costs, less payments", "cf.retirement"],
          [
            "Provision for (reversal of) allowance for doubtful accounts and advances",
            "cf.doubtful-accounts",
          ],
          ["Loss on disposal of property and equipment", "cf.disposal-loss"],
          ["Net gains on sales of other investments", "cf.investment-sales-gains"],
          ["Losses on write-down of other investments", "cf.investment-write-downs"],
          ["Foreign exchange losses", "cf.exchange"],
          ["Equity in net loss (income) of equity method investees", "cf.equity-method"],
          ["Deferred income tax expense", "deferred-tax-expense"],
          ["Others", "cf.other-adjustments"],
          ["Increase in accounts receivable", "cf.receivables"],
          [
            "Decrease in inventories, prepaid expenses and other current and noncurrent assets",
            "cf.inventories-prepaid",
          ],
          ["Increase in accounts payable", "cf.payables"],
          ["Increase in income taxes payable", "cf.taxes-payable"],
          [
            "Increase (decrease) in accrued expenses, other current and noncurrent liabilities -net",
            "cf.accrued",
          ],
          ["Net cash provided by operating activities", "cash-flow.operating"],
          ...investing("Investment in equity method investee"),
        ],
      },
      {
        heads: 2,
        columns: thousands(THREE_MONTHS, QUARTERS),
        rows: [
          [
            "Proceeds from issuance of short-term borrowings with initial maturities over three months",
            "cf.borrowings-issued",
          ],
          [
            "Repayments of short-term borrowings with initial maturities over three months",
            "cf.borrowings-repaid",
          ],
          ["Principal payments under capital leases", "cf.lease-payments"],
          [
            "Net Increase in short-term borrowings with initial maturities less than three months",
            "cf.short-term-borrowings",
          ],
          ["Proceeds from sales of treasury stock", "cf.treasury-stock-sold"],
          ...CASH,
        ],
      },
    ],
  },
];

/** Accounts that are a sum, difference or ratio, each with its operands; an account may have several entries. */
export const definitions: readonly (readonly [account: string, ...operands: string[]])[] = [
  ["revenue.total", "revenue.network", "revenue.systems-total", "revenue.equipment", "revenue.atm"],
  [
    "revenue.network",
    "revenue.connectivity-corporate",
    "revenue.connectivity-home",
    "revenue.wan",
    "revenue.outsourcing-services",
  ],
  [
    "revenue.connectivity-corporate",
    "revenue.ip",
    "revenue.fiber",
    "revenue.mobile",
    "revenue.connectivity-others",
  ],
  ["revenue.connectivity-home", "revenue.home-own-brand", "revenue.hi-ho", "revenue.oem"],
  ["revenue.outsourcing-old", "revenue.wan", "revenue.outsourcing-services"],
  ["revenue.systems-total", "revenue.systems", "revenue.outsourced"],
  ["segment.network.revenue", "segment.network.customers", "segment.network.intersegment"],
  ["segment.atm.revenue", "segment.atm.customers", "segment.atm.intersegment"],
  ["segment.elimination", "segment.network.intersegment", "segment.atm.intersegment"],
  ["cost.total", "cost.network", "cost.systems", "cost.equipment", "cost.atm"],
  ["sga-rd", "sales-marketing", "general-administrative", "research-development"],
  ["costs-expenses", "cost.total", "sga-rd"],
  ["operating-income", "revenue.total", "costs-expenses"],
  ["adjusted-ebitda.with-impairment", "operating-income", "depreciation", "impairment"],
  [
    "other-income",
    "interest-income",
    "interest-expense",
    "exchange-gains",
    "investment-sales-gains",
    "investment-write-downs",
    "other-net",
  ],
  ["pretax-income", "operating-income", "other-income"],
  ["net-income.group", "pretax-income", "income-tax-expense", "equity-method-income"],
  ["net-income", "net-income.group", "noncontrolling-loss"],
  ["income-per-share", "net-income", "shares.average"],
  ["income-per-share.diluted", "net-income", "shares.average-diluted"],
  ["income-per-ads", "net-income", "ads.average"],
  ["income-per-ads.diluted", "net-income", "ads.average-diluted"],
  [
    "contracts.corporate",
    "contracts.ip-small",
    "contracts.ip-medium",
    "contracts.ip-large",
    "contracts.data-center",
    "contracts.fiber",
    "contracts.mobile",
    "contracts.others",
  ],
  ["contracts.home", "contracts.home-own-brand", "contracts.hi-ho", "contracts.oem"],
  ["capex", "lease-acquisitions", "property-purchases"],
  [
    "current-assets",
    "cash",
    "receivables",
    "inventories",
    "prepaid-expenses",
    "deferred-tax-assets.current",
    "other-current-assets",
  ],
  [
    "assets.total",
    "current-assets",
    "equity-method-investments",
    "other-investments",
    "property-equipment",
    "goodwill",
    "other-intangibles",
    "guarantee-deposits",
    "deferred-tax-assets.noncurrent",
    "other-assets",
  ],
  [
    "current-liabilities",
    "borrowings.short-term",
    "lease-obligations.current",
    "payables",
    "accrued-expenses",
    "retirement-costs.current",
    "deferred-income.current",
    "other-current-liabilities",
  ],
  [
    "liabilities.total",
    "current-liabilities",
    "lease-obligations.noncurrent",
    "retirement-costs.noncurrent",
    "deferred-tax-liabilities.noncurrent",
    "deferred-income.noncurrent",
    "other-noncurrent-liabilities",
  ],
  [
    "equity.total",
    "common-stock",
    "capital-surplus",
    "accumulated-deficit",
    "accumulated-oci",
    "treasury-stock",
  ],
  ["equity.group", "equity.total", "equity.noncontrolling"],
  ["liabilities-equity.total", "liabilities.total", "equity.group"],
  // Without the lines that only the six months have: gain on receipt of investment securities, and dividends
  [
    "cash-flow.operating",
    "net-income.group",
    "depreciation",
    "impairment",
    "cf.retirement",
    "cf.doubtful-accounts",
    "cf.disposal-loss",
    "cf.investment-sales-gains",
    "cf.investment-write-downs",
    "cf.exchange",
    "cf.equity-method",
    "deferred-tax-expense",
    "cf.other-adjustments",
    "cf.receivables",
    "cf.inventories-prepaid",
    "cf.payables",
    "cf.taxes-payable",
    "cf.accrued",
  ],
  [
    "cash-flow.investing",
    "cf.property-purchased",
    "cf.property-sold",
    "cf.securities-purchased",
    "cf.investments-purchased",
    "cf.affiliate-investments",
    "cf.securities-sold",
    "cf.investments-sold",
    "cf.company-acquired",
    "cf.deposits-paid",
    "cf.deposits-refunded",
    "cf.insurance-paid",
    "cf.insurance-refunded",
    "cf.other-investing",
  ],
  [
    "cash-flow.financing",
    "cf.borrowings-issued",
    "cf.borrowings-repaid",
    "cf.lease-payments",
    "cf.short-term-borrowings",
    "cf.treasury-stock-sold",
  ],
  ["cash-change", "cash-flow.operating", "cash-flow.investing", "cash-flow.financing", "cf.exchange-effect"],
  ["acquisition.liabilities", "acquisition.assets", "acquisition.cash-paid"],
];

/** The balance sheet dates before and at the end of the periods of the cash flow statements. */
export const dates: Readonly<Record<string, { readonly opening: string; readonly end: string }>> = {
  "1H09": { opening: "2009-03-31", end: "2009-09-30" },
  "1H10": { opening: "2010-03-31", end: "2010-09-30" },
  "2Q09": { opening: "2009-06-30", end: "2009-09-30" },
  "2Q10": { opening: "2010-06-30", end: "2010-09-30" },
};
