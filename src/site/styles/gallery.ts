/**
 * The gallery.
 */
export const gallery = `body:has(.gallery) { max-width: 62rem; }
.gallery h1 { font-size: clamp(1.9rem, 5.5vw, 2.75rem); letter-spacing: -0.015em; font-weight: 500; padding: clamp(1rem, 4vw, 2rem) 0 0; }
.gallery h2 { font: 600 0.8125rem/1.5 var(--sans); letter-spacing: 0.09em; text-transform: uppercase; color: var(--soft); margin: 2.75rem 0 1rem; }
.gallery ul { list-style: none; margin: 0; padding: 0; }
.gallery nav { margin-top: 1.25rem; font-size: 0.9375rem; }
.gallery nav ul { display: flex; flex-wrap: wrap; gap: 0.35rem 1.1rem; }
.gallery nav [aria-current] { font-weight: 600; }
.gallery .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(12.5rem, 1fr)); gap: 1.4rem 1rem; }
.gallery figure { margin: 0; }
.tiles img, .tiles video { display: block; width: 100%; aspect-ratio: 1; object-fit: cover; border-radius: 0.6rem; background: color-mix(in srgb, var(--ink) 6%, transparent); }
.tiles video { object-fit: contain; background: #14120f; }
.tiles a:has(img) { display: block; border-radius: 0.6rem; }
.tiles a:hover img { filter: brightness(1.06); }
.gallery figcaption, .tracks p, .papers p { display: flex; flex-wrap: wrap; gap: 0 0.5em; margin: 0.35rem 0 0; font: 0.8125rem/1.45 var(--sans); color: var(--soft); }
.gallery bdi { color: var(--ink); }
[dir="rtl"] .gallery bdi { text-align: right; }
.gallery figcaption a, .gallery p a, .gallery nav li > * { display: inline-block; line-height: 1.5rem; text-decoration: none; }
.gallery .tracks, .gallery .papers { margin-top: 1.5rem; }
.tracks li { display: grid; grid-template-columns: 2.25rem minmax(7rem, 14rem) minmax(0, 24rem); align-items: center; gap: 0.25rem 0.9rem; padding: 0.5rem 0; }
.tracks p { grid-column: 2; margin: 0; }
.tracks audio { grid-column: 3; width: 100%; height: 2.5rem; }
.papers li { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1rem; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
.papers p { margin: 0; }
@media (max-width: 34rem) {
  .gallery .tiles { grid-template-columns: 1fr 1fr; gap: 1.1rem 0.75rem; }
  .gallery figcaption { flex-direction: column; }
  .tracks li { grid-template-columns: 2.25rem 1fr; }
  .tracks audio { grid-column: 1 / -1; }
}
@media print {
  .gallery nav, .tracks audio { display: none; }
  .gallery .tiles { grid-template-columns: repeat(4, 1fr); }
  .gallery figure { break-inside: avoid; }
}
`
