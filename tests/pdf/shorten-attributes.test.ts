import * as pdfLib from "pdf-lib";
import { expect, test } from "vitest";
import { attributeShortener } from "../../src/pdf/shorten-attributes.ts";

const context = pdfLib.PDFContext.create();
const shorten = attributeShortener(pdfLib);

/** The attributes after shortening, in one line. */
function shortened(attributes: unknown): string | undefined {
  const element = context.obj({ S: "TD", A: context.obj(attributes as never) });
  shorten(element as pdfLib.PDFDict);
  return (element as pdfLib.PDFDict).get(pdfLib.PDFName.of("A"))?.toString().replaceAll(/\s+/g, " ");
}

const span = (key: string, count: number) => ({ O: "Table", [key]: count });

test("writes the attributes of one owner in one dictionary", () => {
  expect(shortened([span("RowSpan", 2), span("ColSpan", 3)])).toBe("<< /O /Table /RowSpan 2 /ColSpan 3 >>");
  expect(shortened([span("RowSpan", 2), { O: "List", ListNumbering: "Disc" }])).toBe(
    "[ << /O /Table /RowSpan 2 >> << /O /List /ListNumbering /Disc >> ]",
  );
});

test("leaves out what holds anyway", () => {
  expect(shortened([span("RowSpan", 1), span("ColSpan", 1), { O: "Table", Headers: [] }])).toBeUndefined();
  expect(shortened([{ O: "Table", Scope: "Row" }, span("RowSpan", 1)])).toBe("<< /O /Table /Scope /Row >>");
  expect(shortened(span("ColSpan", 1))).toBeUndefined();
});

test("keeps what it would have to choose from, and forms that it does not know", () => {
  const twice = [span("RowSpan", 2), span("RowSpan", 3)];
  expect(shortened(twice)).toBe("[ << /O /Table /RowSpan 2 >> << /O /Table /RowSpan 3 >> ]");
  expect(shortened([{ O: "Table", Scope: "Row" }, 0])).toBe("[ << /O /Table /Scope /Row >> 0 ]");
  expect(shortened({ O: "Layout", RowSpan: 1 })).toBe("<< /O /Layout /RowSpan 1 >>");
});
