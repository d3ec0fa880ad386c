import { expect, test } from "vitest";
import { xmpOf } from "../../src/pdf/xmp.ts";

const metadata = {
  title: "Results <2Q06> & more",
  author: "株式会社",
  subject: "Consolidated",
  keywords: ["results", "2Q06"],
  lang: "ja",
  date: "2006-11-09",
  producer: "kessan",
  creator: "kessan",
};

test("says what the document information says, and the document's date only", () => {
  const xmp = xmpOf(metadata);
  expect(xmp).toContain(
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Results &lt;2Q06&gt; &amp; more</rdf:li><rdf:li xml:lang="ja">Results &lt;2Q06&gt; &amp; more</rdf:li></rdf:Alt></dc:title>',
  );
  expect(xmp).toContain("<dc:creator><rdf:Seq><rdf:li>株式会社</rdf:li></rdf:Seq></dc:creator>");
  expect(xmp).toContain(
    "<dc:subject><rdf:Bag><rdf:li>results</rdf:li><rdf:li>2Q06</rdf:li></rdf:Bag></dc:subject>",
  );
  expect(xmp).toContain("<dc:language><rdf:Bag><rdf:li>ja</rdf:li></rdf:Bag></dc:language>");
  expect(xmp).toContain("<pdf:Keywords>results, 2Q06</pdf:Keywords>");
  expect(new Set(xmp.match(/\d{4}-\d\d-\d\dT[^<]*/g))).toEqual(new Set(["2006-11-09T00:00:00Z"]));
});

test("leaves out what the document does not say, and claims no conformance", () => {
  const xmp = xmpOf({ ...metadata, subject: "", keywords: [] });
  expect(xmp).not.toMatch(/dc:description|dc:subject|pdf:Keywords|pdfuaid:part/);
});
