import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import type { PersonalData } from "../../src/domain/personalData.js"
import { nowhere, someData } from "../support/personalData.js"

const [inLisbon, anywhere] = await Promise.all([someData, nowhere])

/** The text with placeholders. */
const hidden = (data: PersonalData, text: string): string =>
  data
    .find(text)
    .reduceRight((rest, { from, kind, to }) => `${rest.slice(0, from)}[${kind}]${rest.slice(to)}`, text)

/** What is written between braces is what has to go; the rest has to stay. */
const expected = (text: string): readonly [before: string, after: string] => [
  text.replace(/\{(?:phone|email|iban|card|id) ([^}]*)\}/g, "$1"),
  text.replace(/\{(phone|email|iban|card|id) [^}]*\}/g, "[$1]")
]

describe("found in any chat", () => {
  const cases = [
    "call {phone +351 912 345 678} at 9",
    "call {phone +351 (91) 234-56-78}, {phone +351.912.345.678} or {phone 00351912345678}",
    "{phone +1 (212) 555-0123} 2024, {phone +351 (0) 912 345 673}, {phone (+351) 912345672}, ({phone +351912345672})",
    "{phone +351 900 111 222} is no number that anybody has",
    "tel:{phone +351912345678}",
    "{phone +٣٥١٩١٢٣٤٥٦٧٨} and {phone +३५१ ९१२ ३४५ ६७८}",
    "+{phone 12125550123}".replace("+{phone ", "{phone +"),
    "\u202a{phone +44 7400 123456}\u202c left",
    "eva: {email eva@example.org}, {email a.b+c@mail.example.co.uk}.",
    "{email eva\u200b@exam\u2060ple.org} {email eva＠example．org}, {phone ＋４４７９１１１２３４５６}",
    "mailto:{email joão@correio.pt} <{email x_y%z@a-b.io}>",
    "{email ana @ example.com}, {email ana@example .com}, {email ana@ example.com} {email ana@example. com}",
    "{email ana (at) example (dot) com}; {email ana[at]example[dot]com} <{email ana <at> example.com}>, {email ana(at)example.com}",
    "write to {email ana at example dot com}, {email ana dot silva at example dot co dot uk}.",
    "{email ana arroba exemplo ponto com ponto br} ou {email ana.silva arroba gmail.com}",
    "{email ana arroba ejemplo punto es}, {email ana chiocciola esempio punto it}, {email ana ät beispiel Punkt de}",
    "{email ana arobase exemple point fr} {email ANA (AT) EXAMPLE DOT COM}",
    "{iban PT50 0002 0123 1234 5678 9015 4} obrigado",
    "para {iban pt50000201231234567890154}, {iban GB82WEST12345698765432}; {iban DE89 3704 0044 0532 0130 00}",
    "{card 4111 1111 1111 1111} 12/27 123",
    "{card 4111-1111-1111-1111} {card 378282246310005} {card 3782 822463 10005} {card 5555555555554444}",
    "{card ४१११ ११११ ११११ ११११}",
    "{card 411111 1111111111} {card 41111111 11111111} card:{card 4111111111111111}cvv123, карта{card 4111111111111111}",
    "卡号{card 4111111111111111}谢谢, 账号{iban DE89370400440532013000}谢谢, IBAN{iban DE89370400440532013000}",
    "カード{card 4111-1111-1111-1111}です, 身份证{id 110101199003074514}谢谢, บัตร{card 4111111111111111}ครับ",
    "CPF {id 111.444.777-35} ou {id 11144477735}",
    "CNPJ {id 11.222.333/0001-81}",
    "SSN {id 123-45-6789}",
    "o meu NIF é {id 501964843}, contribuinte n.º {id 501964843}",
    "{id 12345678Z} {id X1234567L} {id x-1234567-l} {id 12.345.678-Z}",
    "{id RSSMRA85T10A562S} {id rssmra85t10a562s}",
    "Steuer-ID {id 86 095 742 719} {id 86095742719}",
    "NIR {id 1 84 12 76 451 089 46} {id 184127645108946}",
    "NIF {id 501 964 843}, NIF: {id 501.964.843}, nif {id PT501964843} {id PT501 964 843}, SIN {id 046 454 286}",
    "AFM {id 094 259 216}, {id EL094259216}, {id DE136695976}, {id HR33392005961}, {id ES12345678Z}",
    "SSN: {id 078051120}, social security number {id 536221234}, NIF 536221234, NIF 501 964 844",
    "{id 131052-308T} {id AB 12 34 56 C} {id 11010519491231002X}",
    "{phone +351 912 345 678}{email eva@example.org}".replace("}{", "} {")
  ].map(expected)
  it.each(cases)("%s", (text, after) => {
    expect(hidden(anywhere, text)).toBe(after)
    expect(hidden(anywhere, after)).toBe(after)
  })
})

