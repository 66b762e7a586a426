/**
 * The page of numbers, and the charts of people's pages.
 */
export const numbers = `.numbers > header { padding: clamp(2.5rem, 8vw, 4.5rem) 0 2.5rem; text-align: center; }
.numbers > header h1 { font-size: clamp(2.25rem, 7vw, 3.25rem); letter-spacing: -0.02em; font-weight: 500; }
.numbers > header p { margin: 0.9rem 0 0; }
.numbers > header .facts { margin-top: 0.1rem; }
.numbers section > h2 { font-size: 1.5rem; font-weight: 500; letter-spacing: -0.01em; margin: 4.5rem 0 1.25rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(11.5rem, 1fr)); gap: 2rem 1.75rem; margin: 0; padding: 2rem 0; border: 1px solid var(--line); border-width: 1px 0; }
.tiles div { display: flex; flex-direction: column; }
.tiles dt { order: 1; }
.tiles dd { margin: 0; font-size: 1.9rem; line-height: 1.2; letter-spacing: -0.01em; }
.tiles dd.note { order: 2; font: 0.8125rem/1.5 var(--sans); letter-spacing: 0; color: var(--soft); }
.chart { margin: 0; --mark: var(--accent); }
.chart[class*="tone-"] { --mark: oklch(var(--name) 0.09 var(--hue)); }
.chart [class*="tone-"], .bar[class*="tone-"] { --mark: oklch(var(--dot) 0.09 var(--hue)); }
.chart > svg { display: block; width: 100%; height: auto; overflow: visible; }
.chart text { font: 10px var(--sans); font-variant-numeric: tabular-nums; fill: var(--soft); }
.chart text.value { fill: var(--ink); font-weight: 600; }
.chart .rule { fill: none; stroke: var(--line); }
.chart .bars { fill: var(--mark); opacity: 0.62; }
.chart .bars.peak, .clock .bars { opacity: 1; }
.chart .circles { fill: none; stroke: var(--mark); stroke-linecap: round; opacity: 0.62; }
.chart .size-2, .chart .size-3 { opacity: 0.78; }
.chart .size-4, .chart .size-5 { opacity: 1; }
.answers circle { fill: var(--mark); }
.answers .sign { font-weight: 600; fill: oklch(var(--name) 0.09 var(--hue)); }
.answers text.in { font-weight: 600; fill: #fff; }
.clock { max-width: 17rem; margin: 0 auto; }
.profile .chart figcaption, .chart figcaption, .meaning { margin: 0.9rem 0 0; color: var(--soft); font: 0.8125rem/1.5 var(--sans); }
.numbers details, .profile details { margin-top: 0.35rem; font: 0.8125rem/1.5 var(--sans); }
.numbers summary, .profile summary { display: inline-block; padding: 0.25rem 0; color: var(--soft); cursor: pointer; text-decoration: underline; text-decoration-color: color-mix(in srgb, currentcolor 35%, transparent); text-underline-offset: 0.18em; }
.numbers summary:hover, .profile summary:hover { color: var(--accent); }
.table { max-height: 24rem; overflow: auto; margin-top: 0.5rem; border: 1px solid var(--line); border-radius: 0.4rem; }
.table table { border-collapse: collapse; min-width: 100%; font-variant-numeric: tabular-nums; }
.table th, .table td { padding: 0.3rem 0.75rem; text-align: end; white-space: nowrap; }
.table th:first-child { text-align: start; }
.table th { font-weight: 400; color: var(--soft); }
.table thead th { position: sticky; top: 0; background: var(--card); font-weight: 600; }
.table tbody tr { border-top: 1px solid var(--line); }
.ranks { list-style: none; margin: 0; padding: 0; font-family: var(--serif); font-size: 1.0625rem; }
.ranks li { display: grid; grid-template-columns: auto 1fr auto; align-items: center; column-gap: 0.7rem; padding: 0.4rem 0; }
.ranks .dot { grid-row: span 2; width: 2rem; height: 2rem; font-size: 0.8125rem; }
.ranks .what { grid-column: 2; min-width: 0; overflow-wrap: anywhere; line-height: 1.4; }
.ranks li > .what:first-child { grid-column: 1 / 3; }
.ranks a { text-decoration: none; }
.ranks small { white-space: nowrap; font-variant-numeric: tabular-nums; }
.bar { display: block; grid-column: 2 / 4; width: 100%; height: 0.4rem; --mark: color-mix(in srgb, var(--accent) 62%, var(--paper)); fill: var(--mark); }
.what:first-child ~ .bar { grid-column: 1 / 4; }
[dir="rtl"] .bar { transform: scaleX(-1); }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 0 3rem; align-items: start; }
.signs { list-style: none; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.5rem 1.5rem; margin: 0; padding: 0; }
.signs.emoji bdi { font-size: 1.6rem; line-height: 1.3; }
@media (max-width: 34rem) {
  .chart text { font-size: 18px; }
  .clock text { font-size: 11px; }
  .answers text.in { display: none; }
  .tiles { grid-template-columns: 1fr 1fr; gap: 1.6rem 1.25rem; }
  .tiles dd { font-size: 1.6rem; }
}
@media print {
  .numbers details, .profile details { display: none; }
  .chart, .tiles div, .ranks li { break-inside: avoid; }
}
`
