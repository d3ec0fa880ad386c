import { describe, expect, test } from "vitest";
import type { Flow, FlowUnit } from "../../src/pdf/flow.ts";
import { paginate } from "../../src/pdf/paginate.ts";

/** Units of 10 px under each other; what is given of one replaces that. */
function flowOf(units: readonly Partial<FlowUnit>[], flow: Partial<Flow> = {}): Flow {
  return {
    units: units.map((unit, index) => ({
      top: index * 10,
      bottom: index * 10 + 10,
      mayBegin: true,
      mustBegin: false,
      divides: false,
      head: 0,
      notes: [],
      ...unit,
    })),
    footnotes: {},
    height: 40,
    noteGap: 5,
    ...flow,
  };
}
const plain = (count: number): readonly Partial<FlowUnit>[] => Array.from({ length: count }, () => ({}));
const firsts = (flow: Flow): readonly number[] => paginate(flow).map(({ first }) => first);

describe("paginate", () => {
  test("fills each page before it begins the next", () => {
    expect(firsts(flowOf(plain(4)))).toEqual([0]);
    expect(firsts(flowOf(plain(9)))).toEqual([0, 4, 8]);
    expect(firsts(flowOf([]))).toEqual([]);
  });

  test("takes a heading to the page of what it stands over", () => {
    const units = [...plain(3), {}, { mayBegin: false }, {}];
    expect(firsts(flowOf(units))).toEqual([0, 3]);
  });

  test("begins a page where it has to", () => {
    expect(firsts(flowOf([{}, { mustBegin: true }, {}, { mustBegin: true }]))).toEqual([0, 1, 3]);
  });

  test("repeats the head of a table and reckons with its height", () => {
    const row = { head: 10, divides: true };
    expect(firsts(flowOf([{}, ...Array.from({ length: 9 }, () => row)]))).toEqual([0, 4, 7]);
  });

  test("ends before a table that would be divided, if the page is full enough then", () => {
    const table = [{}, { divides: true }, { divides: true }];
    expect(firsts(flowOf([...plain(3), ...table]))).toEqual([0, 3]);
    expect(firsts(flowOf([...plain(2), ...table]))).toEqual([0, 4]);
  });

  test("sets a footnote on the page of its mark, once", () => {
    const footnotes = { a: { height: 10 }, b: { height: 10 } };
    const units = [{ notes: ["a"] }, {}, { notes: ["b", "a"] }, {}, { notes: ["a"] }];
    expect(paginate(flowOf(units, { footnotes }))).toEqual([
      { first: 0, notes: ["a"] },
      { first: 2, notes: ["b"] },
      { first: 4, notes: [] },
    ]);
  });

  test("takes a line to the next page with its footnote, where both do not fit", () => {
    const footnotes = { a: { height: 20 } };
    expect(paginate(flowOf([{}, {}, { notes: ["a"] }], { footnotes }))).toEqual([
      { first: 0, notes: [] },
      { first: 2, notes: ["a"] },
    ]);
  });

  test("gives what is higher than a page one of its own", () => {
    const units = [{}, { top: 10, bottom: 90 }, { top: 90, bottom: 100 }];
    expect(firsts(flowOf(units))).toEqual([0, 1, 2]);
  });

  test("cuts where nothing may begin, rather than lose what follows", () => {
    const units = [{}, ...Array.from({ length: 5 }, () => ({ mayBegin: false }))];
    expect(firsts(flowOf(units))).toEqual([0, 4]);
  });
});
