import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { edited } from "../../../src/sources/whatsapp/phrases.js"
import { brief, readExport } from "../../support/exports.js"
import { zip } from "../../support/zip.js"

const at = "13/11/2024, 08:15 - "
const ios = "[13/11/2024, 08:15:33] "

type Row = readonly [kind: string, text: string, media?: string]
type Case = readonly [what: string, body: string, row: Row]

/** Messages of Rui, in a zip with these files or, when there are none, in a bare text. */
const bodies = (platform: "android" | "ios", files: ReadonlyArray<string>, cases: ReadonlyArray<Case>) => {
  const header = platform === "ios" ? ios : at
  const lineEnd = platform === "ios" ? "\r\n" : "\n"
  for (const [what, body, row] of cases) {
    it.effect(what, () =>
      Effect.gen(function* () {
        const text = `${header}Rui: olá${lineEnd}${header}Rui: ${body}${lineEnd}${header}Rui: fim${lineEnd}`
        const entries = Object.fromEntries(files.map((file) => [file, file]))
        const content =
          files.length === 0 ? text : yield* Effect.promise(() => zip({ "_chat.txt": text, ...entries }))
        const { messages } = yield* readExport(content, { name: files.length === 0 ? "a.txt" : "a.zip" })
        expect(messages.map((message) => brief(message).slice(1))).toEqual([
          ["Rui", "text", "olá"],
          [row[0] === "system" ? null : "Rui", ...row],
          ["Rui", "text", "fim"]
        ])
      })
    )
  }
}

describe("texts", () => {
  bodies(
    "android",
    [],
    [
      ["several lines, empty ones kept", "um\n\ndois\n\n\ntrês", ["text", "um\n\ndois\n\n\ntrês"]],
      ["empty", "", ["text", ""]],
      ["spaces kept", "  um  \n  dois ", ["text", "  um  \n  dois "]],
      ["only a bracket", "<", ["text", "<"]],
      ["brackets that are not WhatsApp's", "<b>olá</b> (sim)", ["text", "<b>olá</b> (sim)"]],
      ["a link", "vê https://example.org/praia?dia=1", ["text", "vê https://example.org/praia?dia=1"]],
      ["words like a notice", "image omitted", ["text", "image omitted"]],
      ["edited", "amanhã <This message was edited>", ["text", "amanhã"]],
      ["edited, pt", "amanhã <Mensagem editada>", ["text", "amanhã"]],
      ["edited, de, with a dot", "morgen <Diese Nachricht wurde bearbeitet.>", ["text", "morgen"]],
      ["edited, in an unknown language", "amanhã \u200e<Foo bar baz>", ["text", "amanhã"]],
      ["edited, a mark after it", "amanhã \u200e<This message was edited>\u200e", ["text", "amanhã"]],
      ["edited, of several lines", "um\ndois <This message was edited>", ["text", "um\ndois"]],
      ["line ends that were doubled", "um\r\r\n\r\r\ndois\r\r", ["text", "um\n\ndois"]],
      ["an invisible mark at its end", "olá!\u200f", ["text", "olá!\u200f"]],
      ["a mention at its end", "olá @\u2068Eva\u2069", ["text", "olá @\u2068Eva\u2069"]],
      ["words like a notice, and a mark", "image omitted\u200e", ["text", "image omitted\u200e"]]
    ]
  )
  bodies(
    "android",
    [],
    edited.flatMap((phrase) => [
      [`edited: ${phrase}`, `olá <${phrase}>`, ["text", "olá"]] as const,
      [`edited, iOS: ${phrase}`, `olá \u200e<${phrase}.>`, ["text", "olá"]] as const,
      [`edited, other brackets: ${phrase}`, `olá ‹${phrase}›\u202c`, ["text", "olá"]] as const
    ])
  )
})

