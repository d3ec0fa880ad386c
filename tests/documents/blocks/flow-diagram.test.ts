import { describe, expect, test } from "vitest";
import type { FlowDiagram } from "../../../src/documents/blocks/flow-diagram.ts";
import { plainText } from "../../../src/documents/sentence.ts";
import { documentFiles, messageOf, planSample, textWith } from "../sample-document.ts";

const outline = `${documentFiles["documents/deck/outline.yaml"]!}  - id: tax
    layout: single
    blocks:
      - kind: flow-diagram
`;
const text = "acme/documents/deck/text.en.yaml";

const sound = `
    stages:
      - heading: Losses
        boxes: [Losses of earlier years, 'Losses {{period "current - 1y"}}']
        caption: Carried forward
      - heading: Benefit
        boxes: Deferred tax assets
    band: Lower **taxes** from M2M
`;

/** Plans the deck with a diagram of these words, which begin in line 17 of the text. */
function plan(words: string) {
  return planSample({
    "documents/deck/outline.yaml": outline,
    "documents/deck/text.en.yaml": textWith(
      `tax:\n  title: Taxes\n  flow-diagram:\n${words.replace(/^\n/, "")}`,
    ),
    "documents/deck/text.ja.yaml": `${documentFiles["documents/deck/text.ja.yaml"]!}tax:\n  title: 税\n  flow-diagram:\n${words.replace(/^\n/, "")}`,
  });
}

describe("flow-diagram", () => {
  test("has stages with their boxes, and what stands under them", async () => {
    const { document } = await plan(sound);
    const diagram = document.slides.at(-1)!.areas["main"]![0] as FlowDiagram;
    expect(plainText(diagram.heading)).toBe("");
    expect(
      diagram.stages.map(({ heading, boxes, caption }) => [
        plainText(heading),
        boxes.map(plainText),
        plainText(caption),
      ]),
    ).toEqual([
      ["Losses", ["Losses of earlier years", "Losses 2Q05"], "Carried forward"],
      ["Benefit", ["Deferred tax assets"], ""],
    ]);
    expect(diagram.rows).toBe(2);
    expect(plainText(diagram.band)).toBe("Lower taxes from M2M");
  });

  const stage = (heading: string, boxes = "[One]") => `      - { heading: ${heading}, boxes: ${boxes} }\n`;

  test.each<[string, string, string]>([
    [
      "one stage",
      `    stages:\n${stage("A")}`,
      `${text}:17:5 tax.flow-diagram.stages: expected a list of 2 to 5 stages, got 1
  hint: each stage has a heading and boxes; words of a single stage are a text`,
    ],
    [
      "six stages",
      `    stages:\n${["A", "B", "C", "D", "E", "F"].map((s) => stage(s)).join("")}`,
      `${text}:17:5 tax.flow-diagram.stages: expected a list of 2 to 5 stages, got 6
  hint: join some of them, or draw two diagrams`,
    ],
    ["no stages", `    band: Taxes\n`, `${text} missing text tax.flow-diagram.stages`],
    [
      "stages that are no list",
      `    stages: Losses\n`,
      `${text}:17:5 tax.flow-diagram.stages: expected a list of 2 to 5 stages, got 0
  hint: each stage has a heading and boxes; words of a single stage are a text`,
    ],
    [
      "a stage without boxes",
      `    stages:\n${stage("A")}      - heading: B\n`,
      `${text}:19:9 tax.flow-diagram.stages.2.boxes: expected a list of 1 to 4 boxes, got 0
  hint: say what the stage holds, each thing in a box`,
    ],
    [
      "an empty list of boxes",
      `    stages:\n${stage("A")}${stage("B", "[]")}`,
      `${text}:19:23 tax.flow-diagram.stages.2.boxes: expected a list of 1 to 4 boxes, got 0
  hint: say what the stage holds, each thing in a box`,
    ],
    [
      "five boxes",
      `    stages:\n${stage("A")}${stage("B", "[a, b, c, d, e]")}`,
      `${text}:19:23 tax.flow-diagram.stages.2.boxes: expected a list of 1 to 4 boxes, got 5
  hint: join some of them, or give them another stage`,
    ],
    [
      "a stage without heading",
      `    stages:\n${stage("A")}      - boxes: [One]\n`,
      `${text} missing text tax.flow-diagram.stages.2.heading`,
    ],
    [
      "a typed number",
      sound.replace("Deferred", "40 deferred"),
      `${text}:22:16 unbound number "40" in "40 deferred tax assets"
  hint: say it in a text or a chart beside the picture, or list it in literals.yaml if it is part of a name`,
    ],
    [
      "a typed period",
      sound.replace("Deferred", "2Q05 deferred"),
      `${text}:22:16 period "2Q05" is typed in "2Q05 deferred tax assets"
  hint: write {{period "current"}} if the document's own period is meant, {{period "current - 1y"}} if the earlier one is`,
    ],
    [
      "a figure",
      sound.replace("Carried forward", `'{{amount "revenue.total"}} carried'`),
      `${text}:20:18 figure "JPY\u00a01,001\u00a0million" in tax.flow-diagram.stages.1.caption: a picture of words cannot say what a figure is of
  hint: say it in a text or a chart beside the picture`,
    ],
    [
      "a figure in strong words and one of a direction",
      sound.replace(
        "Lower **taxes** from M2M",
        `'**{{figure "revenue.a"}}** and {{moved "revenue.b@ytd" against="-1y"}}'`,
      ),
      `${text}:23:11 figure "700" in tax.flow-diagram.band: a picture of words cannot say what a figure is of
  hint: say it in a text or a chart beside the picture
${text}:23:11 figure "16.7%" in tax.flow-diagram.band: a picture of words cannot say what a figure is of
  hint: say it in a text or a chart beside the picture`,
    ],
    [
      "words that it does not know",
      `${sound}    foot: Taxes\n`,
      `${text}:24:11 no block of the slide uses the text tax.flow-diagram.foot
  hint: remove it, or give it the key of a block on the slide`,
    ],
  ])("refuses %s", async (_, words, message) => {
    expect(await messageOf(plan(words))).toBe(message);
  });
});