describe("found where the chat's people and zone tell the countries", () => {
  const cases = [
    "{phone 912345678} or {phone 912 345 678}, {phone 91-234-5678}, {phone 21 123 4567}",
    "{phone 9 1 2 3 4 5 6 7 8} {phone ٩١٢٣٤٥٦٧٨} {phone 𝟗𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖}!",
    "{phone 912_345_668}, _{phone 912345668}_, ({phone 912345668}), ({phone 912 345 668}) a_912345668 912345668_a",
    "{phone 11 98765-4321}, {phone (11) 98765-4321}, {phone 5511987654321}",
    "{phone 06 12 34 56 78}, {phone 01.42.34.56.78}, {phone 07400 123456}",
    "{id 501 964 843} and {id 501.964.843}, {phone 912 345 678}",
    "{id 501964843} and {phone 912345678,}{phone 912345679}".replace(",}{", "},{")
  ].map(expected)
  it.each(cases)("%s", (text, after) => {
    expect(hidden(inLisbon, text)).toBe(after)
    expect(hidden(inLisbon, after)).toBe(after)
  })
  it("nowhere else", () => {
    expect(hidden(anywhere, "912 345 678 or 11 98765-4321, 501964843")).toBe(
      "912 345 678 or 11 98765-4321, 501964843"
    )
  })
})

describe("stays", () => {
  const cases = [
    "07/11/2024, 08:15 - 07.11.2024 2024-11-07 20241107 07-11-24",
    "2019-2024, 2023 2024 e 1999/2000",
    "das 08.00-12.30 às 14h, 9:30-18:45",
    "custa 912345678 €, € 912345678, R$ 1.234.567,89, 912345678,50",
    "501 964 843 €, 501.964.843 views, $ 501 964 843, 1 501 964 843, 501 964 844, DE136695977, de 136695976",
    "1.234.567 views, 12.345.678 pessoas, 1 234 567, 912,345,678",
    "encomenda #912345678, n.º 912345678, RB123456789PT, IMG-20241107-WA0001.jpg IMG_20241107_123456",
    "38.722312, -9.139337 e 38.7223 -9.1393",
    "192.168.100.200 v1.22.333.4",
    "1700000000 1700000000000 123456789012345678901234567890",
    "ISBN 978-3-16-148410-0, EAN 5601234567890",
    "+5000000 likes, +1 +100 1+1=2 3-4-5 50%",
    "4111 1111 1111 1112 is no card, PT50 0002 0123 1234 5678 9015 5 no account, 111.444.777-36 no CPF",
    "@eva me@home a@b @ 8@9",
    "Look at amazon dot com for it. He works at google dot com and I met her at booking dot com",
    "dinner @ home. come at eight dot, look at the dot com bubble, at this point in time, the point at Paris. it is",
    "look at red dot in the sky, meet at noon. com a Ana, fala @ana.pt e @loja.com, uma arroba de vinho, at 5 dot",
    "have a look at example.com, at example . com, estou @casa. com fome, 3 arrobas ponto final, arroba. com, me at example, ok @ 9.30, [at] home (dot)",
    "https://maps.google.com/?q=38.722312,-9.139337 https://ctt.pt/t/912345678?x=4111111111111111",
    "@351912345678 @\u2068+351 912 345 678\u2069",
    "[phone] [email] [iban] [card] [id]"
  ]
  it.each(cases)("%s", (text) => {
    expect(inLisbon.find(text)).toEqual([])
  })
})

