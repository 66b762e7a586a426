/**
 * Sentences with gaps.
 */

/** A sentence with its gaps, `{name}`, filled; one for which there is no value stays. */
export const fill = (template: string, values: { readonly [gap: string]: string }): string =>
  template.replace(/\{(\w+)\}/g, (whole, gap: string) => values[gap] ?? whole)
