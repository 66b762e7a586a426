/**
 * Links that say too much.
 */
import { domainToUnicode } from "node:url"
import { link } from "./nameMatcher.js"

/** What finds the links of a text. */
export const linkFinder = new RegExp(link, "gu")

/** Whether what was found is a link. */
export const isLink = /^(?:https?:\/\/|www\.)/i

/** A link as it is, or its host where the rest is private, or `…` where the host is too. */
export const cutLink = (url: string, isPrivate: (text: string) => boolean): string => {
  if (!isPrivate(decoded(url))) return url
  const host = /^(?:https?:\/\/)?[^/?#@\s]+(?=[/?#]|$)/i.exec(url)?.[0] ?? ""
  return host === "" || isPrivate(decoded(host)) ? "…" : host
}

/** A link as people read it: without percent escapes, and without Punycode (RFC 3492) in its host. */
const decoded = (url: string): string =>
  unescaped(url).replace(/\bxn--[a-z0-9-]+/gi, (label) => domainToUnicode(label) || label)

/** A link with its percent escapes undone where they are well formed, and those that were escaped again. */
const unescaped = (url: string): string => {
  const once = url.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
    Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8")
  )
  return once.length < url.length && /%[0-9a-f]{2}/i.test(once) ? unescaped(once) : once
}
