/**
 * Chats and zips as accidents and ill will leave them, the same for the same seed.
 */
import { headers } from "./whatsappHeaders.js"
import { handMadeZip } from "./zip.js"

/** Numbers below a bound, one after the other. */
export interface Random {
  readonly below: (bound: number) => number
  readonly pick: <A>(choices: readonly [A, ...ReadonlyArray<A>]) => A
}

/** A generator for a seed (mulberry32). */
export const makeRandom = (seed: number): Random => {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    const mixed = Math.imul(state ^ (state >>> 15), state | 1)
    const again = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61))
    return ((again ^ (again >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (bound: number): number => Math.floor(next() * bound)
  return { below, pick: (choices) => choices[below(choices.length)] ?? choices[0] }
}

/** A sound chat in one of many shapes. Each line of what is said has a token, `q00042q`, that no other has. */
export const chatText = (random: Random): string => {
  const stamp = stampOf(random)
  const lineEnd = random.pick(["\n", "\n", "\r\n", "\r"])
  const says = random.pick(separators)
  let token = 0
  const lines = Array.from({ length: 4 + random.below(16) }, (_, index) => {
    const words = random.pick(bodies).replaceAll("Q", () => `q${String(token++).padStart(5, "0")}q`)
    const author = random.pick(authors)
    return `${stamp(index)}${author === "" ? "" : `${author}${says}`}${words.replaceAll("\n", lineEnd === "\r" ? "\r" : "\n")}`
  })
  return random.pick(["", "", "\ufeff", "q99999q\n"]) + lines.join(lineEnd) + random.pick(["", lineEnd])
}

/** The tokens of a text, in its order. */
export const tokensOf = (text: string): ReadonlyArray<string> => text.match(/q\d{5}q/g) ?? []

/** The bytes of a text after some accidents, in one of many encodings. */
export const mutatedText = (random: Random): Buffer => {
  let text = chatText(random)
  for (let times = random.below(4); times > 0; times--) text = random.pick(lineMutations)(text, random)
  let bytes = random.pick(encodings)(text)
  for (let times = random.below(4); times > 0; times--) bytes = random.pick(byteMutations)(bytes, random)
  return bytes
}

/** A zip with a chat and a picture after some accidents, and the text that the chat had. */
export const mutatedZip = (random: Random): { readonly text: string; readonly bytes: Buffer } => {
  const { text, sound } = soundZip(random.below(ZIPS))
  let bytes: Buffer = Buffer.from(sound)
  for (let times = 1 + random.below(2); times > 0; times--) bytes = random.pick(zipMutations)(bytes, random)
  return { text, bytes }
}

const ZIPS = 64
const zips = new Map<number, { readonly text: string; readonly sound: Buffer }>()

const soundZip = (seed: number) => {
  const known = zips.get(seed)
  if (known !== undefined) return known
  const random = makeRandom(seed)
  const text = chatText(random)
  const sound = handMadeZip([
    { name: random.pick(["_chat.txt", "WhatsApp Chat with Praia.txt", "x/conversa.txt"]), content: text },
    { name: "IMG-1.jpg", content: "picture".repeat(20) },
    { name: "other.txt", content: "q q" }
  ])
  zips.set(seed, { text, sound })
  return { text, sound }
}

const two = (value: number): string => String(value).padStart(2, "0")

const stamps: readonly [(index: number) => string, ...ReadonlyArray<(index: number) => string>] = [
  (index) => `13/11/2024, 08:${two(index)} - `,
  (index) => `13/11/2024 08:${two(index)} - `,
  (index) => `11/13/24, 8:${two(index)}\u202fPM - `,
  (index) => `13/11/24, 8:${two(index)}\u00a0p. m. - `,
  (index) => `13.11.24, 08:${two(index)} - `,
  (index) => `2024-11-13, 08:${two(index)} - `,
  (index) => `[13/11/2024, 08:${two(index)}:33] `,
  (index) => `\u200e[13.11.24, 08:${two(index)}:33] `,
  (index) => `[11/13/24, 8:${two(index)}:33\u202fAM] `,
  (index) => `13/11/14 08:${two(index)}:33: `,
  (index) => `[08:${two(index)}, 13/11/2024] `
]

let cells: ReturnType<typeof headers> | undefined

/** A way of writing headers: a common one, or any of the table. */
const stampOf = (random: Random): ((index: number) => string) => {
  if (random.below(2) === 0) return random.pick(stamps)
  cells ??= headers()
  const header = cells[random.below(cells.length)]
  return header === undefined ? stamps[0] : (index) => header.write(Date.UTC(2024, 10, 13, 8, index))
}

const separators: readonly [string, ...ReadonlyArray<string>] = [": ", ": ", ": ", ": \u200e"]

const authors: readonly [string, ...ReadonlyArray<string>] = [
  "Rui",
  "Eva Dias",
  "Ana 🌻",
  "\u202a+351 912 345 678\u202c",
  "~\u00a0Zé: o outro",
  "李",
  ""
]

const bodies: readonly [string, ...ReadonlyArray<string>] = [
  "Q olá",
  "Q",
  "uma Q\nduas Q\n\ntrês Q",
  "na praia: Q",
  "@\u2068Gil Reis\u2069 Q",
  "<Media omitted>",
  "\u200eIMG-1.jpg (file attached)\nna praia Q",
  "\u200e<attached: IMG-1.jpg>",
  "Q \u200e<This message was edited>",
  "POLL:\nQ\nOPTION: Q (2 votes)\nOPTION: Q (1 vote)",
  "https://maps.google.com/?q=1,2",
  "13/11/2024, 08:15 - Rui: Q",
  "[13/11/2024, 08:15:33] Rui: Q",
  "31/31/2024, 25:61 - Q",
  'changed the subject to "Q: Q"',
  ""
]

type Mutation<A> = (value: A, random: Random) => A

const splice = (text: string, at: number, inserted: string): string =>
  text.slice(0, at) + inserted + text.slice(at)

const lineMutations: readonly [Mutation<string>, ...ReadonlyArray<Mutation<string>>] = [
  // lines swapped
  (text, random) => {
    const lines = text.split("\n")
    const [from, to] = [random.below(lines.length), random.below(lines.length)]
    const [one = "", other = ""] = [lines[from], lines[to]]
    return lines.map((line, index) => (index === from ? other : index === to ? one : line)).join("\n")
  },
  // a header forged at the start of a line, or anywhere
  (text, random) => {
    const anywhere = random.below(text.length + 1)
    const line = text.indexOf("\n", anywhere) + 1
    return splice(text, random.pick([anywhere, line]), `${stampOf(random)(random.below(60))}Eva: `)
  },
  // another chat behind it
  (text, random) => text + random.pick(["", "\n"]) + chatText(random).replaceAll("q0", "q5"),
  // runs, marks and control characters
  (text, random) =>
    splice(text, random.below(text.length + 1), random.pick(strange).repeat(1 + random.below(9))),
  (text, random) => splice(text, random.below(text.length + 1), random.pick(strange).repeat(3000)),
  (text, random) => text.slice(0, random.below(text.length + 1))
]

const strange: readonly [string, ...ReadonlyArray<string>] = [
  " ",
  "\n",
  "\r",
  "\r\n",
  "\0",
  "\u200e",
  "\u200f",
  "\u202a",
  "\ufeff",
  "\u2028",
  "\u0085",
  "\u001b[2J",
  "<",
  ">",
  "‹",
  "›",
  "(",
  ")",
  ":",
  ": ",
  "：",
  " - ",
  "[",
  "]",
  "/",
  "1",
  "٣",
  "@\u2068",
  "\u2069",
  "•",
  ".jpg",
  "🌻",
  "\ud83c",
  "x"
]

const encodings: readonly [(text: string) => Buffer, ...ReadonlyArray<(text: string) => Buffer>] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(text),
  (text) => Buffer.from(text),
  (text) => Buffer.from(text),
  (text) => Buffer.from(text, "utf16le"),
  (text) => Buffer.from(text, "utf16le").swap16(),
  (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  (text) => Buffer.from(text, "latin1")
]

/** A bit or a byte that is another. */
const changeByte: Mutation<Buffer> = (bytes, random) => {
  const changed = Buffer.from(bytes)
  const at = random.below(bytes.length)
  const byte = random.pick([random.below(256), (bytes[at] ?? 0) ^ (1 << random.below(8))])
  if (at < bytes.length) changed[at] = byte
  return changed
}

const cutOff: Mutation<Buffer> = (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1))

const double: Mutation<Buffer> = (bytes, random) => {
  const [from, to] = range(bytes, random)
  return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)])
}

