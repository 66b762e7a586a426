import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { Message } from "../../../src/domain/Message.js"
import * as Extractive from "../../../src/writers/extractive/Extractive.js"
import { Writer } from "../../../src/writers/Writer.js"
import { message, morning, window } from "../../support/site.js"

const write = (messages: ReadonlyArray<Message>, context: ReadonlyArray<Message> = []) =>
  Effect.flatMap(Writer, (writer) => writer.write({ ...window(messages), context })).pipe(
    Effect.provide(Extractive.layer)
  )

const [A, B, C] = ["Amber Otter", "Quiet Fox", "Brave Heron"] as const

describe("the extractive writer", () => {
  it.effect("makes a whole post of a small window", () =>
    Effect.gen(function* () {
      const post = yield* write([
        message(0, null, "Amber Otter added Quiet Fox"),
        message(15, A, "Who has the key to the cellar? The lift is broken and I need the ladder."),
        message(17, B, "The key is on the hook behind the door, see https://example.org/keys_and_locks."),
        message(18, A, "the hook", "IMG-Eva-Dias.jpg"),
        message(19, C, "<b>Mind</b> the ladder\n- it bites")
      ])
      const picture = "media/0a50e3e2e590f854761238e0.jpg"
      expect(post).toEqual({
        key: "2025-05-02",
        title: "“The key is on the hook behind the door”",
        lead: "4 messages from 3 people between 08:00 and 08:19. Amber Otter wrote: “Who has the key to the cellar? The lift is broken and I need the ladder.”",
        body: `> **Amber Otter** · 08:15
>
> Who has the key to the cellar? The lift is broken and I need the ladder.

> **Quiet Fox** · 08:17
>
> The key is on the hook behind the door, see [example.org/keys\\_and\\_locks](<https://example.org/keys_and_locks>).

> **Amber Otter** · 08:18
>
> ![A picture from Amber Otter at 08:18](../${picture})
>
> the hook

> **Brave Heron** · 08:19
>
> \\<b\\>Mind\\</b\\> the ladder\\
> \\- it bites

## Who took part

- **Amber Otter** · 2 messages
- **Quiet Fox** · 1 message
- **Brave Heron** · 1 message

---

Selected and arranged from 4 messages by the extractive writer. The words are the group’s own; nothing was composed.`,
        language: "en",
        start: morning,
        end: morning + 19 * 60_000,
        zone: "Europe/Lisbon",
        messages: 4,
        participants: [
          {
            name: A,
            messages: 2,
            quote: "Who has the key to the cellar? The lift is broken and I need the ladder."
          },
          { name: B, messages: 1, quote: null },
          { name: C, messages: 1, quote: null }
        ],
        attachments: [{ entry: "IMG-Eva-Dias.jpg", path: picture }],
        quoted: [2, 1, 3, 4],
        tags: ["hook", "ladder", "key"],
        writer: "extractive"
      })
    })
  )

  const languages = [
    {
      language: "pt",
      lines: [
        "Bom dia, quem tem a chave do elevador?",
        "A chave do elevador está na gaveta da cozinha.",
        "Obrigado, já abri o elevador!",
        "O gato do vizinho estava lá dentro desde ontem"
      ],
      title: "“A chave do elevador está na gaveta da cozinha”",
      tookPart: "## Quem participou",
      selected: "Selecionado e ordenado a partir de 4 mensagens"
    },
    {
      language: "es",
      lines: [
        "Buenos días, ¿quién tiene la llave del ascensor?",
        "La llave del ascensor está en el cajón de la cocina.",
        "Gracias, ya abrí el ascensor.",
        "El gato del vecino estaba dentro desde ayer"
      ],
      title: "«La llave del ascensor está en el cajón de la cocina»",
      tookPart: "## Quiénes participaron",
      selected: "Seleccionado y ordenado a partir de 4 mensajes"
    },
    {
      language: "de",
      lines: [
        "Guten Morgen, wer hat den Schlüssel für den Aufzug?",
        "Der Schlüssel für den Aufzug liegt in der Küche.",
        "Danke, der Aufzug ist offen!",
        "Die Katze vom Nachbarn war seit gestern drin"
      ],
      title: "„Der Schlüssel für den Aufzug liegt in der Küche“",
      tookPart: "## Wer dabei war",
      selected: "Aus 4 Nachrichten ausgewählt"
    },
    {
      language: "fr",
      lines: [
        "Bonjour, qui a la clé de l’ascenseur ?",
        "La clé de l’ascenseur est dans le tiroir de la cuisine.",
        "Merci, l’ascenseur est ouvert !",
        "Le chat du voisin était dedans depuis hier"
      ],
      title: "« La clé de l’ascenseur est dans le tiroir de la cuisine »",
      tookPart: "## Qui a participé",
      selected: "Choisi et ordonné à partir de 4 messages"
    },
    {
      language: "it",
      lines: [
        "Buongiorno, chi ha la chiave dell’ascensore?",
        "La chiave dell’ascensore è nel cassetto della cucina.",
        "Grazie, ho aperto l’ascensore!",
        "Il gatto del vicino era lì dentro da ieri"
      ],
      title: "«La chiave dell’ascensore è nel cassetto della cucina»",
      tookPart: "## Chi ha partecipato",
      selected: "Scelto e ordinato da 4 messaggi"
    },
    {
      language: "ar",
      lines: [
        "صباح الخير، مين معه مفتاح المصعد؟",
        "مفتاح المصعد في درج المطبخ عند الباب",
        "شكرا، فتحت المصعد وكل شيء تمام",
        "قطة الجيران كانت جوا المصعد من أمس"
      ],
      title: "«مفتاح المصعد في درج المطبخ عند الباب»",
      tookPart: "## المشاركون",
      selected: "(4 رسائل)"
    },
    {
      language: "hi",
      lines: [
        "सुप्रभात, लिफ्ट की चाबी किसके पास है?",
        "लिफ्ट की चाबी रसोई की दराज में रखी है",
        "धन्यवाद, लिफ्ट खुल गई है भाई",
        "पड़ोसी की बिल्ली कल से लिफ्ट में बंद थी"
      ],
      title: "“लिफ्ट की चाबी रसोई की दराज में रखी है”",
      tookPart: "## किसने भाग लिया",
      selected: "(कुल 4 संदेश)"
    },
    {
      language: "ja",
      lines: [
        "おはようございます、エレベーターの鍵は誰が持っていますか？",
        "エレベーターの鍵は台所の引き出しにあります",
        "ありがとう、エレベーターが開きました",
        "隣の猫が昨日から中にいました"
      ],
      title: "「エレベーターの鍵は台所の引き出しにあります」",
      tookPart: "## 参加した人",
      selected: "4件のメッセージから"
    }
  ] as const
  for (const { language, lines, title, tookPart, selected } of languages) {
    it.effect(`speaks ${language}`, () =>
      Effect.gen(function* () {
        const post = yield* write(lines.map((text, at) => message(at, [A, B, C][at] ?? A, text)))
        expect([post.language, post.title]).toEqual([language, title])
        expect(post.body).toContain(tookPart)
        expect(post.body).toContain(selected)
        for (const line of lines) expect(post.body).toContain(line)
        expect(post.lead).not.toMatch(/ messages | wrote: | people /)
      })
    )
  }

  it.effect("takes the language from what came before when there is too little", () =>
    Effect.gen(function* () {
      const before = message(0, A, "Guten Morgen, wer hat den Schlüssel für den Aufzug gesehen?")
      expect((yield* write([message(5, B, "ich")], [before])).language).toBe("de")
      expect((yield* write([message(5, B, "ok 👍")])).language).toBe("und")
      expect((yield* write([message(5, B, "Bom diaaa")])).language).toBe("pt")
      expect((yield* write([message(5, B, "おけ")])).language).toBe("ja")
      const chat = { ...window([message(5, B, "👍")]), before: [before] }
      const post = yield* Effect.provide(
        Effect.flatMap(Writer, (writer) => writer.write(chat)),
        Extractive.layer
      )
      expect([post.language, post.lead]).toEqual(["de", "1 Nachricht · 08:05."])
      expect(post.body).toContain("nichts ist erdacht")
    })
  )

  it.effect("says nothing again that the chat has said", () =>
    Effect.gen(function* () {
      const letter = "PLEASE READ AND PASS ON: they only need three seconds of your voice to take out a loan!"
      const link = "https://example.org/cake"
      const writeWith = (messages: ReadonlyArray<Message>, repeats: ReadonlyArray<number>) =>
        Effect.provide(
          Effect.flatMap(Writer, (writer) => writer.write({ ...window(messages), repeats })),
          Extractive.layer
        )
      const notice: Message = { ...message(0, null, "Amber Otter joined"), kind: "system" }
      const talk = [
        notice,
        message(1, A, letter),
        message(2, B, "You sent that on Friday, and it was wrong then"),
        message(3, A, link),
        message(4, C, "Who brings the ladder on Saturday?"),
        message(5, B, "Me, if the car starts again")
      ]
      const post = yield* writeWith(talk, [1, 3])
      expect(post.quoted).toEqual(expect.arrayContaining([2, 4, 5]))
      expect(post.body).not.toMatch(/three seconds|example.org/)
      const alone = yield* writeWith(talk.slice(1, 2), [0])
      expect([alone.title, alone.lead]).toEqual([
        "1 message",
        "1 message · 08:01. Nothing was said that had not been said before."
      ])
      expect(alone.body).not.toContain("three seconds")
    })
  )

  it.effect("shows the beginning of a letter that somebody answers", () =>
    Effect.gen(function* () {
      const letter =
        "PLEASE READ AND PASS ON: they only need three seconds of your voice to take out a loan in your name, and nobody can help you!"
      const talk = [message(1, A, letter), message(2, B, "That is not true"), message(3, C, "I read it too")]
      const { body } = yield* write(talk)
      expect(body.split("\n\n---")[0]).toBe(`> **Quiet Fox** · 08:02
>
> ↩ *Amber Otter*: “PLEASE READ AND PASS ON: they only need three seconds of your voice to take out…”
>
> That is not true

> **Brave Heron** · 08:03
>
> I read it too`)
      expect((yield* write([...talk.slice(0, 1), message(9, B, "That is not true")])).body).not.toContain("↩")
    })
  )

  it.effect("has a title without the name that somebody calls", () =>
    Effect.gen(function* () {
      const title = (text: string) =>
        Effect.map(write([message(0, A, text), message(1, B, "ok")]), (it) => it.title)
      expect(yield* title("Quiet Fox, that was the cat of the neighbours")).toBe(
        "“That was the cat of the neighbours”"
      )
      expect(yield* title("そうですね、Quiet Fox！")).toBe("「そうですね！」")
      expect(yield* title("that was not Quiet Fox, I think")).not.toContain("Quiet")
    })
  )

  it.effect("lists the links of lines that it does not show, with their words", () =>
    Effect.gen(function* () {
      const talk = Array.from({ length: 30 }, (_, at) =>
        message(
          at,
          [A, B, C][at % 3] ?? A,
          `The cellar door number ${at} is open and the ladder stands at ${at}`
        )
      )
      const { body } = yield* write([...talk, message(40, B, "look https://example.org/a_b")])
      expect(body).toContain("- [example.org/a\\_b](<https://example.org/a_b>) · Quiet Fox, 08:40: “look”")
    })
  )

  it.effect("makes a small post of pictures alone", () =>
    Effect.gen(function* () {
      const post = yield* write([
        message(0, A, "", "a.jpg"),
        message(1, A, "", "b.PNG"),
        message(2, B, "", "c.svg")
      ])
      const paths = post.attachments.map(({ path }) => path)
      expect(post.title).toBe("2 pictures")
      expect(post.lead).toBe(
        "3 messages from 2 people between 08:00 and 08:02. Few words, but 2 pictures to look at."
      )
      expect(post.attachments.map(({ entry }) => entry)).toEqual(["a.jpg", "b.PNG"])
      expect(post.body).toBe(`> **Amber Otter** · 08:00
>
> ![A picture from Amber Otter at 08:00](../${paths[0]})

> **Amber Otter** · 08:01
>
> ![A picture from Amber Otter at 08:01](../${paths[1]})

> **Quiet Fox** · 08:02
>
> *A file that is not shown here*

---

Selected and arranged from 3 messages by the extractive writer. The words are the group’s own; nothing was composed.`)
    })
  )

  it.effect("tells a quiet window without ceremony", () =>
    Effect.gen(function* () {
      const post = yield* write([
        message(0, A, "おはよう"),
        message(2, B, "猫を拾った https://cats.example/1"),
        message(2, B, "https://cats.example/2")
      ])
      expect([post.title, post.lead]).toEqual([
        "「猫を拾った」",
        "08:00から08:02まで、2人による3件のメッセージ。"
      ])
      expect(post.body).toBe(`> **Quiet Fox** · 08:02
>
> 猫を拾った [cats.example/1](<https://cats.example/1>)

---

3件のメッセージから抽出ライターが選んで並べました。言葉はすべてグループのもので、創作はありません。`)
    })
  )

  it.effect("calls a quiet window by what was said in it, whatever it was", () =>
    Effect.gen(function* () {
      expect((yield* write([message(0, A, "ok")])).title).toBe("“ok”")
      expect(
        (yield* write([message(0, A, "Feliz\naniversário, Quiet Fox!"), message(1, B, "haha")])).title
      ).toBe("“Feliz aniversário!”")
    })
  )

  it.effect("makes a small post where the export kept nothing", () =>
    Effect.gen(function* () {
      const post = yield* write([message(0, A, "", null), { ...message(1, B, ""), kind: "deleted" }])
      expect([post.title, post.lead]).toEqual([
        "2 messages",
        "2 messages from 2 people between 08:00 and 08:01. Nothing was said that an export keeps."
      ])
      expect(post.body).toContain("- **Quiet Fox** · 1 message")
    })
  )

  it.effect("has no scraps of words, verbs and words of any chat for tags", () =>
    Effect.gen(function* () {
      const japanese = yield* write([
        message(0, A, "机の上に鉄板があります。鉄板は重いので車で運びます"),
        message(3, B, "車の上に鉄板を載せたら動くのが遅い。動くのは車だけ"),
        message(6, C, "写真の鉄板は机の上ですか。動くの？写真を見た")
      ])
      const french = yield* write([
        message(0, A, "La dernière photo du refuge est dans le message de la gardienne"),
        message(3, B, "Le message de la gardienne parle de la dernière photo, pas du refuge"),
        message(6, C, "Pour la photo du refuge, la gardienne a un autre message sur la vidéo")
      ])
      expect([japanese.tags, french.tags]).toEqual([["鉄板"], ["gardienne", "refuge"]])
    })
  )

  const thin: ReadonlyArray<readonly [title: string, lines: ReadonlyArray<string>]> = [
    [
      "« L’ascenseur est encore en panne ou c’est moi ? »",
      ["Bonjour à tous", "L’ascenseur est encore en panne ou c’est moi ?", "non", "😤"]
    ],
    [
      "“morning lads, who’s in for thursday? need 10”",
      ["morning lads, who’s in for thursday? need 10", "in", "in", "In"]
    ],
    [
      "«domenica chi viene dalla nonna? fa le lasagne»",
      ["Buongiorno", "Buongiorno", "domenica chi viene dalla nonna? fa le lasagne", "ok"]
    ]
  ]
  for (const [title, lines] of thin) {
    it.effect(`calls a thin window by what was asked in it: ${title}`, () =>
      Effect.map(write(lines.map((text, at) => message(at, [A, B, C, A][at] ?? A, text))), (post) =>
        expect(post.title).toBe(title)
      )
    )
  }

  it.effect("has no bubble for a mention alone", () =>
    Effect.gen(function* () {
      const post = yield* write([
        message(0, A, "Who has the ladder that stood in the cellar?"),
        message(1, A, "@Quiet Fox"),
        message(2, A, "@Quiet Fox @\u2068João da Silva\u2069 @351900000000"),
        message(3, B, "It is on the roof, @Amber Otter")
      ])
      expect([...post.body.matchAll(/· (\d\d:\d\d)/g)].map(([, time]) => time)).toEqual(["08:00", "08:03"])
    })
  )

  it.effect("keeps the place of a file that the export does not hold", () =>
    Effect.gen(function* () {
      const post = yield* write([
        message(0, A, "The new ladder for the cellar has arrived this morning", "IMG-1.jpg"),
        { ...message(1, A, "and this is the one that broke on Tuesday"), kind: "media" },
        { ...message(2, B, ""), kind: "media" },
        message(3, C, "That crack in the third step was there since winter"),
        ...[100, 101, 102, 103].map((minute) => ({ ...message(minute, B, ""), kind: "media" as const })),
        message(104, C, "Those stairs look much better than the old ones did")
      ])
      expect(post.title + post.lead).not.toContain("this is the one")
      const absent = "> *A picture or a file that is not in the export*"
      expect(post.body).toContain(`> **Amber Otter** · 08:01
>
${absent}
>
> and this is the one that broke on Tuesday

> **Quiet Fox** · 08:02
>
${absent}

> **Brave Heron** · 08:03`)
      expect(post.body).toContain(`> **Quiet Fox** · 09:43
>
${absent}

> **Brave Heron** · 09:44
>
> Those stairs look much better than the old ones did

*3 pictures or files that are not in the export*`)
    })
  )

  it.effect("says how many files that the export does not hold stood alone", () =>
    Effect.gen(function* () {
      const post = yield* write([
        message(0, A, "Who has the key to the cellar?"),
        message(1, B, "It hangs on the hook behind the door of the kitchen"),
        { ...message(500, B, ""), kind: "media" },
        { ...message(501, B, ""), kind: "media" }
      ])
      expect(post.body).toContain(`## In passing

*2 pictures or files that are not in the export*`)
    })
  )

  it.effect("never quotes what was deleted, calls, system messages, or where somebody was", () =>
    Effect.gen(function* () {
      const post = yield* write([
        { ...message(0, A, "SECRET deleted words about the lift"), kind: "deleted" },
        { ...message(1, A, "SECRET missed call about the lift"), kind: "call" },
        message(2, null, "SECRET system words about the lift"),
        { ...message(3, A, "https://maps.example.org/?q=38.7,-9.1 SECRET"), kind: "location" },
        { ...message(4, A, "SECRET.vcf", "SECRET.vcf"), kind: "contact" },
        message(5, B, "the lift is fine")
      ])
      expect(JSON.stringify(post)).not.toContain("SECRET")
      expect(JSON.stringify(post)).not.toContain("38.7")
      expect(post.body).toContain("*A place on the map*")
      expect(post.body).toContain("*A contact card*")
    })
  )

  it.effect("gives files names that do not tell theirs, and copies no kind that could run", () =>
    Effect.gen(function* () {
      const names = [
        "Eva Dias.jpg",
        "Eva.pdf",
        "eva.SVG",
        "eva.html",
        "eva.exe",
        "eva.mp4",
        "eva.opus",
        "eva",
        "eva.jpg.js"
      ]
      const post = yield* write(names.map((name, at) => message(at, A, "", name)))
      expect(post.attachments.map(({ entry }) => entry)).toEqual([
        "Eva Dias.jpg",
        "Eva.pdf",
        "eva.mp4",
        "eva.opus"
      ])
      expect(
        post.attachments.every(({ path }) => /^media\/[0-9a-f]{24}\.(?:jpg|pdf|mp4|opus)$/.test(path))
      ).toBe(true)
      expect(new Set(post.attachments.map(({ path }) => path)).size).toBe(4)
      expect(post.body.toLowerCase()).not.toContain("eva")
    })
  )

  it.effect("says who laughed at a line and who agreed to it, where several did", () =>
    Effect.gen(function* () {
      const { body } = yield* write([
        message(0, A, "Saturday at nine in front of the station, I bring the ladder and the ropes"),
        message(1, B, "ok"),
        message(2, C, "👍"),
        message(2, C, "ok"),
        message(60, B, "The cat has locked itself into the cellar with both sausages"),
        message(61, A, "hahaha"),
        message(61, C, "😂😂"),
        message(62, C, "hahaha"),
        message(120, C, "My neighbour wants to know who plays the trombone at night"),
        message(121, A, "haha")
      ])
      expect(body.split("\n").filter((line) => /[😂✔]/u.test(line))).toEqual([
        "> *✔️ Quiet Fox and Brave Heron*",
        "> *😂 Amber Otter and Brave Heron*"
      ])
    })
  )

  it.effect("cuts a long message after a sentence", () =>
    Effect.gen(function* () {
      const long = "The lift is broken again. ".repeat(40)
      const post = yield* write([message(0, A, long)])
      const quoted = /> (The lift.*)/.exec(post.body)?.[1] ?? ""
      expect(quoted).toMatch(/^(?:The lift is broken again\. ){15,}…$/)
      expect(quoted.length).toBeLessThan(620)
    })
  )

  it.effect("quotes in order of time, each line once, questions with their answers", () =>
    Effect.gen(function* () {
      const filler = Array.from({ length: 60 }, (_, at) =>
        message(10 + at, at % 2 === 0 ? A : B, `ok ${at % 3 === 0 ? "yes" : "fine"}`)
      )
      const post = yield* write([
        message(0, A, "Does anybody know when the plumber repairs the boiler in the basement?"),
        message(1, B, "Tuesday at nine"),
        ...filler,
        message(80, C, "The plumber found a fossil behind the boiler, a real ammonite!")
      ])
      const at = ["Does anybody know", "Tuesday at nine", "The plumber found a fossil"].map((text) =>
        post.body.indexOf(text)
      )
      expect(at.every((place) => place > 0)).toBe(true)
      expect([...at].sort((a, b) => a - b)).toEqual(at)
      expect(post.body.split("Tuesday at nine").length).toBe(2)
    })
  )

  it.live("does a bounded amount of work however busy a window is", () =>
    Effect.gen(function* () {
      const busy = (n: number) =>
        Array.from({ length: n }, (_, at) =>
          message(
            at / 20,
            [A, B, C][at % 3] ?? A,
            `words ${at % 977} about ${at % 89} and the lift number ${at}`
          )
        )
      yield* write(busy(100))
      const started = performance.now()
      const post = yield* write(busy(100_000))
      expect(performance.now() - started).toBeLessThan(5000)
      expect(post.messages).toBe(100_000)
      expect(post.body.length).toBeLessThan(30_000)
    })
  )
})
