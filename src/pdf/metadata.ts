/** What the file says about the document. */
export interface Metadata {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: readonly string[];
  /** BCP 47: "ja". */
  readonly lang: string;
  /** ISO date of the document, "2006-11-09": the file carries no other date. */
  readonly date: string;
  readonly producer: string;
  readonly creator: string;
}

/** The beginning of the document's date, in UTC. */
export function dateOf({ date }: Pick<Metadata, "date">): Date {
  return new Date(`${date}T00:00:00Z`);
}
