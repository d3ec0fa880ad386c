import type { PreparedMailing } from "./prepare-mailing.ts";
import type { Problem } from "./problem.ts";
import { embargoTime } from "./release/embargo.ts";

const day = 86_400_000;
const lateDays = 7;

/** Everything that forbids to send a mailing at a time (milliseconds since 1970) with a code; with the right one if it is left out. */
export function findObstacles(
  { release, code, list }: PreparedMailing,
  { confirm = code, late = false }: { readonly confirm?: string; readonly late?: boolean },
  now: number,
): readonly Problem[] {
  const { manifest, approvals } = release;
  const place = { file: release.files.display("") };
  const problems: Problem[] = [];
  if (confirm !== code)
    problems.push({
      place,
      what: `--confirm ${confirm} is of another release or list: this one to ${list.file} has the code ${code}`,
      hint: "look at the dry run again: kessan mail without --send",
    });
  if (approvals.given.length < approvals.needed) {
    const { missing } = approvals;
    problems.push({
      place,
      what: `is approved by ${approvals.given.length} of ${approvals.needed}`,
      hint: `kessan approve ${place.file} --as <name>${missing === undefined ? "" : `; ${missing.join(", ")} may`}`,
    });
  }
  const embargo = embargoTime(manifest.embargo);
  if (now < embargo)
    problems.push({
      place,
      what: `nothing is sent before ${manifest.embargo.instant} (${manifest.embargo.written}), and it is ${new Date(now).toISOString()}`,
    });
  else if (now > embargo + lateDays * day && !late)
    problems.push({
      place,
      what: `its embargo ended ${Math.floor((now - embargo) / day)} days ago, on ${manifest.embargo.written}`,
      hint: "see that it is the right release; if it is meant to go out this late, add --late",
    });
  return problems;
}
