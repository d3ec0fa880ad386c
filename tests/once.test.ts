import { expect, test } from "vitest";
import { once } from "../src/once.ts";

test("asks once for each thing, also where nothing was found, and again for what failed", () => {
  const asked: string[] = [];
  const find = once((name: string) => {
    asked.push(name);
    if (name === "fault" && asked.length < 5) throw new Error("fault");
    return name === "none" ? undefined : { name };
  });
  expect(find("a")).toBe(find("a"));
  expect([find("none"), find("none")]).toEqual([undefined, undefined]);
  expect(() => find("fault")).toThrow("fault");
  expect(() => find("fault")).toThrow("fault");
  expect(find("fault")).toEqual({ name: "fault" });
  expect(asked).toEqual(["a", "none", "fault", "fault", "fault"]);
});