describe("attachments on Android", () => {
  bodies(
    "android",
    ["IMG-20241113-WA0001.jpg", "Ata Março (1).pdf", "Eva.vcf"],
    [
      [
        "in the zip",
        "\u200eIMG-20241113-WA0001.jpg (arquivo anexado)",
        ["media", "", "IMG-20241113-WA0001.jpg"]
      ],
      [
        "with a caption",
        "IMG-20241113-WA0001.jpg (file attached)\na praia\n\nhoje",
        ["media", "a praia\n\nhoje", "IMG-20241113-WA0001.jpg"]
      ],
      [
        "in an unknown language",
        "IMG-20241113-WA0001.jpg (foo bar)",
        ["media", "", "IMG-20241113-WA0001.jpg"]
      ],
      [
        "brackets in the name, accents apart",
        "Ata Marc\u0327o (1).pdf (arquivo anexado)",
        ["media", "", "Ata Março (1).pdf"]
      ],
      ["a contact", "Eva.vcf (file attached)", ["contact", "", "Eva.vcf"]],
      ["not in the zip", "IMG-9.jpg (file attached)", ["media", ""]],
      [
        "not in the zip, in an unknown language",
        "IMG-20241113-WA0009.jpg (foo bar)\na praia",
        ["media", "a praia"]
      ],
      [
        "a mark after it",
        "IMG-20241113-WA0001.jpg (file attached)\u202c",
        ["media", "", "IMG-20241113-WA0001.jpg"]
      ],
      [
        "a mark before the caption's line",
        "IMG-20241113-WA0001.jpg (file attached)\u200e\na praia",
        ["media", "a praia", "IMG-20241113-WA0001.jpg"]
      ],
      ["an unknown name in brackets", "hoje (talvez)", ["text", "hoje (talvez)"]]
    ]
  )
})

describe("attachments without their files", () => {
  bodies(
    "android",
    [],
    [
      ["attached", "IMG-1.jpg (Datei angehängt)\nam Strand", ["media", "am Strand"]],
      ["attached, in an unknown language", "\u200eIMG-1.jpg (foo bar)", ["media", ""]],
      ["omitted", "<Media omitted>", ["media", ""]],
      ["omitted, pt", "<Mídia oculta>", ["media", ""]],
      ["omitted, fr, other brackets", "‹Médias omis>", ["media", ""]],
      ["omitted, with a caption", "<Medien ausgeschlossen>\nAta.pdf", ["media", "Ata.pdf"]]
    ]
  )
  bodies(
    "ios",
    [],
    [
      ["omitted, iOS", "\u200eimage omitted", ["media", ""]],
      ["omitted, iOS, pt", "\u200eimagem ocultada", ["media", ""]],
      ["omitted, iOS, in an unknown language", "\u200efoo bar", ["media", "foo bar"]],
      ["omitted, iOS, with a caption", "a praia \u200eimage omitted", ["media", "a praia"]],
      ["omitted document, iOS", "Ata.pdf • \u200e3 pages \u200edocument omitted", ["media", ""]],
      [
        "omitted document, iOS, in an unknown language",
        "Ata.pdf \u200efoo bar",
        ["media", "Ata.pdf \u200efoo bar"]
      ],
      ["omitted contact, iOS", "\u200eContact card omitted", ["contact", ""]]
    ]
  )
})

describe("attachments on iOS", () => {
  const photo = "00000004-PHOTO-2024-11-13-08-15-33.jpg"
  bodies(
    "ios",
    [photo, "Ata.pdf"],
    [
      ["attached", `\u200e<attached: ${photo}>`, ["media", "", photo]],
      ["attached, de", `\u200e<Anhang: ${photo}>`, ["media", "", photo]],
      ["attached, fr", `\u200e‹ pièce jointe : ${photo} >`, ["media", "", photo]],
      ["attached, without the mark", `<foo: ${photo}>`, ["media", "", photo]],
      ["caption before", `a praia\n\u200e<attached: ${photo}>`, ["media", "a praia", photo]],
      ["caption after", `\u200e<attached: ${photo}>\na praia`, ["media", "a praia", photo]],
      ["document", "Ata.pdf • \u200e3 pages \u200e<attached: Ata.pdf>", ["media", "", "Ata.pdf"]],
      ["not in the zip", "\u200e<attached: 9.jpg>", ["media", ""]]
    ]
  )
})

