/**
 * The look of the report. Every rule starts at a class of the report's own and goes down no further than its own elements,
 * so that none touches a slide. `families` are the fonts of the slides, for text that the reader's system has no font for.
 */
export function reportStyles(families: readonly string[]): string {
  // The generic name may stand for a font that draws boxes
  const stack = [...system, ...families.map((family) => `"${family}"`), "sans-serif"].join(", ");
  return `:root { --tie-face: ${stack}; }\n${styles}`;
}

const system = [
  "system-ui",
  "-apple-system",
  '"Segoe UI"',
  "Roboto",
  '"Helvetica Neue"',
  "Arial",
  '"Hiragino Sans"',
  '"Yu Gothic UI"',
  '"Noto Sans CJK JP"',
];

const styles = `
:root {
  --tie-ink: #16222e; --tie-muted: #566572; --tie-rule: #e1e6ea; --tie-strong: #b9c3cb; --tie-tint: #f4f6f8; --tie-brand: #0b3c6f;
  --tie-fact: #2b6cb0; --tie-derivation: #0f766e; --tie-report: #6d4aa5; --tie-midpoint: #b45309; --tie-plug: #a3123a; --tie-nothing: #6b7883;
  --tie-bad: #b3400f; --tie-bad-tint: #fdf1ea; --tie-good: #0b5f8a;
  --tie-mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  scroll-padding-top: 56px;
}
:root:has(.tie-panel:not([hidden])) { scroll-padding-bottom: min(42vh, 400px); }
body { margin: 0; }
.tie-bar, .tie-main, .tie-panel { font: 13px/1.45 var(--tie-face); color: var(--tie-ink); box-sizing: border-box; }
.tie-main { max-width: 1680px; margin: 0 auto; padding: 0 28px 48px; }
:root:has(.tie-panel:not([hidden])) .tie-main { padding-bottom: 46vh; }
.tie-main a, .tie-panel a { color: var(--tie-brand); text-decoration: none; }
.tie-main a:hover, .tie-panel a:hover { text-decoration: underline; }
:is(.tie-bar, .tie-main, .tie-panel) :is(a, button, input, summary):focus-visible { outline: 2px solid #0b62c4; outline-offset: 2px; border-radius: 2px; }

.tie-bar { position: sticky; top: 0; z-index: 10; display: flex; align-items: center; gap: 20px; height: 44px; padding: 0 28px; background: #fff; border-bottom: 1px solid var(--tie-strong); white-space: nowrap; }
.tie-bar a { color: inherit; text-decoration: none; }
.tie-bar a:hover { color: var(--tie-brand); text-decoration: underline; }
.tie-home { color: var(--tie-muted); }
.tie-home b { color: var(--tie-brand); }
.tie-nav { display: flex; gap: 14px; }
.tie-jump { gap: 1px; color: var(--tie-muted); font-variant-numeric: tabular-nums; overflow: hidden; }
.tie-jump a { padding: 2px 5px; }
.tie-large { display: flex; align-items: center; gap: 5px; margin-left: auto; color: var(--tie-muted); cursor: pointer; }
.tie-large input { margin: 0; accent-color: var(--tie-brand); }
.tie-search { display: flex; align-items: center; gap: 10px; margin: 0; }
.tie-search[hidden] { display: none; }
.tie-search input { width: 270px; box-sizing: border-box; padding: 5px 10px; font: inherit; color: inherit; background: var(--tie-tint); border: 1px solid var(--tie-rule); border-radius: 4px; }
.tie-search input:focus { background: #fff; border-color: var(--tie-strong); }
.tie-search output { order: -1; color: var(--tie-muted); font-variant-numeric: tabular-nums; }

.tie-head { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 14px 40px; padding: 26px 0 6px; }
.tie-kind { margin: 0 0 4px; color: var(--tie-muted); font-size: 11px; letter-spacing: .08em; text-transform: uppercase; }
.tie-h1 { margin: 0; font-size: 23px; line-height: 1.3; font-weight: 600; letter-spacing: -.01em; text-wrap: balance; }
.tie-title { display: block; }
.tie-second { margin-top: 2px; color: var(--tie-muted); font-size: 15px; font-weight: 400; letter-spacing: 0; }
.tie-facts { display: grid; grid-template-columns: repeat(5, auto); gap: 6px 26px; align-content: end; margin: 0; max-width: 620px; }
.tie-facts > :first-child { grid-column: 1 / -1; }
.tie-facts dt { color: var(--tie-muted); font-size: 11px; }
.tie-facts dd { margin: 0; }
.tie-verdict { grid-column: 1 / -1; margin: 0; padding: 10px 14px; font-size: 15px; background: var(--tie-tint); border-left: 4px solid var(--tie-good); }
.tie-verdict strong { margin-right: 4px; color: var(--tie-good); }
.tie-verdict:is(.fails, .judge) { background: var(--tie-bad-tint); border-color: var(--tie-bad); }
.tie-verdict:is(.fails, .judge) strong { color: var(--tie-bad); }
.tie-counts { grid-column: 1 / -1; display: flex; flex-wrap: wrap; justify-content: space-between; align-items: end; gap: 12px 28px; }
.tie-sums { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.tie-sums :is(th, td) { padding: 3px 12px 3px 0; text-align: right; font-weight: 400; }
.tie-sums thead th { color: var(--tie-muted); font-size: 11.5px; vertical-align: bottom; }
.tie-sums thead tr:first-child th { padding-bottom: 0; text-align: left; font-size: 11px; }
.tie-sums thead tr:first-child th + th { padding-left: 18px; }
.tie-sums tbody tr { border-top: 1px solid var(--tie-rule); }
.tie-sums tbody th { font-weight: 600; text-align: left; }
.tie-sums tbody td:nth-child(2) { font-weight: 600; }
.tie-cards { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0; padding: 0 0 3px; font-size: 12px; list-style: none; }
.tie-cards a { color: var(--tie-muted); }
.tie-cards b { display: block; color: var(--tie-ink); font-size: 21px; line-height: 1.15; font-weight: 600; font-variant-numeric: tabular-nums; }
.tie-cards .bad b { color: var(--tie-bad); }

.tie-section { margin-top: 34px; }
.tie-h2 { margin: 0 0 10px; padding-bottom: 5px; font-size: 18px; line-height: 1.3; font-weight: 600; color: var(--tie-brand); border-bottom: 2px solid var(--tie-brand); }
.tie-h3 { margin: 18px 0 6px; font-size: 14px; font-weight: 600; }
.tie-number { margin-left: 4px; color: var(--tie-muted); font-weight: 400; }
.tie-lead, .tie-none { margin: 0 0 8px; color: var(--tie-muted); }
.tie-also, .tie-times { color: var(--tie-muted); }
.tie-ref, .tie-cell { font: 11px/1.4 var(--tie-mono); color: var(--tie-muted); overflow-wrap: anywhere; }
a > .tie-ref { color: inherit; }
.tie-name { display: block; }

.tie-findings { margin: 0; padding: 0; list-style: none; }
.tie-finding { display: grid; grid-template-columns: 82px minmax(0, 1fr); gap: 12px; padding: 8px 12px 8px 10px; border-top: 1px solid var(--tie-rule); border-left: 3px solid var(--tie-strong); }
.tie-finding:last-child { border-bottom: 1px solid var(--tie-rule); }
.tie-finding:is(.error, .warning) { border-left-color: var(--tie-bad); }
.tie-finding.error { background: var(--tie-bad-tint); }
.tie-finding p { margin: 0; overflow-wrap: anywhere; }
.tie-severity { font-weight: 600; color: var(--tie-muted); }
.tie-finding:is(.error, .warning) .tie-severity { color: var(--tie-bad); }
.tie-said { font-size: 13.5px; }
.tie-rule { font-weight: 600; }
.tie-hint::before { content: "hint: "; color: var(--tie-muted); }
.tie-where { color: var(--tie-muted); }
.tie-accepted { padding-left: 10px; border-left: 2px solid var(--tie-strong); }
.tie-id { color: var(--tie-muted); font: 11px/1.5 var(--tie-mono); }

.tie-legend { display: flex; flex-wrap: wrap; gap: 6px 26px; margin: 0 0 4px; padding: 0; list-style: none; color: var(--tie-muted); }
.tie-by { display: inline-block; padding: 0 5px; font-size: 11px; line-height: 16px; color: var(--by); outline: 1px solid var(--by); outline-offset: -1px; white-space: nowrap; }
.tie-by.fact, .tie-picture > .fact { --by: var(--tie-fact); --line: solid; }
.tie-by.derivation, .tie-picture > .derivation { --by: var(--tie-derivation); --line: dashed; }
.tie-by.report, .tie-picture > .report { --by: var(--tie-report); --line: solid; }
.tie-by.midpoint, .tie-picture > .midpoint { --by: var(--tie-midpoint); --line: dotted; }
.tie-by.plug, .tie-picture > .plug { --by: var(--tie-plug); --line: double; }
.tie-by.nothing, .tie-picture > .nothing { --by: var(--tie-nothing); --line: dotted; }
.tie-by { outline-style: var(--line); }
.tie-by:is(.report, .plug) { box-shadow: inset 0 -2px 0 var(--by); }
.tie-by:is(.midpoint) { outline-width: 1.5px; }
.tie-by.plug { outline-width: 3px; padding: 1px 6px; margin-right: 3px; }
.tie-flag { display: inline-block; width: 14px; font-size: 10px; line-height: 14px; font-weight: 700; text-align: center; color: #fff; background: var(--tie-bad); border-radius: 50%; }
.tie-table .tie-flag { float: left; margin: 1px 6px 0 0; }

.tie-slide { padding: 16px 0 10px; border-top: 1px solid var(--tie-strong); }
.tie-legend + .tie-slide { margin-top: 10px; }
.tie-slide-head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2px 32px; margin-bottom: 8px; }
.tie-slide-title { position: relative; margin: 0; padding-left: 34px; font-size: 15px; line-height: 1.4; font-weight: 600; }
.tie-slide-title > [lang] { display: block; }
.tie-slide-title > [lang] ~ [lang] { font-size: 13px; font-weight: 400; color: var(--tie-muted); }
.tie-page { position: absolute; left: 0; top: 0; min-width: 24px; color: var(--tie-brand); font-size: 18px; line-height: 21px; font-variant-numeric: tabular-nums; }
.tie-slide-counts { margin: 0; color: var(--tie-muted); }
.tie-slide-counts b { color: var(--tie-bad); }
.tie-on-slide { flex-basis: 100%; margin: 2px 0 0 34px; color: var(--tie-muted); }
.tie-on-slide b { font-weight: 600; }
.tie-on-slide:has(.open) b, .tie-on-slide > .open { color: var(--tie-bad); }
.tie-pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(380px, 1fr)); gap: 12px 20px; margin-bottom: 12px; }
body:has(#large:checked) .tie-pictures { grid-template-columns: minmax(0, 1fr); }
.tie-figure { margin: 0; min-width: 0; }
.tie-figure > figcaption { margin-bottom: 3px; font-size: 11px; font-weight: 600; color: var(--tie-muted); }
.tie-figure > figcaption > span { font-weight: 400; }
.tie-picture { position: relative; container-type: inline-size; aspect-ratio: var(--tie-w) / var(--tie-h); overflow: hidden; box-shadow: 0 0 0 1px var(--tie-strong); background: #fff; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.tie-deck { all: initial; position: absolute; left: 0; top: 0; display: block; width: calc(var(--tie-w) * 1px); height: calc(var(--tie-h) * 1px); container-type: size; overflow: hidden; transform-origin: 0 0; transform: scale(tan(atan2(100cqw, calc(var(--tie-w) * 1px)))); pointer-events: none; user-select: none; }
.tie-deck > div { height: 100%; }
.tie-picture > a { position: absolute; outline: 1px var(--line) color-mix(in srgb, var(--by) 75%, transparent); outline-offset: .5px; }
.tie-picture > .report { box-shadow: 0 2px 0 color-mix(in srgb, var(--by) 75%, transparent); }
.tie-picture > .midpoint { outline-width: 2px; outline-color: var(--by); }
.tie-picture > .plug { outline-width: 3px; outline-color: var(--by); }
.tie-picture > .open { background: rgb(242 140 60 / .28); }
.tie-picture > .open::after { content: "!"; position: absolute; right: -8px; top: -7px; width: 11px; font: 700 8px/11px var(--tie-face); text-align: center; color: #fff; background: var(--tie-bad); border-radius: 50%; }
.tie-picture > .judged { background: rgb(150 160 170 / .25); }
.tie-picture > .tie-out { outline-color: transparent; box-shadow: none; background: none; }
.tie-picture > :is(.tie-twin, .tie-same) { outline: 2px solid var(--by); background: color-mix(in srgb, var(--by) 14%, transparent); }
.tie-picture > a:is(:hover, :focus-visible, :target, [aria-current]) { z-index: 1; outline: 2px solid var(--by); outline-offset: 2px; background: color-mix(in srgb, var(--by) 20%, transparent); text-decoration: none; }
.tie-picture > a:is(:target, [aria-current]) { outline-width: 3px; }

.tie-table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 12px; line-height: 1.4; }
.tie-table > thead > tr > th { position: sticky; top: 44px; z-index: 2; padding: 5px 12px 5px 0; font-size: 11.5px; font-weight: 600; text-align: left; vertical-align: bottom; color: var(--tie-muted); background: #fff; box-shadow: inset 0 -1px 0 var(--tie-strong); }
.tie-table > tbody > tr > td { padding: 4px 12px 4px 0; vertical-align: top; border-bottom: 1px solid var(--tie-rule); overflow-wrap: anywhere; }
.tie-table > tbody > tr > td:first-child, .tie-table > thead > tr > th:first-child { padding-left: 4px; }
.tie-table > tbody > tr:is(:hover, .tie-twin, .tie-same) > td { background: var(--tie-tint); }
.tie-table > tbody > tr:target > td { background: #fff6d9; }
.tie-num { font-variant-numeric: tabular-nums; }
.tie-table > * > tr > .tie-num { padding-right: 22px; text-align: right; overflow-wrap: break-word; }
.tie-absent { color: var(--tie-bad); }
.tie-source { color: var(--tie-ink); }
.tie-sort { all: unset; cursor: pointer; }
.tie-sort:hover { color: var(--tie-brand); }
.tie-sort { position: relative; }
.tie-sort-name { display: none; }
.tie-sort::after { position: absolute; left: 100%; padding-left: 3px; content: "\\2195"; opacity: 0; }
.tie-sort:is(:hover, :focus-visible)::after { opacity: .5; }
[aria-sort="ascending"] > .tie-sort::after { content: "\\2191"; opacity: 1; }
[aria-sort="descending"] > .tie-sort::after { content: "\\2193"; opacity: 1; }
.tie-table summary { cursor: pointer; color: var(--tie-muted); }

.tie-choices { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0 0 6px; padding: 0; border: 0; }
.tie-choices > legend { float: left; padding: 0; color: var(--tie-muted); }
.tie-choice { display: flex; align-items: center; gap: 4px; cursor: pointer; }
.tie-choice > input { margin: 0; accent-color: var(--tie-brand); }
.tie-section:has(input[value="wrong"]:checked) .tie-pub:not(.wrong),
.tie-section:has(input[value="missing"]:checked) .tie-pub:not(.missing),
.tie-section:has(input[value="override"]:checked) .tie-pub:not(.override),
.tie-section:has(input[value="interval"]:checked) .tie-pub:not(.interval),
.tie-section:has(input[value="exact"]:checked) .tie-pub:not(.exact) { display: none; }
.tie-verdict-of { color: var(--tie-muted); }
:is(.wrong, .missing) .tie-verdict-of { color: var(--tie-bad); font-weight: 600; }
.tie-pub.wrong > td:nth-child(5) { font-weight: 600; }
.tie-sources { display: grid; gap: 2px; margin: 0 0 10px; }
.tie-sources > div { display: flex; gap: 10px; }
.tie-sources dt { font: 11px/1.7 var(--tie-mono); color: var(--tie-muted); }
.tie-sources dd { margin: 0; }

.tie-panel { position: fixed; left: 0; right: 0; bottom: 0; z-index: 20; display: grid; grid-template-columns: minmax(260px, 26fr) minmax(380px, 48fr) minmax(220px, 26fr); height: min(42vh, 400px); background: #fff; border-top: 2px solid var(--tie-brand); box-shadow: 0 -6px 24px rgb(18 38 58 / .14); }
.tie-panel[hidden] { display: none; }
.tie-panel p, .tie-panel ul { margin: 0; padding: 0; list-style: none; }
.tie-panel h2 { margin: 0 0 8px; font-size: 12px; font-weight: 600; color: var(--tie-muted); }
.tie-panel button { padding: 0; font: inherit; color: inherit; text-align: left; background: none; border: 0; cursor: pointer; }
.tie-panel > .tie-panel-close { position: absolute; right: 20px; top: 10px; padding: 2px 6px; color: var(--tie-muted); }
.tie-panel > .tie-panel-close:hover, .tie-panel .tie-panel-ref:hover { color: var(--tie-brand); text-decoration: underline; }
.tie-panel-column { overflow: auto; padding: 12px 24px 20px 28px; overscroll-behavior: contain; }
.tie-panel-column + .tie-panel-column { padding-left: 24px; border-left: 1px solid var(--tie-rule); }
.tie-panel-print { font-size: 26px; line-height: 1.2; font-weight: 600; font-variant-numeric: tabular-nums; }
.tie-panel-label { display: inline-block; margin-right: 10px !important; }
.tie-panel-label + .tie-panel-label { color: var(--tie-muted); }
.tie-panel-reference, .tie-panel .tie-panel-ref, .tie-panel-cell, .tie-panel-formula code { font: 11.5px/1.5 var(--tie-mono); overflow-wrap: anywhere; }
.tie-panel-reference { color: var(--tie-muted); }
.tie-panel-facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 3px 14px; margin: 10px 0; font-variant-numeric: tabular-nums; }
.tie-panel-facts dt { color: var(--tie-muted); }
.tie-panel-facts dd { margin: 0; overflow-wrap: anywhere; }
.tie-panel-finding { padding: 4px 8px !important; border-left: 3px solid var(--tie-strong); }
.tie-panel-finding + .tie-panel-finding { margin-top: 4px; }
.tie-panel-finding:is(.error, .warning) { border-color: var(--tie-bad); background: var(--tie-bad-tint); }
.tie-panel-figure { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 10px; }
.tie-panel-figure > b { font-variant-numeric: tabular-nums; font-weight: 600; overflow-wrap: anywhere; }
.tie-panel-name, .tie-panel-more { color: var(--tie-muted); }
.tie-panel-reported { font-variant-numeric: tabular-nums; }
.tie-panel-origin ul ul { margin: 4px 0 2px 3px; padding-left: 14px; border-left: 1px solid var(--tie-strong); }
.tie-panel-origin li + li { margin-top: 7px; }
.tie-panel-places > li { padding: 1px 0; }
.tie-panel-places b { display: inline-block; min-width: 24px; font-weight: 400; color: var(--tie-muted); }
.tie-panel-places .tie-here a { font-weight: 600; }
.tie-panel summary { cursor: pointer; color: var(--tie-muted); }
.tie-panel-places + h2 { margin-top: 16px; }
.tie-panel-made { color: var(--tie-muted); }
.tie-panel-text { float: right; font-variant-numeric: tabular-nums; }

@media (max-width: 1180px) { .tie-jump { display: none; } }
@media (max-width: 900px) {
  .tie-head { grid-template-columns: minmax(0, 1fr); }
  .tie-large { display: none; }
  .tie-panel { grid-template-columns: minmax(0, 1fr); overflow: auto; }
}
@page { size: A4 landscape; margin: 11mm 12mm 13mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #566572; } }
@media print {
  :root { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .tie-bar, .tie-panel, .tie-choices { display: none !important; }
  .tie-main { max-width: none; padding: 0 !important; font-size: 8.5pt; }
  .tie-head { padding-top: 0; }
  .tie-table { font-size: 7.5pt; line-height: 1.3; }
  .tie-table > tbody > tr > td { padding-top: 2px; padding-bottom: 2.5px; }
  .tie-table > thead > tr > th { position: static; font-size: 7.5pt; box-shadow: none; border-bottom: 1px solid var(--tie-strong); }
  .tie-sort { display: none; }
  .tie-sort-name { display: inline; }
  .tie-by { font-size: 6.8pt; line-height: 1.35; }
  .tie-ref, .tie-cell, .tie-id { font-size: 6.6pt; line-height: 1.3; }
  .tie-table > thead { display: table-header-group; break-inside: avoid; }
  .tie-table > tbody > tr, .tie-finding, .tie-figure, .tie-slide-head, .tie-head, .tie-legend > li { break-inside: avoid; }
  .tie-h2, .tie-h3, .tie-lead, .tie-slide-head, .tie-legend { break-after: avoid; }
  .tie-slide + .tie-slide { break-before: page; border-top: 0; padding-top: 0; }
  .tie-pictures { grid-template-columns: repeat(auto-fit, minmax(110mm, 1fr)) !important; break-inside: avoid; }
  #slides, #published, #auditor, #facts { break-before: page; margin-top: 0; }
  .tie-picture > a { outline-width: .8px; }
  .tie-picture > a:not(.open, .judged) { background: none !important; }
  .tie-picture > a:is(:hover, :target, [aria-current], .tie-twin, .tie-same) { outline: .8px var(--line) var(--by); outline-offset: .5px; }
  .tie-table > tbody > tr:target > td { background: none; }
}
`;
