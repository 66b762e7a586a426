/**
 * Slack's text as plain text.
 */
import { mention, type People } from "../People.js"
import { withLink } from "../withLink.js"
import type { Directory } from "./Directory.js"

/** Makes the reader of one workspace's text. In sentences of the application names stand without a mark. */
export const makePlainText =
  ({ users, channelNames }: Pick<Directory, "users" | "channelNames">, people: People) =>
  (text: string, isSentence = false): string => {
    const person = (account: string, label: string): string => {
      const name = people.other(account, users.get(account) ?? (label || account))
      return isSentence ? name : mention(name)
    }
    const plain = (_: string, target: string, label = ""): string => {
      const rest = target.slice(1)
      switch (target[0]) {
        case "@":
          return person(rest, label)
        case "#":
          return `#${label || (channelNames.get(rest) ?? "channel")}`
        case "!":
          return label || `@${rest.split("^")[0]}`
        default:
          return withLink(label, label === "" ? target.replace(/^(?:mailto|tel):/, "") : target)
      }
    }
    const unmarked = text.includes("<") ? text.replace(/<([^<>|\n]+)(?:\|([^<>\n]*))?>/g, plain) : text
    return unmarked.includes("&")
      ? unmarked.replace(/&(amp|lt|gt);/g, (_, name) => entities[name] ?? "")
      : unmarked
  }

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">" }
