import { isUtf8 } from "node:buffer";
import { KessanError } from "../problem.ts";
import { quote, type NamedBytes } from "./text.ts";
import { walkXml, XmlFault, type XmlHandler } from "./xml.ts";
import { openZip } from "./zip.ts";

/** A part of a package that another part names. */
export interface Relation {
  readonly id: string;
  /** The address of its sort; the last word says it: `.../worksheet`. */
  readonly type: string;
  /** The path of the part. */
  readonly target: string;
}

/** The parts of an Office file (ECMA-376 part 2). */
export interface PackageParts {
  /** What the file is about: `xl/workbook.xml`. */
  readonly main: string | undefined;
  /** Parts inside the file that a part names. */
  relationsOf(part: string): readonly Relation[];
  /** Throws a KessanError if the part is missing or damaged. */
  walk(part: string, handler: Partial<XmlHandler>): void;
}

/** Opens an Office file. Throws a KessanError if it cannot be unpacked. */
export function openPackage({ bytes, file }: NamedBytes): PackageParts {
  const archive = openZip({ bytes, file });
  const damaged = (part: string, why: string): KessanError =>
    new KessanError([
      {
        place: { file },
        what: `is damaged: ${quote(part)} ${why}`,
        hint: "open it in its program and save it as .xlsx",
      },
    ]);
  const walk = (part: string, { open, close, text }: Partial<XmlHandler>): void => {
    const bytes = archive.read(part);
    if (bytes === undefined) throw damaged(part, "is missing");
    if (!isUtf8(bytes)) throw damaged(part, "is not UTF-8");
    try {
      walkXml(new TextDecoder().decode(bytes), {
        open: open ?? (() => {}),
        close: close ?? (() => {}),
        text: text ?? (() => {}),
      });
    } catch (error) {
      if (error instanceof XmlFault) throw damaged(part, `is ${error.message}`);
      throw error;
    }
  };
  const relationsOf = (part: string): readonly Relation[] => {
    const slash = part.lastIndexOf("/") + 1;
    const path = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
    if (!archive.names.includes(path)) return [];
    const relations: Relation[] = [];
    walk(path, {
      open(name, { Id: id = "", Type: type = "", Target: target = "", TargetMode: mode }) {
        if (name !== "Relationship" || mode === "External") return;
        relations.push({ id, type, target: resolvePart(part.slice(0, slash), target) });
      },
    });
    return relations;
  };
  return {
    walk,
    relationsOf,
    main: relationsOf("").find(({ type }) => type.endsWith("/officeDocument"))?.target,
  };
}

/** The path of a part as another part in a folder names it, from the root of the package. */
function resolvePart(folder: string, target: string): string {
  const steps = target.startsWith("/") ? target.split("/") : `${folder}${target}`.split("/");
  const path: string[] = [];
  for (const step of steps) {
    if (step === "..") path.pop();
    else if (step !== "" && step !== ".") path.push(step);
  }
  return path.join("/");
}
