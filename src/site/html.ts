/**
 * HTML by tagged templates: every value is escaped unless it is HTML already.
 */

/** Markup that is safe to send. Only `html` and `trusted` make it. */
export interface Html {
  readonly _tag: "Html"
  readonly markup: string
}

type Value = string | number | Html | null | ReadonlyArray<Html>

/** Markup with values in it: text is escaped, markup and lists of markup are not, null is nothing. */
export const html = (strings: TemplateStringsArray, ...values: ReadonlyArray<Value>): Html =>
  trusted(values.reduce<string>((made, value, at) => made + show(value) + strings[at + 1], strings[0] ?? ""))

/** Takes text for markup as it is: for what the Markdown renderer has made, and nothing else. */
export const trusted = (markup: string): Html => ({ _tag: "Html", markup })

/** Text for an element or a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)

const signs: { readonly [sign: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
}

const show = (value: Value): string => {
  if (value === null) return ""
  if (typeof value === "string") return escapeHtml(value)
  if (typeof value === "number") return String(value)
  return "markup" in value ? value.markup : value.map((item) => item.markup).join("")
}
