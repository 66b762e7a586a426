/** The forms of a noun that `Intl.PluralRules` tells apart for the language. */
export type PluralForms = { readonly [form in Exclude<Intl.LDMLPluralRule, "other">]?: string } & {
  readonly other: string
}