const takeOut: Mutation<Buffer> = (bytes, random) => {
  const [from, to] = range(bytes, random)
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
}

const mixEncodings: Mutation<Buffer> = (bytes, random) => {
  const at = random.below(bytes.length + 1)
  const piece = random.pick(encodings)(random.pick(["olá 🌻\n", "é", "13/11/2024, 08:15 - Zé: ã\n"]))
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
}

/** A field of a header, or a part of one, made small or huge. */
const changeField: Mutation<Buffer> = (bytes, random) => {
  const magic = random.pick(["PK\x01\x02", "PK\x03\x04", "PK\x05\x06"])
  const at = bytes.indexOf(magic, random.pick([0, bytes.length >> 1]), "latin1") + 4 + random.below(42)
  const value = random.pick([0, 1, 2, 8, 0xff, 0x7f])
  const changed = Buffer.from(bytes)
  changed.fill(value, Math.min(at, bytes.length), Math.min(at + random.pick([1, 2, 4]), bytes.length))
  return changed
}

const byteMutations: readonly [Mutation<Buffer>, ...ReadonlyArray<Mutation<Buffer>>] = [
  changeByte,
  changeByte,
  cutOff,
  double,
  takeOut,
  mixEncodings
]

const zipMutations: typeof byteMutations = [
  changeByte,
  changeByte,
  changeByte,
  changeField,
  changeField,
  changeField,
  cutOff,
  double,
  takeOut
]

const range = (bytes: Buffer, random: Random): readonly [from: number, to: number] => {
  const [one, other] = [random.below(bytes.length + 1), random.below(bytes.length + 1)]
  return [Math.min(one, other), Math.max(one, other)]
}
