/**
 * The home page.
 */
export const home = `.home header.site { padding-inline-end: 0; }
.home header.site nav { justify-content: center; margin-inline: 2rem; column-gap: 0.9rem; }
.home .masthead { padding: clamp(2.5rem, 9vw, 5rem) 0 1.5rem; text-align: center; }
.home .masthead h1 { font-size: clamp(2.25rem, 7vw, 3.5rem); letter-spacing: -0.02em; font-weight: 500; }
.home .masthead p { margin: 0.9rem 0 0; }
.home .masthead .facts { margin-top: 0.1rem; }
.home .masthead::after { content: ""; display: block; width: 3rem; margin: 2.75rem auto 0; border-top: 1px solid var(--soft); opacity: 0.5; }
.home .masthead .today { margin-top: 1.2rem; }
.month > h2, #people > h2, .older h2, .best h2, .year > h2, .days > h2 { font: 600 0.8125rem/1.5 var(--sans); letter-spacing: 0.09em; text-transform: uppercase; color: var(--soft); margin: 3.5rem 0 0.5rem; }
.month ol { list-style: none; margin: 0; padding: 0; }
.month li { padding: 1.6rem 0; border-bottom: 1px solid var(--line); }
.month h2 a, .older h2 a, .best h2 a { text-decoration: none; }
.month li:last-child { border-bottom: 0; }
.month li.pictured { display: grid; grid-template-columns: 1fr 8.5rem; gap: 1.5rem; align-items: start; }
.month li.quiet { padding: 0.55rem 0; }
.month .quiet a { color: var(--ink); text-decoration: none; }
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
@media (max-width: 34rem) {
  .month li.pictured { grid-template-columns: 1fr 5.5rem; gap: 1rem; }
  .cover { width: 5.5rem; height: 5.5rem; }
}
`
