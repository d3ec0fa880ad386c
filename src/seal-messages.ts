import { join } from "node:path";
import type { Tools } from "./workshop.ts";
import type { BuildEffects } from "./build-effects.ts";
import type { Company } from "./facts/company.ts";
import { correctionProblems, makeMessages, type MadeMessage } from "./make-messages.ts";
import { showMessage } from "./show-message.ts";
import { layOutAll, planAll, type Planned } from "./plan-all.ts";
import { failOn, KessanError } from "./problem.ts";
import { formatTrace } from "./proof/build-trace.ts";
import type { JudgedFinding } from "./proof/finding.ts";
import { proveAll } from "./prove-all.ts";
import { refuseDrafts } from "./refuse-drafts.ts";
import type { Manifest } from "./release/manifest.ts";
import type { SealedMessage } from "./release/sealed-message.ts";

/** The e-mail of a release. */
export interface MessagesToSeal {
  /** The company's folder. */
  readonly company: string;
  readonly policy: Company;
  /** The name of the document that it is; undefined where the company has none. */
  readonly message: string | undefined;
  /** Why, by language, in a release that corrects another. */
  readonly reasons?: Readonly<Record<string, string>>;
}

/** An e-mail that was planned and proved, warnings being errors: it is made when its documents are. */
export interface PlannedMessages {
  readonly findings: readonly JudgedFinding[];
  /** Makes it in each of its languages. Throws a KessanError for what makeMessages refuses. */
  seal(documents: Manifest["documents"]): Promise<SealedMessages>;
}

/** The files of the e-mail in a release, and what its manifest says of them. */
export interface SealedMessages {
  readonly files: ReadonlyMap<string, Uint8Array | string>;
  readonly messages: Manifest["messages"];
}

/**
 * Plans the e-mail of a release, to be made in each of its languages with sender and attachments, so that mailing fills in greeting,
 * name and address alone. Nothing where the company has no such document. Throws a KessanError with what is wrong with it, for a
 * draft, for languages in which the sender has no name, and for what its reasons for a correction lack.
 */
export async function planMessages(
  { company, policy, message, reasons }: MessagesToSeal,
  { memory, drawing, press }: Tools,
  effects: BuildEffects,
): Promise<PlannedMessages> {
  const files = effects.files(company);
  if (message === undefined) return noMessages(reasons, files.display("documents"));
  const { from } = policy.mail!;
  const planned = await planAll({ documents: [join(company, "documents", message)] }, effects, {
    memory,
    drawing,
  });
  const layouts = await layOutAll(planned, effects, memory);
  const proofs = await proveAll(planned, { effects, memory, strict: true });
  refuseDrafts(
    planned.filter(({ plan }) => plan.document.draft !== "").map(({ source }) => source.name),
    files,
  );
  const languages = planned.map(({ plan }) => plan.document.lang);
  failOn(
    languages
      .filter((lang) => !Object.hasOwn(from.name, lang))
      .map((lang) => ({
        place: { file: files.display("company.yaml") },
        what: `mail.from.name has no name in "${lang}"`,
        hint: "write the sender's name in it",
      })),
  );
  if (reasons !== undefined) failOn(correctionProblems(planned, reasons));
  return {
    findings: proofs.of.get(planned[0]!)!.findings,
    seal: async (documents) => {
      const order = attachedBy(planned[0]!);
      const attached = new Map(languages.map((lang) => [lang, attachmentsIn(documents, { lang, order })]));
      const made = await makeMessages({
        messages: planned.map((one, index) => ({ planned: one, layout: layouts[index]! })),
        press: await press(),
        folder: files.display(""),
        cidDomain: from.address.slice(from.address.lastIndexOf("@") + 1),
        attachments: new Map(
          [...attached].map(([lang, own]) => [lang, own.map(({ title, file }) => ({ title, name: file }))]),
        ),
        ...(reasons && { correction: { reasons } }),
      });
      const sealed = made.map((one) =>
        seal(one, { mail: policy.mail!, attachments: attached.get(one.message.lang)! }),
      );
      return {
        files: new Map(sealed.flatMap((one) => one.files)),
        messages: sealed.map(({ entry }) => entry),
      };
    },
  };
}

/** Without an e-mail nobody can be told of a correction either. */
function noMessages(reasons: MessagesToSeal["reasons"], file: string): PlannedMessages {
  if (reasons === undefined || Object.keys(reasons).length === 0)
    return { findings: [], seal: async () => ({ files: new Map(), messages: [] }) };
  const what = "no e-mail attaches these documents: nobody would read the reason";
  throw new KessanError([
    { place: { file }, what, hint: "add a document of kind: message, or leave --reason out" },
  ]);
}

type Documents = Manifest["documents"];

function attachedBy({ source }: Planned): readonly string[] {
  const { value } = source.outline;
  if (value.kind !== "message") throw new TypeError(`${source.name} is no message`);
  return value.attaches;
}

/** In the order in which the e-mail names them. */
function attachmentsIn(
  documents: Documents,
  { lang, order }: { readonly lang: string; readonly order: readonly string[] },
): Documents {
  return order.flatMap((name) =>
    documents.filter((document) => document.name === name && document.lang === lang),
  );
}

function seal(
  made: MadeMessage,
  { mail, attachments }: { readonly mail: NonNullable<Company["mail"]>; readonly attachments: Documents },
): {
  readonly files: readonly (readonly [string, Uint8Array | string])[];
  readonly entry: Manifest["messages"][number];
} {
  const { lang } = made.message;
  const path = (name: string): string => `message/${name}`;
  const message: SealedMessage = {
    ...made.message,
    from: { name: mail.from.name[lang]!, address: mail.from.address },
    ...(mail.replyTo !== undefined && { replyTo: mail.replyTo }),
    pictures: made.pictures.map(({ cid, name }) => ({ cid, name, file: path(name) })),
    attachments: attachments.map(({ file }) => ({ file, name: file })),
  };
  const shown = showMessage(made);
  return {
    files: [
      [path(`${lang}.json`), `${JSON.stringify(message, null, 2)}\n`],
      [path(`${lang}.html`), shown.html],
      [path(`${lang}.txt`), shown.text],
      [path(`${lang}.trace.json`), formatTrace(made.trace)],
      ...made.pictures.map(({ name, bytes }) => [path(name), bytes] as const),
    ],
    entry: { lang, file: path(`${lang}.json`), figures: made.figures },
  };
}
