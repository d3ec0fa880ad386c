import { expect, test } from "vitest";
import { walkXml, XmlFault } from "../../src/facts/xml.ts";

function eventsOf(text: string): readonly string[] {
  const events: string[] = [];
  walkXml(text, {
    open: (name, attributes) => events.push(`<${name} ${JSON.stringify(attributes)}`),
    close: (name) => events.push(`>${name}`),
    text: (found) => events.push(found),
  });
  return events;
}
const faultOf = (text: string): number | undefined => {
  try {
    walkXml(text, { open: () => {}, close: () => {}, text: () => {} });
  } catch (error) {
    if (error instanceof XmlFault) return error.at;
    throw error;
  }
  return undefined;
};

test("elements, attributes and texts come in their order, names without prefix", () => {
  expect(
    eventsOf(
      `<?xml version="1.0"?><!-- <c> --><x:a p="1 &amp; &gt;2" r:id='q"'>\n<b/>R&#38;D &#x65e5;<![CDATA[<&]]></x:a>\n`,
    ),
  ).toEqual(['<a {"p":"1 & >2","r:id":"q\\""}', "\n", "<b {}", ">b", "R&D 日", "<&", ">a"]);
});

test.each([
  ["<a><b></a></b>", 6],
  ["<a>", 3],
  ["</a>", 0],
  ["<a>1 < 2</a>", 5],
  ["<a>&nbsp;</a>", 3],
  ["<a>&amp</a>", 3],
  ["<a>&#x110000;</a>", 3],
  ["<a b=c/>", 0],
  ['<!DOCTYPE a [<!ENTITY x "y">]><a/>', 0],
])("%s is not well-formed at %i", (text, at) => {
  expect(faultOf(text)).toBe(at);
});
