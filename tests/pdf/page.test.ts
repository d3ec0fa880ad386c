import { expect, test } from "vitest";
import { clearMemory, type Page } from "../../src/pdf/page.ts";

/** A tab that notes what is asked of it, and answers nothing. */
function tabThatNotes(): { readonly page: Page; readonly asked: readonly string[] } {
  const asked: string[] = [];
  const session = {
    send: (method: string) => {
      asked.push(method);
      return Promise.reject(new Error("the tab is gone"));
    },
  };
  return { page: { session, printed: 0 } as unknown as Page, asked };
}

test("a tab clears its memory after every hundred pages, not after every document", () => {
  const { page, asked } = tabThatNotes();
  clearMemory(page, { printed: 60 });
  expect(asked).toEqual([]);
  clearMemory(page, { printed: 60 });
  expect(asked).toEqual(["HeapProfiler.collectGarbage"]);
  clearMemory(page, { printed: 60 });
  expect(asked).toHaveLength(1);
  clearMemory(page, { printed: 1024 });
  expect(asked).toHaveLength(2);
});
