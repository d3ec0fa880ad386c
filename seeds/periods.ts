/** The date at which a quarter or half of a fiscal year ends that starts in April: "2Q06" gives "2006-09-30". */
export function endOf(period: string): string {
  const { index, year, kind } = parse(period);
  const quarter = kind === "Q" ? index : index * 2;
  const end = ["06-30", "09-30", "12-31", "03-31"][quarter - 1];
  if (end === undefined) throw new Error(`no such quarter: "${period}"`);
  return `${quarter === 4 ? year + 1 : year}-${end}`;
}

/** How far `other` lies from `own`, as a measure writes it: "-1y" or "-1q". Throws where it is neither. */
export function distance(own: string, other: string): "-1y" | "-1q" {
  const [a, b] = [parse(own), parse(other)];
  if (a.kind === b.kind && a.index === b.index && a.year - b.year === 1) return "-1y";
  const quarters = (a.year - b.year) * 4 + a.index - b.index;
  if (a.kind === "Q" && b.kind === "Q" && quarters === 1) return "-1q";
  throw new Error(`"${other}" is neither a quarter nor a year before "${own}"`);
}

function parse(period: string): { readonly index: number; readonly kind: string; readonly year: number } {
  const [, index, kind, year] = /^(\d)([QH])(\d\d)$/.exec(period) ?? [];
  if (index === undefined || kind === undefined) throw new Error(`not a quarter or half: "${period}"`);
  return { index: Number(index), kind, year: 2000 + Number(year) };
}
