import { z } from "zod";
import { failOn, suggest, type Place, type Problem } from "../problem.ts";
import { readAddress, readDomain, type AddressFault } from "./address.ts";
import { hiddenCharacter } from "./hidden.ts";
import { idText } from "./id.ts";
import type { Path } from "./schema-problems.ts";
import { quote, type NamedBytes } from "./text.ts";
import { isCurrency } from "./unit.ts";
import { readYaml } from "./yaml.ts";

/** Rounding of one sort of number at display. Truncation is towards zero. */
export type Rounding = "halfUp" | "halfEven" | "truncate";

/** company.yaml. */
export interface Company {
  readonly id: string;
  readonly name: Readonly<Record<string, string>>;
  /** `endsIn` is 1-12. `named`: whether FY2006 is the year that starts or that ends in 2006. */
  readonly fiscalYear: { readonly endsIn: number; readonly named: "start" | "end" };
  /** ISO 4217. */
  readonly currency: string;
  readonly rounding: {
    readonly amount: Rounding;
    readonly percent: Rounding;
    readonly points: Rounding;
    readonly footing: "footnote" | "plug";
  };
  /** Whether numbers in fact files may group thousands with a comma: `numbers: { grouping: "," }`. */
  readonly grouping: boolean;
  /** How fact files may write negatives, beside a leading hyphen: `numbers: { negative: [parentheses, triangle] }`. */
  readonly negativeStyles: readonly ("parentheses" | "triangle" | "minus-sign")[];
  /** Scenario ids beside "actual". */
  readonly scenarios: readonly string[];
  /** The account of the rate that amounts are translated at, by currency: units of the company's own for one of it. */
  readonly rates: Readonly<Record<string, string>>;
  /** Who has to approve a release before it is mailed: `release: { approvals: … }`. */
  readonly approvals: ApprovalPolicy;
  /** Who mails, and to whom; a company without it mails nothing. */
  readonly mail?: MailPolicy;
  /** Source documents by id, with what they are; the first word of a fact's `source` is one of these. */
  readonly sources: Readonly<Record<string, { readonly title: string; readonly date: string }>>;
}

/** How many people have to approve a release, and which; anybody where `by` is empty. */
export interface ApprovalPolicy {
  readonly needed: number;
  /** `user`: the login of the operating system that the approval has to come from. */
  readonly by: readonly { readonly name: string; readonly user?: string }[];
}

