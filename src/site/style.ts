/**
 * The site's one style sheet.
 */
export const style = `:root {
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
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171614;
    --card: #1f1d1a;
    --ink: #ebe6dd;
    --soft: #a69e92;
    --line: #35312b;
    --accent: #f0a778;
    --bubble: 27%;
    --bubble-chroma: 0.03;
    --dot: 48%;
    --name: 80%;
  }
}
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
.skip { position: absolute; left: -100vw; padding: 0.5rem 1rem; background: var(--card); }
.skip:focus { left: 1rem; top: 1rem; z-index: 1; }

header.site { display: flex; justify-content: space-between; align-items: baseline; gap: 1.5rem; padding: 1.75rem 0; color: var(--soft); }
header.site a { text-decoration: none; }
header.site .name { font: italic 1.0625rem/1.3 var(--serif); color: var(--ink); }
header.site nav { display: flex; gap: 1.25rem; }
footer.site { margin: 6rem 0 3rem; padding-top: 1.5rem; border-top: 1px solid var(--line); color: var(--soft); text-align: center; }
footer.site p { max-width: 30rem; margin: 0 auto; }

/* Home */
.home .masthead { padding: clamp(3rem, 10vw, 6rem) 0 1.5rem; text-align: center; }
.home .masthead h1 { font-size: clamp(2.25rem, 7vw, 3.5rem); letter-spacing: -0.02em; font-weight: 500; }
.home .masthead p { margin: 0.9rem 0 0; }
.home .masthead .facts { margin-top: 0.1rem; }
.home .masthead::after { content: ""; display: block; width: 3rem; margin: 2.75rem auto 0; border-top: 1px solid var(--soft); opacity: 0.5; }
.month > h2, #people > h2 { font: 600 0.8125rem/1.5 var(--sans); letter-spacing: 0.09em; text-transform: uppercase; color: var(--soft); margin: 3.5rem 0 0.5rem; }
.month ol { list-style: none; margin: 0; padding: 0; }
.month li { padding: 1.6rem 0; border-bottom: 1px solid var(--line); }
.month li:last-child { border-bottom: 0; }
.month li.pictured { display: grid; grid-template-columns: 1fr 8.5rem; gap: 1.5rem; align-items: start; }
.month .when { margin: 0 0 0.2rem; }
.month h3 { font-size: 1.4rem; letter-spacing: -0.005em; }
.month h3 a { text-decoration: none; }
.month .lead { margin: 0.55rem 0 0.55rem; color: color-mix(in srgb, var(--ink) 82%, var(--paper)); font-size: 1.0313rem; line-height: 1.55; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; line-clamp: 3; overflow: hidden; }
.month .facts { margin: 0.35rem 0 0; }
.cover { width: 8.5rem; height: 8.5rem; object-fit: cover; border-radius: 0.5rem; margin-top: 0.3rem; }
.people { list-style: none; margin: 1rem 0 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 0.35rem 1rem; }
.people a { display: flex; gap: 0.75rem; align-items: center; padding: 0.4rem 0; text-decoration: none; }
.people b { display: block; font: 600 1rem/1.3 var(--serif); }
.people small { display: block; }

/* The dot of a person */
.dot { display: inline-flex; flex: none; align-items: center; justify-content: center; width: 2.25rem; height: 2.25rem; border-radius: 50%; background: oklch(var(--dot) 0.09 var(--hue)); color: #fff; font: 600 0.9375rem/1 var(--sans); }

/* Post */
article > header { padding: clamp(1.5rem, 6vw, 3.5rem) 0 2rem; }
article > header .when { margin: 0 0 0.75rem; }
article > header h1 { font-size: clamp(1.9rem, 5.5vw, 2.75rem); letter-spacing: -0.015em; font-weight: 500; }
article > header .facts { display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem; margin: 1.1rem 0 0; }
article > header .facts .dot { width: 1.4rem; height: 1.4rem; font-size: 0.625rem; margin-left: -0.55rem; box-shadow: 0 0 0 2px var(--paper); }
article > header .facts .dot:first-child { margin-left: 0; }
article > header .facts .dot:last-of-type { margin-right: 0.5rem; }
.post .text > p:first-child { font-size: 1.25rem; line-height: 1.6; margin-bottom: 2.5rem; }
.text h2 { font-size: 1.5rem; font-weight: 500; letter-spacing: -0.01em; margin: 3.25rem 0 0.4rem; }
.text h3 { font-size: 1.2rem; margin: 2.5rem 0 0.4rem; }
.text h2 + p > em:only-child { font: 0.8125rem/1.5 var(--sans); color: var(--soft); }
.text ul { padding-left: 1.2rem; }
.text li { margin: 0.35rem 0; }
.text hr { border: 0; border-top: 1px solid var(--line); width: 3rem; margin: 3.5rem 0 1.5rem; }
.text hr + p { font: 0.8125rem/1.5 var(--sans); color: var(--soft); }
.text > blockquote { margin: 1.5rem 0; padding-left: 1.25rem; border-left: 2px solid var(--line); color: var(--soft); }
.text > blockquote.message {
  position: relative; width: fit-content; max-width: 100%; margin: 0.65rem 0 0.65rem 3rem; padding: 0.6rem 1rem 0.65rem;
  border: 0; border-radius: 0.3rem 1.1rem 1.1rem 1.1rem; background: oklch(var(--bubble) var(--bubble-chroma) var(--hue)); color: var(--ink);
}
.message p { margin: 0.15rem 0 0; line-height: 1.5; }
.message .by { margin: 0; color: var(--soft); }
.message .by strong { font-weight: 600; color: oklch(var(--name) 0.09 var(--hue)); margin-right: 0.35em; }
.message .by a { text-decoration: none; }
.message .by time { font-variant-numeric: tabular-nums; }
.text > blockquote.same { margin-top: -0.35rem; }
.same .dot { display: none; }
.same .by strong { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.message .dot { position: absolute; left: -3rem; top: 0; }
.message .picture { display: block; margin: 0.4rem -0.5rem 0.45rem; }
.message p:last-child .picture { margin-bottom: -0.15rem; }
.message .picture img { display: block; width: 100%; max-height: 30rem; object-fit: contain; border-radius: 0.75rem; background: color-mix(in srgb, var(--ink) 5%, transparent); }
.message audio, .message video { display: block; max-width: 100%; margin-top: 0.4rem; }
.message video { border-radius: 0.75rem; }
.missing, .caption { color: var(--soft); font-style: italic; }
.text ul:has(> .person) { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 0.2rem 1rem; padding: 0; }
.text .person { list-style: none; display: flex; align-items: center; }
.person .dot { width: 1.75rem; height: 1.75rem; font-size: 0.75rem; margin-right: 0.65rem; }
.person strong { font-weight: 600; margin-right: 0.3em; }
.person a { text-decoration: none; }
.neighbours { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; margin-top: 4.5rem; padding-top: 1.75rem; border-top: 1px solid var(--line); }
.neighbours a { text-decoration: none; }
.neighbours a span { display: block; font: 1.0625rem/1.35 var(--serif); margin-top: 0.2rem; }
.neighbours a[rel="next"] { text-align: right; }

/* Profile */
.profile article > header { display: flex; flex-direction: column; align-items: center; text-align: center; }
.profile article > header .dot { width: 5rem; height: 5rem; font-size: 2rem; margin-bottom: 1.25rem; }
.profile dl { display: flex; flex-wrap: wrap; justify-content: center; gap: 0.75rem 2.25rem; margin: 1.5rem 0 0; }
.profile dl div { display: flex; flex-direction: column-reverse; }
.profile dd { margin: 0; font-size: 1.125rem; line-height: 1.3; }
.profile section > h2 { font: 600 0.8125rem/1.5 var(--sans); letter-spacing: 0.09em; text-transform: uppercase; color: var(--soft); margin: 3rem 0 1rem; }
.profile figure { margin: 0 0 1.9rem; }
.profile figure blockquote { margin: 0; padding-left: 1.1rem; border-left: 2px solid var(--line); font-size: 1.1875rem; line-height: 1.5; font-style: italic; }
.profile figure p { margin: 0; }
.profile figcaption { margin: 0.4rem 0 0 1.2rem; color: var(--soft); }
.posts { list-style: none; margin: 0; padding: 0; }
.posts li { display: flex; justify-content: space-between; align-items: baseline; gap: 1.5rem; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
.posts a { text-decoration: none; }
.posts small { flex: none; }

[dir="rtl"] .text > blockquote.message { margin: 0.65rem 3rem 0.65rem 0; border-radius: 1.1rem 0.3rem 1.1rem 1.1rem; }
[dir="rtl"] .message .dot { left: auto; right: -3rem; }

@media (max-width: 34rem) {
  body { font-size: 1.0625rem; padding: 0 1.1rem; }
  .month li.pictured { grid-template-columns: 1fr 5.5rem; gap: 1rem; }
  .cover { width: 5.5rem; height: 5.5rem; }
  .text > blockquote.message { margin-left: 2.4rem; }
  .message .dot { left: -2.4rem; width: 1.8rem; height: 1.8rem; font-size: 0.8125rem; }
  .profile dl { display: grid; grid-template-columns: 1fr 1fr; }
  .posts li { flex-direction: column; gap: 0.1rem; }
  .neighbours { gap: 1.25rem; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  body { max-width: none; background: #fff; color: #000; font-size: 11pt; }
  header.site nav, .neighbours, .skip { display: none; }
  blockquote, figure, img { break-inside: avoid; }
  .text > blockquote.message { background: none; border: 1px solid #ccc; }
}
`
