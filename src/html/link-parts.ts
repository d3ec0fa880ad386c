/** Names in HTML. */
interface Links {
  /** Places that links can lead to. */
  readonly places: ReadonlySet<string>;
  /** Places that links lead to. */
  readonly asked: ReadonlySet<string>;
}

/**
 * Pages that are parts of one document, so that the browser prints their links to each other: it leaves a link out whose place is not on
 * its page, and notes no place that nothing on the page leads to. Both are added where nobody sees them.
 */
export function linkParts(pages: readonly string[]): readonly string[] {
  const links = pages.map(linksIn);
  return pages.map((page, index) => {
    const { places, asked } = links[index]!;
    const others = links.filter((_, other) => other !== index);
    const away = [...asked].filter((name) => !places.has(name) && others.some((one) => one.places.has(name)));
    const wanted = [...places].filter((name) => others.some((one) => one.asked.has(name)));
    if (away.length + wanted.length === 0) return page;
    const stands = away.map((name) => `<i id="${name}"></i>`);
    const leads = wanted.map((name) => `<a href="#${name}"></a>`);
    const added = `<div style="display: none !important">${[...stands, ...leads].join("")}</div>`;
    const end = page.lastIndexOf("</body>");
    return end === -1 ? page + added : page.slice(0, end) + added + page.slice(end);
  });
}

function linksIn(page: string): Links {
  const [places, asked] = [new Set<string>(), new Set<string>()];
  for (const [, name, value] of page.matchAll(/\s(id|href)=["']?([^"'\s>]+)/g)) {
    if (name === "id") places.add(value!);
    else if (value!.startsWith("#")) asked.add(value!.slice(1));
  }
  return { places, asked };
}
