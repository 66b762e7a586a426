/**
 * A post.
 */
export const post = `article > header { padding: clamp(1.5rem, 6vw, 3.5rem) 0 2rem; }
article > header .when { margin: 0 0 0.75rem; }
article > header h1 { font-size: clamp(1.9rem, 5.5vw, 2.75rem); letter-spacing: -0.015em; font-weight: 500; }
article > header .facts { display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem; margin: 1.1rem 0 0; }
article > header .facts .dot { width: 1.4rem; height: 1.4rem; font-size: 0.625rem; margin-inline-start: -0.55rem; box-shadow: 0 0 0 2px var(--paper); }
article > header .facts .dot:first-child { margin-inline-start: 0; }
article > header .facts .dot:last-of-type { margin-inline-end: 0.5rem; }
.post .text > p:first-child { font-size: 1.25rem; line-height: 1.6; margin-bottom: 2.5rem; }
.text h2 { font-size: 1.5rem; font-weight: 500; letter-spacing: -0.01em; margin: 3.25rem 0 0.4rem; }
.text h2 a { text-decoration: none; }
.contents { margin: 0 0 2.5rem; padding: 0.9rem 1.25rem; border: 1px solid var(--line); border-radius: 0.5rem; }
.contents ol { margin: 0; padding: 0; list-style: none; columns: 14rem; column-gap: 2rem; }
.contents li { padding: 0.15rem 0; }
.contents a { text-decoration: none; }
.text h3 { font-size: 1.2rem; margin: 2.5rem 0 0.4rem; }
.text h2 + p > em:only-child { font: 0.8125rem/1.5 var(--sans); color: var(--soft); }
.text ul { padding-inline-start: 1.2rem; }
.text li { margin: 0.35rem 0; }
.text hr { border: 0; border-top: 1px solid var(--line); width: 3rem; margin: 3.5rem 0 1.5rem; }
.text hr + p { font: 0.8125rem/1.5 var(--sans); color: var(--soft); }
.text > blockquote { margin: 1.5rem 0; padding-inline-start: 1.25rem; border-inline-start: 2px solid var(--line); color: var(--soft); }
.text > blockquote.message {
  position: relative; width: fit-content; max-width: 100%; margin: 0.65rem 0 0.65rem 3rem; padding: 0.6rem 1rem 0.65rem;
  border: 0; border-radius: 0.3rem 1.1rem 1.1rem 1.1rem; background: oklch(var(--bubble) var(--bubble-chroma) var(--hue)); color: var(--ink);
}
.message p { margin: 0.15rem 0 0; line-height: 1.5; }
.message .by { margin: 0; color: var(--soft); }
.message .by strong { font-weight: 600; color: oklch(var(--name) 0.09 var(--hue)); margin-inline-end: 0.35em; }
.message .by a { text-decoration: none; }
.message .by time { font-variant-numeric: tabular-nums; }
.text > blockquote.same { margin-top: -0.35rem; }
.same .dot { display: none; }
.same .by strong { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.message .dot { position: absolute; left: -3rem; top: 0; }
.message .picture { display: block; margin: 0.4rem -0.5rem 0.45rem; }
.message p:last-child .picture { margin-bottom: -0.15rem; }
.message .picture img { display: block; width: 100%; max-height: 30rem; object-fit: contain; border-radius: 0.75rem; background: color-mix(in srgb, var(--ink) 5%, transparent); }
.message .tall img { height: min(30rem, 105vw); width: auto; max-width: 100%; }
.message audio, .message video { display: block; max-width: 100%; margin-top: 0.4rem; }
.message video { border-radius: 0.75rem; }
.message p > em:only-child { font: 0.8125rem/1.5 var(--sans); color: var(--soft); }
.missing, .caption { color: var(--soft); font-style: italic; }
.text ul:has(> .person) { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 0.2rem 1rem; padding: 0; }
.text .person { list-style: none; display: flex; align-items: center; }
.person .dot { width: 1.75rem; height: 1.75rem; font-size: 0.75rem; margin-inline-end: 0.65rem; }
.person strong { font-weight: 600; margin-inline-end: 0.3em; }
.person a { text-decoration: none; }
.neighbours { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; margin-top: 4.5rem; padding-top: 1.75rem; border-top: 1px solid var(--line); }
.neighbours a { text-decoration: none; }
.neighbours a span { display: block; font: 1.0625rem/1.35 var(--serif); margin-top: 0.2rem; }
.neighbours a[rel="next"] { text-align: end; }

[dir="rtl"] .text > blockquote.message { margin: 0.65rem 3rem 0.65rem 0; border-radius: 1.1rem 0.3rem 1.1rem 1.1rem; }
[dir="rtl"] .message .dot { left: auto; right: -3rem; }
@media (max-width: 34rem) {
  .text > blockquote.message { margin-left: 2.4rem; }
  .message .dot { left: -2.4rem; width: 1.8rem; height: 1.8rem; font-size: 0.8125rem; }
  .neighbours { gap: 1.25rem; }
}
@media print {
  .neighbours { display: none; }
  .text > blockquote.message { background: none; border: 1px solid #ccc; }
}
`