/** What a company lays down for its e-mails: `mail:` of company.yaml. */
export interface MailPolicy {
  /** The name is one a language; addresses and domains are in punycode. */
  readonly from: { readonly name: Readonly<Record<string, string>>; readonly address: string };
  readonly replyTo?: string;
  /** Domains that may be mailed to, without those below them; any where it is left out. */
  readonly allowedDomains?: readonly string[];
  /** How many recipients a list may have. */
  readonly mostRecipients: number;
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

const rounding = z.enum(["halfUp", "halfEven", "truncate"]);

/** What company.yaml may hold. */
export const companySchema = z.strictObject({
  id: idText,
  name: z.record(z.string(), z.string().min(1)),
  fiscalYear: z.strictObject({ endsIn: z.enum(MONTHS), named: z.enum(["start", "end"]) }),
  currency: z.string(),
  rounding: z.strictObject({
    amount: rounding,
    percent: rounding,
    points: rounding.optional(),
    footing: z.enum(["footnote", "plug"]),
  }),
  numbers: z
    .strictObject({
      grouping: z.literal(",").optional(),
      negative: z.array(z.enum(["parentheses", "triangle", "minus-sign"])).optional(),
    })
    .optional(),
  scenarios: z.array(idText).optional(),
  rates: z.record(z.string(), idText).optional(),
  release: z
    .strictObject({
      approvals: z.strictObject({
        needed: z.int().min(1).max(20),
        by: z
          .array(z.strictObject({ name: z.string().min(1), user: z.string().min(1).optional() }))
          .min(1)
          .optional(),
      }),
    })
    .optional(),
  mail: z
    .strictObject({
      from: z.strictObject({ name: z.record(z.string(), z.string().min(1)), address: z.string().min(1) }),
      replyTo: z.string().min(1).optional(),
      allowedDomains: z.array(z.string().min(1)).min(1).optional(),
      mostRecipients: z.int().min(1).max(100_000).optional(),
    })
    .optional(),
  sources: z.record(idText, z.strictObject({ title: z.string().min(1), date: z.iso.date() })).optional(),
});

/** Reads company.yaml. Throws a KessanError with all its faults. */
export function readCompany({ bytes, file }: NamedBytes): Company {
  const { value, placeOf } = readYaml({ bytes, file, schema: companySchema });
  const problems: Problem[] = [];
  if (Object.keys(value.name).length === 0) {
    problems.push({
      place: placeOf(["name"]),
      what: "no name",
      hint: "write one a language: { en: Example Inc. }",
    });
  }
  if (!isCurrency(value.currency)) {
    const near = suggest(value.currency, Intl.supportedValuesOf("currency"));
    const what = `unknown currency ${quote(value.currency)}`;
    problems.push({
      place: placeOf(["currency"]),
      what,
      hint: near ?? "write an ISO 4217 code, such as JPY",
    });
  }
  for (const currency of Object.keys(value.rates ?? {})) {
    if (isCurrency(currency) && currency !== value.currency) continue;
    problems.push({
      place: placeOf(["rates", currency]),
      what: `a rate of ${quote(currency)}: expected a currency other than ${value.currency}`,
    });
  }
  const scenarios = value.scenarios ?? [];
  scenarios.forEach((scenario, index) => {
    const place = placeOf(["scenarios", index]);
    if (scenario === "actual")
      problems.push({ place, what: 'scenario "actual" is always there; leave it out' });
    else if (scenarios.indexOf(scenario) < index)
      problems.push({ place, what: `scenario ${quote(scenario)} is listed twice` });
  });
  const mail = value.mail && readMail({ written: value.mail, placeOf, problems });
  failOn(problems);
  return {
    id: value.id,
    name: value.name,
    fiscalYear: { endsIn: MONTHS.indexOf(value.fiscalYear.endsIn) + 1, named: value.fiscalYear.named },
    currency: value.currency,
    rounding: { ...value.rounding, points: value.rounding.points ?? value.rounding.percent },
    grouping: value.numbers?.grouping !== undefined,
    negativeStyles: value.numbers?.negative ?? [],
    scenarios,
    rates: value.rates ?? {},
    approvals: approvalsOf(value.release?.approvals),
    ...(mail && { mail }),
    sources: value.sources ?? {},
  };
}

/** Two people, whoever they are, where the company lays down nothing. */
function approvalsOf(written: NonNullable<Written["release"]>["approvals"] | undefined): ApprovalPolicy {
  const { needed = 2, by = [] } = written ?? {};
  return { needed, by: by.map(({ name, user }) => ({ name, ...(user !== undefined && { user }) })) };
}

function readMail(of: {
  readonly written: NonNullable<Written["mail"]>;
  readonly placeOf: (path: Path) => Place;
  readonly problems: Problem[];
}): MailPolicy {
  const { written, placeOf, problems } = of;
  const { from, replyTo, allowedDomains, mostRecipients = 1000 } = written;
  /** What was read at a place; undefined, with a problem, where nothing could be. */
  const taken = <T extends object>(at: Path, read: T | AddressFault): T | undefined => {
    if (!("what" in read)) return read;
    problems.push({ place: placeOf(["mail", ...at]), ...read });
    return undefined;
  };
  const address = (at: Path, text: string): string => taken(at, readAddress(text))?.address ?? text;
  const domain = (text: string, index: number): string =>
    taken(["allowedDomains", index], readDomain(text))?.domain ?? text;

  for (const [lang, name] of Object.entries(from.name)) {
    const hidden = hiddenCharacter(name);
    if (hidden === undefined) continue;
    const what = `${hidden} in ${quote(name)}`;
    problems.push({ place: placeOf(["mail", "from", "name", lang]), what, hint: "remove it" });
  }
  return {
    from: { name: from.name, address: address(["from", "address"], from.address) },
    mostRecipients,
    ...(replyTo !== undefined && { replyTo: address(["replyTo"], replyTo) }),
    ...(allowedDomains && { allowedDomains: allowedDomains.map(domain) }),
  };
}

type Written = z.output<typeof companySchema>;
