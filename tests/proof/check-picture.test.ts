import { beforeAll, describe, expect, test } from "vitest";
import type { Document } from "../../src/documents/document.ts";
import { checkPicture } from "../../src/proof/check-picture.ts";
import { planMessage } from "../documents/sample-message.ts";

let document: Document;
beforeAll(async () => {
  ({ document } = (await planMessage()).plan);
});

const page = `<html><head><style>p { margin: 4px }</style><title>2Q06</title></head><body><svg aria-label="In 2Q06">
<text data-figure="revenue.a@1Q06">500</text><text data-figure="revenue.a@2Q06">700</text>
<text data-term="1Q06"><tspan>1Q06</tspan></text><text data-term="2Q06">2Q06</text><path d="M0 0 12 3"/></svg></body></html>`;

function found(from = "", to = ""): readonly string[] {
  const html = page.replace(from, to);
  return checkPicture({ document, html, literals: [{ text: "M2M" }] }).map(
    ({ part, sort, text, within }) => `${part} ${sort} ${text} in ${within}`,
  );
}

describe("the page of a picture", () => {
  test("has the figures of its chart and the periods of its columns", () => {
    expect(found()).toEqual([]);
    expect(found("</svg>", "<text>M2M</text></svg>")).toEqual([]);
  });

  test.each([
    [">700<", ">701<", ["picture lost 700 in revenue.a@2Q06", "picture unbound 701 in revenue.a@2Q06"]],
    ['<text data-figure="revenue.a@1Q06">500</text>', "", ["picture lost 500 in revenue.a@1Q06"]],
    [
      "</svg>",
      '<text data-figure="revenue.a@2Q06">700</text></svg>',
      ["picture unbound 700 in revenue.a@2Q06"],
    ],
    [
      "revenue.a@1Q06",
      "revenue.b@1Q06",
      ["picture lost 500 in revenue.a@1Q06", "picture unbound 500 in revenue.b@1Q06"],
    ],
    ["</svg>", "<text>up &#52;&#50;</text></svg>", ["picture unbound 42 in up 42"]],
    [">2Q06</text>", ">3Q06</text>", ["picture unbound 3 in 3Q06", "picture unbound 06 in 3Q06"]],
  ])("is told where %s is %s", (from, to, strays) => {
    expect(found(from, to)).toEqual(strays);
  });
});
