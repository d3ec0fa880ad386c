/**
 * A printed page as a file of its own for screens: the same document, which prints as it did, with styles for windows and phones. It
 * loads nothing and runs nothing. `styles` hold on paper too.
 */
export function screenPage(
  html: string,
  { css, styles = "" }: { readonly css: string; readonly styles?: string },
): string {
  const head = [
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<style>\n${styles}\n@media screen {\n${css}\n}\n</style>`,
  ];
  return html.replace("</head>", () => `${head.join("\n")}\n</head>`);
}