describe("links", () => {
  it.each([
    ["https://wa.me/351912345678", true],
    ["https://wa.me/c/351912345678", true],
    ["https://api.whatsapp.com/send?phone=351912345678", true],
    ["https://t.me/+351912345678", true],
    ["https://example.org/unsubscribe?to=eva@example.org", true],
    ["https://pay.example/iban/PT50000201231234567890154", true],
    ["https://pay.example/?to=pt50 0002 0123 1234 5678 9015 4&n=1", true],
    ["https://x.example/c/4111111111111111", true],
    ["https://x.example/c/4111-1111-1111-1111", true],
    ["https://pix.example/52998224725", true],
    ["https://pix.example/?cpf=529.982.247-25", true],
    ["https://x.example/?nif=501964843&a=1", true],
    ["https://x.example/nif/501 964 843", true],
    ["https://x.example/?user_pesel=44051401359", true],
    ["https://x.example/?dni=12345678z", true],
    ["https://x.example/u/RSSMRA85T10A562S", true],
    ["https://x.example/tel?phone=912345678", true],
    ["https://x.example/?cpf=٥٢٩٩٨٢٢٤٧٢٥", true],
    ["https://wa.me/٣٥١٩١٢٣٤٥٦٧٨", true],
    ["https://x.example/?nif=501964844&dni=12345678A&order=12345678Z", false],
    ["https://x.example/shop/inner/501964843?token=44051401359", false],
    ["https://example.org/orders/351912345678?id=4111111111111112", false],
    ["https://example.org/status/1718281828459045235/7992739871300009", false],
    ["https://example.org/iban/PT50000201231234567890155/52998224726/501964843", false],
    ["https://archive.example/web/20241107123457/https://example.org/", false],
    ["https://maps.google.com/?q=38.722312,-9.139337", false]
  ] as const)("%s", (url, holds) => {
    expect(inLisbon.inLink(url)).toBe(holds)
  })
})

describe("what is found", () => {
  it("has its place and one spelling", () => {
    expect(inLisbon.find("a 912 345 678, Eva@Example.org: pt50 0002 0123 1234 5678 9015 4")).toEqual([
      { kind: "phone", from: 2, to: 13, value: "351912345678" },
      { kind: "email", from: 15, to: 30, value: "eva@example.org" },
      { kind: "iban", from: 32, to: 63, value: "PT50000201231234567890154" }
    ])
  })

  const piece = FastCheck.constantFrom(
    ..."+351 912 345 678|912345678|+|00351|4111 1111 1111 1111|eva@example.org|PT50 0002 0123 1234 5678 9015 4|501964843|NIF |111.444.777-35|12345678Z|(11) 98765-4321|9|1|07|2024|07/11/2024| |  |-|.|,|/|(|)|€|#|[phone]|a|x1|٩١٢|\n|https://a.org/1|@351900111222".split(
      "|"
    )
  )
  it.effect.prop(
    "is all: nothing more is found in what is left",
    [FastCheck.array(piece, { maxLength: 14 })],
    ([pieces]) =>
      Effect.sync(() => {
        const once = hidden(inLisbon, pieces.join(""))
        expect(hidden(inLisbon, once)).toBe(once)
      }),
    { fastCheck: { numRuns: 500 } }
  )

  const number = FastCheck.constantFrom(
    "+351 912 345 678",
    "912 345 678",
    "4111 1111 1111 1111",
    "eva@example.org"
  )
  const words = FastCheck.constantFrom(
    "ok ",
    "liga ",
    "(",
    "\n",
    "9h ",
    "em 2024 ",
    "x ",
    "…",
    "🌻 ",
    "ou ",
    ""
  )
  it.effect.prop("is found wherever it stands among words", [words, number, words], ([before, it_, after]) =>
    Effect.sync(() => {
      expect(hidden(inLisbon, `${before} ${it_} ${after}`)).not.toContain(it_)
    })
  )

  it("takes time in proportion to the text", () => {
    const units = [
      "9",
      "9 ",
      "99 ",
      "0099 ",
      "+9 ",
      "912 ",
      "a@",
      "a.",
      "PT50",
      "PT50 A",
      "4111 ",
      "nif ",
      "+",
      "(",
      "1-",
      "1   1",
      "a @ ",
      "a at b dot ",
      "a (at) ",
      "a dot ",
      "a@b ."
    ]
    const timeOf = (text: string): number => {
      const started = performance.now()
      inLisbon.find(text)
      return performance.now() - started
    }
    for (const unit of units) {
      timeOf(unit.repeat(1000))
      expect([unit, timeOf(unit.repeat(10_000)) < 1500]).toEqual([unit, true])
    }
  })
})
