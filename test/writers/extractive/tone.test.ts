import { describe, expect, it } from "@effect/vitest"
import { toneOf } from "../../../src/writers/extractive/tone.js"
import { aMessage } from "../../support/aWindow.js"

const tone = (text: string) => toneOf(aMessage({ text }))

describe("the tone of a line", () => {
  it.each([
    [
      "laugh",
      "jajajaja",
      "kkkkk",
      "ahahah poveraccio",
      "hahaha",
      "mdrrr",
      "ههههههه",
      "हाहाहा",
      "www",
      "草",
      "😂😂"
    ],
    ["sign", "👍", "❤️❤️", "🙏"],
    ["cheer", "NOOOO", "QUÉ", "aww ❤️", "!!!", "かわいいいいい"],
    [
      "agree",
      "ok",
      "in",
      "Danke!",
      "va bene",
      "تمام",
      "ठीक है",
      "了解です",
      "valeu",
      "yes please",
      "thanks Wei"
    ],
    [
      "greet",
      "Bom diaaa",
      "Good morning all 🌞",
      "Buenos días familia",
      "gute Nacht",
      "صباح الخير يا جماعة",
      "सुप्रभात",
      "おはようございます",
      "buonanotte 🌙"
    ],
    [
      "says",
      "It's a girl!",
      "Bom dia, quem tem a chave?",
      "サドルに決定",
      "اعتمدوا: نطلع البر",
      "no, the other one broke too",
      "morning, the pitch is under water and they will not open it till april",
      "https://example.org"
    ]
  ] as const)("is %s", (kind, ...texts) => {
    expect(texts.map((text) => [text, tone(text).kind])).toEqual(texts.map((text) => [text, kind]))
  })

  it("knows letters to be sent on by their words, when they are long", () => {
    const filler =
      " who does not will lose their account, it was in the paper yesterday and my niece has seen it there too with her own eyes"
    const begun = [
      "REPASSANDO:",
      "FORWARDED:",
      "REENVIADO.",
      "【拡散希望】",
      "منقول",
      "Bitte teilen:",
      "Inoltrate"
    ]
    expect(begun.map((start) => [start, tone(start + filler).chain])).toEqual(
      begun.map((start) => [start, true])
    )
    expect(tone("forwarded it to Wei").chain).toBe(false)
    expect(
      toneOf(
        aMessage({
          text: filler,
          details: {
            id: null,
            replyTo: null,
            thread: null,
            forwardedFrom: "Somebody",
            edited: null,
            reactions: [],
            attachments: []
          }
        })
      ).chain
    ).toBe(true)
  })

  it("counts what is said in any script", () => {
    const sizes = ["猫の名前は決定です", "bilden wir eine", "बिल्ली का नाम"].map((text) =>
      Math.round(tone(text).size)
    )
    expect(sizes).toEqual([20, 13, 11])
    expect(tone("São 18 apartamentos: 53 reais, R$ 1.260").facts).toBe(3)
  })
})
