/**
 * A person's page.
 */
export const profile = `.profile article > header { padding: clamp(1.5rem, 6vw, 3.5rem) 0 0; }
.profile h1 { font-size: clamp(1.9rem, 5.5vw, 2.75rem); letter-spacing: -0.015em; font-weight: 500; }
.profile article > header { display: flex; flex-direction: column; align-items: center; text-align: center; }
.profile article > header .dot { width: 5rem; height: 5rem; font-size: 2rem; margin-bottom: 1.25rem; }
.profile dl { display: flex; flex-wrap: wrap; justify-content: center; gap: 0.75rem 2.25rem; margin: 1.5rem 0 0; }
.profile dl div { display: flex; flex-direction: column-reverse; }
.profile dd { margin: 0; font-size: 1.125rem; line-height: 1.3; }
.profile section > h2 { font: 600 0.8125rem/1.5 var(--sans); letter-spacing: 0.09em; text-transform: uppercase; color: var(--soft); margin: 3rem 0 1rem; }
.profile figure { margin: 0 0 1.9rem; }
.profile figure blockquote { margin: 0; padding-inline-start: 1.1rem; border-inline-start: 2px solid var(--line); font-size: 1.1875rem; line-height: 1.5; font-style: italic; }
.profile figure p { margin: 0; }
.profile figcaption { margin: 0.4rem 0 0; margin-inline-start: 1.2rem; color: var(--soft); }
.posts { list-style: none; margin: 0; padding: 0; }
.posts li { display: flex; justify-content: space-between; align-items: baseline; gap: 1.5rem; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
.posts a { text-decoration: none; }
.posts small { flex: none; }
@media (max-width: 34rem) {
  .profile dl { display: grid; grid-template-columns: 1fr 1fr; }
  .posts li { flex-direction: column; gap: 0.1rem; }
}
`
