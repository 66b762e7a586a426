import { count } from "./runText.js"

/** A number of things for people: `1 message`, `1,024 messages`. */
export const counted = (number: number, one: string, many: string = `${one}s`): string =>
  `${count(number)} ${number === 1 ? one : many}`
