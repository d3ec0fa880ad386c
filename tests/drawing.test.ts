import { describe, expect, test } from "vitest";
import { startDrawing, type DrawingOrder } from "../src/drawing.ts";

const nothing: DrawingOrder = { charts: [], look: {} as DrawingOrder["look"], faces: ["inter"] };

describe("the thread that draws charts", () => {
  test("ends by itself when it is closed while it loads", async () => {
    await expect(Promise.all([1, 2].map(() => startDrawing().close()))).resolves.toEqual([
      undefined,
      undefined,
    ]);
  });

  test("answers what it was asked before it was told to end", async () => {
    const drawing = startDrawing();
    const answer = drawing.draw(nothing);
    drawing.closeWhenDone();
    expect(await answer).toEqual(new Map());
    await drawing.close();
  });
});
