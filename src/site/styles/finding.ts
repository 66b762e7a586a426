/**
 * Search, tags, the timeline, the best posts and the calendar.
 */
export const finding = `.section h1.title { font-size: clamp(1.9rem, 5.5vw, 2.75rem); font-weight: 500; letter-spacing: -0.015em; margin: clamp(1.5rem, 6vw, 3.5rem) 0 0.75rem; }
.section .above { margin: clamp(1.5rem, 6vw, 3.5rem) 0 0; }
.section .above + h1.title { margin-top: 0.25rem; }
.section .above a { text-decoration: none; }
.about { color: var(--soft); font-size: 1rem; }
.best h2 { margin-top: 1.5rem; }
.best ol { list-style: none; margin: 0.5rem 0 0; padding: 0; display: grid; grid-template-columns: repeat(3, 1fr); gap: 1rem; }
.best li { display: flex; }
.best li a { flex: 1; padding: 1rem 1.15rem 1.15rem; border: 1px solid var(--line); border-radius: 0.6rem; background: var(--card); text-decoration: none; overflow-wrap: anywhere; }
.best li a:hover { border-color: currentcolor; }
.best small { display: block; margin-bottom: 0.3rem; }
.best span { font-size: 1.0625rem; line-height: 1.35; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; line-clamp: 4; overflow: hidden; }
.older ul, .cloud, .results, .top, .year ol { list-style: none; margin: 0; padding: 0; }
.older ul { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; }
.month li:has(> a) { display: flex; justify-content: space-between; align-items: baseline; gap: 1.5rem; padding: 0.5rem 0; }
.month li > a { text-decoration: none; }
.month li > small { flex: none; }
.search input { width: 100%; padding: 0.7rem 1rem; border: 1px solid var(--soft); border-radius: 0.6rem; background: var(--card); color: var(--ink); font: 1.25rem/1.4 var(--serif); }
.filters { display: flex; flex-wrap: wrap; gap: 0.6rem; margin: 0.75rem 0 1.5rem; }
.filters select { max-width: 100%; min-height: 2.25rem; padding: 0.3rem 0.6rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--card); color: var(--ink); font: 0.875rem/1.4 var(--sans); }
.results li, .top li { padding: 1.4rem 0; border-bottom: 1px solid var(--line); }
.results li:last-child, .top li:last-child { border-bottom: 0; }
.results .when, .top .when { margin: 0 0 0.2rem; }
.results h2, .top h2 { font-size: 1.4rem; letter-spacing: -0.005em; }
.results h2 a, .top h2 a { text-decoration: none; }
.results .lead, .top .lead { margin: 0.5rem 0 0; font-size: 1.0313rem; line-height: 1.55; color: color-mix(in srgb, var(--ink) 82%, var(--paper)); }
mark { background: color-mix(in srgb, var(--accent) 22%, transparent); color: inherit; border-radius: 0.15em; }
.cloud { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.6rem 1.6rem; margin-top: 2rem; }
.cloud a { text-decoration: none; }
.cloud .size-2 { font-size: 1.25rem; }
.cloud .size-3 { font-size: 1.5rem; }
.cloud .size-4 { font-size: 1.85rem; }
.cloud .size-5 { font-size: 2.25rem; line-height: 1.3; }
.cloud small { font-size: 0.75rem; }
.year ol { display: grid; grid-template-columns: repeat(6, 1fr); gap: 0.5rem; font-family: var(--sans); }
.year li { font-size: 0.8125rem; color: var(--soft); }
.year li > * { display: flex; flex-direction: column; padding: 0.5rem 0.7rem; border-radius: 0.5rem; text-decoration: none; }
.year li a { background: color-mix(in srgb, var(--accent) var(--much, 8%), var(--paper)); color: var(--ink); min-height: 3.75rem; }
.year li a:hover { outline: 2px solid var(--accent); }
.level-2 { --much: 15%; }
.level-3 { --much: 23%; }
.level-4 { --much: 32%; }
.year b { font: 500 1.25rem/1.3 var(--serif); }
.years { display: flex; justify-content: space-between; margin-top: 3rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
.days dl { margin: 0; }
.days dl > div { display: grid; grid-template-columns: 4.25rem 1fr; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
.days dl > div:target { background: color-mix(in srgb, var(--accent) 12%, transparent); box-shadow: 0 0 0 0.5rem color-mix(in srgb, var(--accent) 12%, transparent); border-color: transparent; }
.days dt { padding-top: 0.2rem; }
.days dd { grid-column: 2; margin: 0; display: grid; grid-template-columns: 3rem 1fr; align-items: baseline; }
.days dd a { text-decoration: none; }
.top { counter-reset: place; }
.top dl { display: grid; grid-template-columns: repeat(5, auto); justify-content: space-between; gap: 0.5rem 1rem; margin: 1rem 0 0; }
.top dl div { display: flex; flex-direction: column; }
.top dd { margin: 0; line-height: 1.3; }
.top dd b { font-weight: 500; display: block; }
.top .sum b { font-size: 1.85rem; color: var(--accent); line-height: 1.1; }
@media (max-width: 34rem) {
  .best ol { grid-template-columns: 1fr; gap: 0.6rem; }
  .year ol { grid-template-columns: repeat(4, 1fr); }
  .top dl { grid-template-columns: repeat(2, 1fr); }
  .top .sum { grid-column: 1 / -1; }
  .month li:has(> a) { flex-direction: column; gap: 0.1rem; }
}
`