describe("kinds", () => {
  bodies(
    "android",
    [],
    [
      ["deleted", "This message was deleted", ["deleted", "This message was deleted"]],
      ["deleted, pt", "Mensagem apagada", ["deleted", "Mensagem apagada"]],
      ["deleted, fr", "Vous avez supprimé ce message", ["deleted", "Vous avez supprimé ce message"]],
      ["deleted, a mark after it", "This message was deleted\u202c", ["deleted", "This message was deleted"]],
      ["missed call", "Missed voice call", ["call", "Missed voice call"]],
      ["missed call, marks around it", "\ufeffMissed voice call\u200f", ["call", "Missed voice call"]],
      [
        "location",
        "localização: https://maps.google.com/?q=38.7,-9.1",
        ["location", "localização: https://maps.google.com/?q=38.7,-9.1"]
      ],
      ["live location", "live location shared", ["location", "live location shared"]],
      [
        "poll",
        "POLL:\nPraia?\nOPTION: sim (2 votes)\nOPTION: não (0 votes)\n",
        ["poll", "POLL:\nPraia?\nOPTION: sim (2 votes)\nOPTION: não (0 votes)"]
      ],
      [
        "poll, pt",
        "ENQUETE:\nPraia?\nOPÇÃO: sim (2 votos)",
        ["poll", "ENQUETE:\nPraia?\nOPÇÃO: sim (2 votos)"]
      ],
      [
        "location, a mark after it",
        "https://maps.google.com/?q=38.7,-9.1\u202c",
        ["location", "https://maps.google.com/?q=38.7,-9.1"]
      ],
      [
        "poll, marks around it",
        "\u200ePOLL:\nPraia?\n\u200eOPTION: sim (\u200e2 votes)\n\u200eOPTION: não (\u200e0 votes)\u200e",
        ["poll", "POLL:\nPraia?\n\u200eOPTION: sim (\u200e2 votes)\n\u200eOPTION: não (\u200e0 votes)"]
      ],
      [
        "poll, line ends that were doubled",
        "POLL:\r\r\nPraia?\r\r\nOPTION: sim (2 votes)",
        ["poll", "POLL:\nPraia?\nOPTION: sim (2 votes)"]
      ],
      ["not a poll", "NOTA:\nPraia (sim)", ["text", "NOTA:\nPraia (sim)"]]
    ]
  )
  bodies(
    "ios",
    [],
    [
      ["deleted, iOS", "\u200eYou deleted this message.", ["deleted", "You deleted this message."]],
      [
        "missed call, iOS",
        "\u200eMissed voice call, \u200eTap to call back",
        ["call", "Missed voice call, \u200eTap to call back"]
      ],
      [
        "location, iOS",
        "\u200eLocation: https://maps.google.com/?q=38.7,-9.1",
        ["location", "Location: https://maps.google.com/?q=38.7,-9.1"]
      ],
      [
        "poll, iOS",
        "\u200ePOLL:\nPraia?\n\u200eOPTION: sim (\u200e2 votes)\n\u200eOPTION: não (\u200e0 votes)",
        ["poll", "POLL:\nPraia?\n\u200eOPTION: sim (\u200e2 votes)\n\u200eOPTION: não (\u200e0 votes)"]
      ],
      ["omitted, a mark after it", "a praia \u200eimage omitted\u200e", ["media", "a praia"]],
      ["omitted, marks around it", "\u202a<Media omitted>\u202c", ["media", ""]]
    ]
  )
})
