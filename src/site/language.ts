/**
 * The languages of pages and texts, and the directions in which they are written.
 */

/** The language of a post; that of the site where it is not known, which is `und`. */
export const languageOf = (
  site: { readonly language: string },
  { language }: { readonly language: string }
): string => (language === "und" ? site.language : language)

/** Values of HTML's `dir`. */
export type Direction = "ltr" | "rtl"

/** The direction in which a language is written. */
export const directionOf = (language: string): Direction =>
  /^(?:ar|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/.test(language) ? "rtl" : "ltr"

/** The direction of a text, which is that of its first letter, as for HTML's `dir="auto"`; null without letters. */
export const directionOfText = (text: string): Direction | null => {
  const [first] = /[\p{L}\u200e\u200f]/u.exec(text) ?? []
  if (first === undefined) return null
  return fromRight.test(first) ? "rtl" : "ltr"
}

const fromRight =
  /[\u200f\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Mandaic}\p{Script=Samaritan}\p{Script=Hanifi_Rohingya}]/u
