/**
 * What all pages share: colours, type, the head and the foot.
 */

const dark = `--paper: #171614; --card: #1f1d1a; --ink: #ebe6dd; --soft: #a69e92; --line: #35312b; --accent: #f0a778; --bubble: 27%; --bubble-chroma: 0.03; --dot: 48%; --name: 80%;`

export const base = `:root {
  color-scheme: light dark;
  --paper: #fbf9f5;
  --card: #ffffff;
  --ink: #23201c;
  --soft: #665f56;
  --line: #e4ded3;
  --accent: #8a3b12;
  --bubble: 94%;
  --bubble-chroma: 0.028;
  --dot: 50%;
  --name: 44%;
  --serif: "Iowan Old Style", "Charter", "Palatino Linotype", Palatino, "URW Palladio L", "Book Antiqua", Georgia, serif;
  --sans: ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", sans-serif;
}
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { ${dark} } }
:root[data-theme="dark"] { color-scheme: dark; ${dark} }
:root[data-theme="light"] { color-scheme: light; }
.tone-0 { --hue: 20; }
.tone-1 { --hue: 50; }
.tone-2 { --hue: 80; }
.tone-3 { --hue: 110; }
.tone-4 { --hue: 140; }
.tone-5 { --hue: 165; }
.tone-6 { --hue: 195; }
.tone-7 { --hue: 225; }
.tone-8 { --hue: 255; }
.tone-9 { --hue: 285; }
.tone-10 { --hue: 315; }
.tone-11 { --hue: 345; }

* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto;
  padding: 0 1.25rem;
  max-width: 42rem;
  background: var(--paper);
  color: var(--ink);
  font: 1.125rem/1.65 var(--serif);
  font-kerning: normal;
  overflow-wrap: break-word;
  hanging-punctuation: first;
}
a { color: inherit; text-decoration-color: color-mix(in srgb, currentcolor 35%, transparent); text-underline-offset: 0.18em; text-decoration-thickness: 0.06em; }
a:hover { color: var(--accent); text-decoration-color: currentcolor; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
h1, h2, h3 { font-weight: 600; line-height: 1.2; text-wrap: balance; margin: 0; }
p { margin: 0 0 1em; text-wrap: pretty; }
small, .when, .facts, .site, .by, figcaption, dt, nav, .span { font-family: var(--sans); font-size: 0.8125rem; line-height: 1.5; }
.when, .facts, .span, small, dt { color: var(--soft); }
img { max-width: 100%; height: auto; }
.skip { position: absolute; inset-inline-start: 1rem; top: -100vh; padding: 0.5rem 1rem; background: var(--card); }
.skip:focus { top: 1rem; z-index: 1; }

header.site { position: relative; padding-top: 1.5rem; padding-inline-end: 2.5rem; color: var(--soft); }
header.site a { text-decoration: none; }
header.site .name { font: italic 1.0625rem/1.3 var(--serif); color: var(--ink); }
header.site nav { display: flex; flex-wrap: wrap; gap: 0.1rem 1.1rem; margin-top: 0.5rem; }
header.site nav a { padding: 0.2rem 0; }
.colours { position: absolute; inset-inline-end: -0.4rem; top: 1.1rem; width: 2.25rem; height: 2.25rem; padding: 0; border: 0; border-radius: 50%; background: none; color: var(--soft); font: 1.125rem/1 var(--sans); cursor: pointer; }
.colours:hover { color: var(--accent); background: var(--card); }
.tags { display: flex; flex-wrap: wrap; gap: 0.1rem 0.8rem; margin: 0.35rem 0 0; font: 0.8125rem/1.5 var(--sans); color: var(--soft); }
.tags a { text-decoration: none; padding: 0.15rem 0; }
.tags a::before { content: "#"; opacity: 0.6; }
footer.site { margin: 6rem 0 3rem; padding-top: 1.5rem; border-top: 1px solid var(--line); color: var(--soft); text-align: center; }
footer.site p { max-width: 30rem; margin: 0 auto; }

.dot { display: inline-flex; flex: none; align-items: center; justify-content: center; width: 2.25rem; height: 2.25rem; border-radius: 50%; background: oklch(var(--dot) 0.09 var(--hue)); color: #fff; font: 600 0.9375rem/1 var(--sans); }
@media (max-width: 34rem) { body { font-size: 1.0625rem; padding: 0 1.1rem; } }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  body { max-width: none; background: #fff; color: #000; font-size: 11pt; }
  header.site nav, .skip, .colours { display: none; }
  blockquote, figure, img { break-inside: avoid; }
}
`
