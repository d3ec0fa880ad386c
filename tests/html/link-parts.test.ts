import { expect, test } from "vitest";
import { linkParts } from "../../src/html/link-parts.ts";

function page(body: string): string {
  return `<!doctype html><html><body>${body}</body></html>`;
}

function hidden(body: string): string {
  return `<div style="display: none !important">${body}</div>`;
}

test("adds what a link to another page needs, on both pages", () => {
  const [first, second] = ['<a href="#two">to two</a>', '<h1 id="two">Two</h1>'];
  expect(linkParts([page(first), page(second)])).toEqual([
    page(first + hidden('<i id="two"></i>')),
    page(second + hidden('<a href="#two"></a>')),
  ]);
});

test("leaves pages alone whose links stay on them, lead outside, or lead nowhere", () => {
  const pages = [
    page('<h1 id="one">One</h1><a href="#one">up</a><a href="#nowhere">x</a>'),
    page('<a href="https://a.example/#one">out</a>'),
  ];
  expect(linkParts(pages)).toEqual(pages);
});

test("adds each place once, however often links lead to it", () => {
  const links = '<a href="#two">a</a><a class="b" href="#two">b</a>';
  expect(linkParts([page(links), page('<p class="x" id="two">Two</p>')])).toEqual([
    page(links + hidden('<i id="two"></i>')),
    page(`<p class="x" id="two">Two</p>${hidden('<a href="#two"></a>')}`),
  ]);
});

test("adds it behind everything where a company's own page has no body tag", () => {
  expect(linkParts(['<a href="#two">x</a>', '<p id="two">y</p>'])).toEqual([
    `<a href="#two">x</a>${hidden('<i id="two"></i>')}`,
    `<p id="two">y</p>${hidden('<a href="#two"></a>')}`,
  ]);
});
