import type { Acceptance } from "../documents/read-document.ts";
import { suggest } from "../problem.ts";
import type { Finding, JudgedFinding } from "./finding.ts";

/**
 * The findings of a document, each with the acceptance that covers it, errors first; an acceptance that covers nothing is
 * a warning of its own, since what it was for is mended or has changed. It may be of another language or period where the
 * findings are not of the whole document.
 */
export function judge(
  findings: readonly Finding[],
  accepted: readonly Acceptance[],
  { isWhole }: { readonly isWhole: boolean },
): readonly JudgedFinding[] {
  const byId = new Map(accepted.map((acceptance) => [acceptance.finding, acceptance]));
  const named = apart(findings);
  const known = new Set(named.map(({ id }) => id));
  const judged = named.map((finding): JudgedFinding => {
    const acceptance = byId.get(finding.id);
    return acceptance === undefined ? finding : { ...finding, accepted: acceptance };
  });
  const idle = accepted
    .filter(({ finding }) => !known.has(finding))
    .map(({ finding, place }): Finding => {
      const near = suggest(finding, known);
      return {
        rule: "acceptance",
        severity: "warning",
        id: `acceptance ${finding}`,
        place,
        what: `"${finding}" is accepted, but nothing of that name is found`,
        hint: near ?? "remove the entry",
      };
    });
  return [...judged, ...(isWhole ? idle : [])].toSorted((a, b) => rank(a) - rank(b));
}

/** Findings of one name counted, so that who accepts the first does not accept the others unseen. */
function apart(findings: readonly Finding[]): readonly Finding[] {
  const counts = new Map<string, number>();
  return findings.map((finding) => {
    const count = (counts.get(finding.id) ?? 0) + 1;
    counts.set(finding.id, count);
    return count === 1 ? finding : { ...finding, id: `${finding.id} (${count})` };
  });
}

/** Whether a finding still asks for something: nobody has accepted it. */
export function isOpen({ accepted }: JudgedFinding): boolean {
  return accepted === undefined;
}

function rank({ severity, accepted }: JudgedFinding): number {
  return accepted !== undefined ? 2 : severity === "error" ? 0 : 1;
}
