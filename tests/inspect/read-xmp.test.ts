import { expect, test } from "vitest";
import { readXmp } from "../../src/inspect/read-xmp.ts";

const packet = (description: string): string =>
  `<?xpacket begin="\ufeff" id="x"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${description}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

test("reads values written as elements and as attributes", () => {
  const xmp = readXmp(
    packet(
      '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer="a &#x26; b"><pdf:Keywords>c, d</pdf:Keywords></rdf:Description>',
    ),
  );
  expect(xmp).toEqual({ "pdf:Producer": "a & b", "pdf:Keywords": "c, d" });
});

test("reads lists, and of languages the first", () => {
  const xmp = readXmp(
    packet(
      '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Seq></dc:creator><dc:title><rdf:Alt><rdf:li xml:lang="x-default">T</rdf:li><rdf:li xml:lang="de">U</rdf:li></rdf:Alt></dc:title></rdf:Description>',
    ),
  );
  expect(xmp).toEqual({ "dc:creator": ["A", "B"], "dc:title": "T" });
});

test("tells names by their schema, whatever the packet calls it", () => {
  const xmp = readXmp(
    packet(
      '<rdf:Description xmlns:q="http://www.aiim.org/pdfua/ns/id/"><q:part>1</q:part></rdf:Description>',
    ),
  );
  expect(xmp).toEqual({ "pdfuaid:part": "1" });
});

test("gives what can be read of a packet that is cut off", () => {
  expect(readXmp(packet("<rdf:Description><a:b>c</a:b><a:d>").slice(0, -40))).toEqual({ "a:b": "c" });
});
