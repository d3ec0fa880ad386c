import { correctLetter, recipientMark, withReason } from "./documents/letter.ts";
import type { Plan } from "./documents/plan.ts";
import { printedFigures } from "./documents/printed-figures.ts";
import { plainText } from "./documents/sentence.ts";
import { quote } from "./facts/text.ts";
import { chartOf, type MessageRendering } from "./html/render-message.ts";
import type { LaidOut } from "./lay-out.ts";
import { failOn, KessanError, withoutDoubles, type Problem } from "./problem.ts";
import type { Planned } from "./plan-all.ts";
import type { Press } from "./press.ts";
import { buildTrace } from "./proof/build-trace.ts";
import { checkPicture } from "./proof/check-picture.ts";
import { checkTexts } from "./proof/check-texts.ts";
import { checkTwins } from "./proof/twins.ts";
import type { Trace } from "./proof/trace.ts";
import { nameMark, type SealedMessage } from "./release/sealed-message.ts";
import { strayProblem, writeMessage } from "./write-message.ts";

/** A message in all its languages, to be made for mailing. */
export interface MessagesRequest {
  /** Planned and laid out, one a language. */
  readonly messages: readonly { readonly planned: Planned; readonly layout: LaidOut }[];
  /** Takes the pictures; other documents may be printed with it. */
  readonly press: Press;
  /** What messages call the company's folder. */
  readonly folder: string;
  /** The domain of content ids: `<id@domain>`. */
  readonly cidDomain: string;
  /** By language, in order: the title and the file name of what each mail attaches. */
  readonly attachments: ReadonlyMap<string, MessageRendering["attachments"]>;
  /** Where it goes with a release that corrects another: why, in each language. */
  readonly correction?: { readonly reasons: Readonly<Record<string, string>> };
}

/** A message in one language as it is sealed; sender, addresses and files are the release's. */
export interface MadeMessage {
  readonly message: Pick<SealedMessage, "lang" | "subject" | "greeting" | "text" | "html">;
  /** PNG; `name` is what the recipient's program calls it. */
  readonly pictures: readonly { readonly cid: string; readonly name: string; readonly bytes: Uint8Array }[];
  readonly trace: Trace;
  /** How many figures it prints, in its picture too. */
  readonly figures: number;
}

/**
 * Renders a message in its languages, with the picture of its chart, and reads it back. Throws a KessanError with all that is wrong:
 * what the bodies show otherwise than planned, a reason that is missing or holds a number, texts without words for a correction.
 */
export async function makeMessages(request: MessagesRequest): Promise<readonly MadeMessage[]> {
  const problems: Problem[] = [];
  const messages = request.messages.map(({ planned, layout }) => {
    const found =
      request.correction === undefined ? planned.plan : corrected(planned, request.correction.reasons);
    if ("what" in found) {
      problems.push(found);
      return { planned, layout, plan: planned.plan };
    }
    return { planned, layout: { ...layout, document: found.document }, plan: found };
  });
  failOn(problems);
  const traces = messages.map(({ planned: { books }, plan }) =>
    buildTrace({ plan, ledger: books.ledger, company: request.folder }),
  );
  // What a correction says was not there when the plan was proved
  if (request.correction !== undefined) problems.push(...traces.flatMap(checkTexts), ...checkTwins(traces));
  const made: MadeMessage[] = [];
  for (const [index, { planned, layout, plan }] of messages.entries()) {
    const { document } = layout;
    const { lang } = document;
    const picture = await pictureOf(layout, request);
    if (picture !== undefined) {
      const { literals } = planned.source;
      const strays = checkPicture({ document, html: picture.html, literals });
      problems.push(...strays.map((stray) => strayProblem(stray, layout.places.words(picture.section))));
    }
    try {
      const { numbers, ...bodies } = writeMessage({
        layout,
        literals: planned.source.literals,
        attachments: attachmentsIn(lang, request),
        ...(picture && { picture: { ...picture, url: `cid:${picture.cid}` } }),
      });
      made.push({
        message: { lang, greeting: greetingOf(plan), ...bodies },
        pictures:
          picture === undefined ? [] : [{ cid: picture.cid, name: picture.name, bytes: picture.bytes }],
        trace: { ...traces[index]!, numbers: [...numbers] },
        figures: document.figures.length,
      });
    } catch (error) {
      if (!(error instanceof KessanError)) throw error;
      problems.push(...error.problems);
    }
  }
  failOn(withoutDoubles(problems));
  return made;
}

/** What keeps messages from saying why a release corrects another: told before anything is printed. */
export function correctionProblems(
  messages: readonly Planned[],
  reasons: Readonly<Record<string, string>>,
): readonly Problem[] {
  return messages.flatMap((planned) => {
    const found = corrected(planned, reasons);
    return "what" in found ? [found] : [];
  });
}

/** The picture of a message's chart with its content id (RFC 2392) and its name. */
async function pictureOf(layout: LaidOut, { press, cidDomain }: MessagesRequest) {
  const chart = chartOf(layout.document);
  if (chart === undefined) return undefined;
  const { lang, company, name } = layout.document;
  const id = `${lang}.${chart.slide.id}`;
  const picture = await press.takePicture(layout);
  const cid = `${`${company}-${name}.${id}`.replaceAll(/[^A-Za-z0-9.-]/g, "-")}@${cidDomain}`;
  return { ...picture, cid, name: `${id}.png`, section: chart.slide.id };
}

function attachmentsIn(lang: string, { attachments }: MessagesRequest): MessageRendering["attachments"] {
  const found = attachments.get(lang);
  if (found === undefined) throw new TypeError(`no attachments in "${lang}"`);
  return found;
}

function greetingOf({ document: { letter } }: Plan): SealedMessage["greeting"] {
  const { named, unnamed } = letter!.greeting;
  return { named: named.replace(recipientMark, () => nameMark), unnamed };
}

/** The plan of a message whose release corrects another; what is wrong with its reason, or with its texts. */
function corrected({ plan, source }: Planned, reasons: Readonly<Record<string, string>>): Plan | Problem {
  const { document } = plan;
  const { lang } = document;
  const reason = Object.hasOwn(reasons, lang) ? reasons[lang]!.trim() : "";
  if (reason === "")
    return {
      what: `no reason for the correction in "${lang}"`,
      hint: "the mail says it in each of its languages",
    };
  const number = /\p{N}[\p{N}.,]*/u.exec(reason)?.[0];
  if (number !== undefined)
    return {
      what: `the reason in "${lang}" holds the number "${number}"`,
      hint: "figures stand in the message's text, where they are checked",
    };
  if (/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]|\{\{/u.test(reason))
    return {
      what: `the reason in "${lang}" is not plain text of one line: ${quote(reason)}`,
      hint: "write it without line breaks, signs that control direction, and {{",
    };
  const letter = correctLetter(document.letter!, reason);
  if (letter === undefined) {
    const place = source.texts.get(lang)!.keyPlaceOf(["message"]);
    const hint = "write message.correction with a subject and a text; {{reason}} stands for the reason";
    return { place, what: `${quote(document.name)} has no words for a correction`, hint };
  }
  const [first, ...others] = document.slides;
  const slides = [{ ...first!, title: letter.subject }, ...others];
  const title = plainText(letter.subject);
  const own = { ...document, letter, slides, title, subject: title };
  const sentences = plan.sentences.map((one) => ({ ...one, runs: withReason(one.runs, reason) }));
  return { ...plan, sentences, document: { ...own, figures: printedFigures(own) } };
}
