import { describe, expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { source } from "../../../src/sources/whatsapp/WhatsApp.js"
import { brief, exportFile, readExport } from "../../support/exports.js"

const at = "13/11/2024, 08:15 - "
const ios = "[13/11/2024, 08:15:33] "

const said = (lines: ReadonlyArray<string>, name = "chat.txt", lineEnd = "\n") =>
  Effect.map(readExport(lines.map((line) => line + lineEnd).join(""), { name }), ({ survey, messages }) => ({
    rows: messages.map((message) => brief(message).slice(1)),
    authors: Object.fromEntries(survey.authors),
    others: [...survey.others],
    name: survey.name
  }))

describe("authors on Android", () => {
  it.effect("a line without an author is a message of its own, from the system", () =>
    Effect.gen(function* () {
      const { rows, authors } = yield* said([
        `${at}As mensagens são protegidas com a criptografia de ponta a ponta. Saiba mais`,
        `${at}Rui: bom`,
        `${at}\u200eEva Dias foi adicionado(a)`,
        `${at}Rui: dia`
      ])
      expect(rows).toEqual([
        [null, "system", "As mensagens são protegidas com a criptografia de ponta a ponta. Saiba mais"],
        ["Rui", "text", "bom"],
        [null, "system", "Eva Dias foi adicionado(a)"],
        ["Rui", "text", "dia"]
      ])
      expect(authors).toEqual({ Rui: 2 })
    })
  )

  it.effect("a system line may hold a colon", () =>
    Effect.gen(function* () {
      const { rows, authors } = yield* said([
        `${at}Rui changed the subject from "A: B" to "C: D"`,
        `${at}Rui: bom`,
        `${at}Rui mudou o nome do grupo de “Praia: já” para “Serra”`,
        `${at}You changed this group's settings: only admins can write`,
        `${at}Rui changed the group description: now longer`
      ])
      expect(rows).toEqual([
        [null, "system", 'Rui changed the subject from "A: B" to "C: D"'],
        ["Rui", "text", "bom"],
        [null, "system", "Rui mudou o nome do grupo de “Praia: já” para “Serra”"],
        [null, "system", "You changed this group's settings: only admins can write"],
        [null, "system", "Rui changed the group description: now longer"]
      ])
      expect(authors).toEqual({ Rui: 1 })
    })
  )

  it.effect("names with emoji, several words, a colon, quotes; numbers; unknown contacts", () =>
    Effect.gen(function* () {
      const { rows, authors } = yield* said([
        `${at}Ana Maria 🌻: olá`,
        `${at}\u202a+351 900 111 222\u202c: quem é?`,
        `${at}~\u00a0Tó: eu: o Tó`,
        `${at}Dra: Inês: boa tarde`,
        `${at}Dra: Inês: nota: urgente`,
        `${at}Rui "Bala" Sá: ok`,
        `${at}Ana Maria da Costa e Silva: eu`,
        `${at}Ana: nota: três`
      ])
      expect(rows).toEqual([
        ["Ana Maria 🌻", "text", "olá"],
        ["+351 900 111 222", "text", "quem é?"],
        ["Tó", "text", "eu: o Tó"],
        ["Dra: Inês", "text", "boa tarde"],
        ["Dra: Inês", "text", "nota: urgente"],
        ['Rui "Bala" Sá', "text", "ok"],
        ["Ana Maria da Costa e Silva", "text", "eu"],
        ["Ana", "text", "nota: três"]
      ])
      expect(authors).toEqual({
        "Ana Maria 🌻": 1,
        "+351 900 111 222": 1,
        Tó: 1,
        "Dra: Inês": 2,
        'Rui "Bala" Sá': 1,
        "Ana Maria da Costa e Silva": 1,
        Ana: 1
      })
    })
  )

  it.effect("of a colon that may belong to a name, those decide who wrote before", () =>
    Effect.gen(function* () {
      const lines = [`${at}Ana: News: rain`, `${at}Ana: News: sun`, `${at}Dra: Inês: olá`].join("\n")
      const read = (wrote: ReadonlyArray<string>) =>
        Effect.gen(function* () {
          const path = yield* exportFile("chat.txt", lines)
          const { survey } = yield* source.open(path, { zone: "UTC", wrote: new Set(wrote) })
          return Object.fromEntries(survey.authors)
        }).pipe(Effect.scoped)
      expect([
        yield* read([]),
        yield* read(["Ana"]),
        yield* read(["Ana", "Ana: News", "Dra: Inês"]),
        yield* read(["Dra"])
      ]).toEqual([
        { "Ana: News": 2, Dra: 1 },
        { Ana: 2, Dra: 1 },
        { "Ana: News": 2, "Dra: Inês": 1 },
        { "Ana: News": 2, Dra: 1 }
      ])
    })
  )

  it.effect("no name goes on with the words that stand for a file", () =>
    Effect.gen(function* () {
      const { rows, authors } = yield* said([
        `${ios}Ana Dias: \u200e<attached: s2.jpg>`,
        `${ios}Ana Dias: \u200e<attached: s3.jpg>`,
        `${ios}Rui: ok`
      ])
      expect(rows.map(([author, kind]) => [author, kind])).toEqual([
        ["Ana Dias", "media"],
        ["Ana Dias", "media"],
        ["Rui", "text"]
      ])
      expect(authors).toEqual({ "Ana Dias": 2, Rui: 1 })
    })
  )

  it.effect("the names of people who never wrote: members and mentions", () =>
    Effect.gen(function* () {
      const { others } = yield* said([
        `${at}Você criou este grupo`,
        `${at}\u200eEva Dias foi adicionado(a)`,
        `${at}Rui adicionou Ivo e Zé Luís`,
        `${at}Rui added you`,
        `${at}Você removeu Gil`,
        `${at}Rui: @\u2068Nuno Reis\u2069 e @\u2068~Olga\u2069 vêm?`
      ])
      expect(others).toEqual(["Eva Dias", "Ivo", "Zé Luís", "Gil", "Nuno Reis", "Olga"])
    })
  )

  it.effect("a mention stays in the text with its marks", () =>
    Effect.gen(function* () {
      const { rows } = yield* said([`${at}Rui: @\u2068Eva Dias\u2069 olá @351900111222`])
      expect(rows).toEqual([["Rui", "text", "@\u2068Eva Dias\u2069 olá @351900111222"]])
    })
  )

  it.effect("a header whose last space an editor took away", () =>
    Effect.gen(function* () {
      const { rows, authors } = yield* said([`${at}Rui: bom`, `${at}Rui:`, `${at}Rui:`, "dia"])
      expect(rows).toEqual([
        ["Rui", "text", "bom"],
        ["Rui", "text", ""],
        ["Rui", "text", "\ndia"]
      ])
      expect(authors).toEqual({ Rui: 3 })
    })
  )
})

describe("authors on iOS", () => {
  it.effect("system lines carry the group's name, which is not an author", () =>
    Effect.gen(function* () {
      const { rows, authors, others, name } = yield* said(
        [
          `${ios}Praia 2024: \u200eMessages and calls are end-to-end encrypted. Only people in this chat can read them.`,
          `\u200e${ios}Praia 2024: \u200eRui added Eva Dias`,
          `${ios}Rui: olá`,
          `\u200e${ios}Rui: \u200eRui changed the group name to “Serra: já”`,
          `\u200e${ios}Gil: \u200eimage omitted`
        ],
        "WhatsApp Chat - Praia 2024.txt",
        "\r\n"
      )
      expect(rows).toEqual([
        [
          null,
          "system",
          "Messages and calls are end-to-end encrypted. Only people in this chat can read them."
        ],
        [null, "system", "Rui added Eva Dias"],
        ["Rui", "text", "olá"],
        [null, "system", "Rui changed the group name to “Serra: já”"],
        ["Gil", "media", ""]
      ])
      expect({ authors, others, name }).toEqual({
        authors: { Rui: 1, Gil: 1 },
        others: ["Eva Dias"],
        name: "Praia 2024"
      })
    })
  )

  it.effect("between two people the notice carries the name of one of them", () =>
    Effect.gen(function* () {
      const { rows, authors } = yield* said(
        [
          `${ios}Rui: \u200eMessages and calls are end-to-end encrypted. Only people in this chat can read them.`,
          `${ios}Rui: olá`,
          `${ios}Eva: olá`
        ],
        "WhatsApp Chat - Rui.txt",
        "\r\n"
      )
      expect(rows.map(([author, kind]) => [author, kind])).toEqual([
        [null, "system"],
        ["Rui", "text"],
        ["Eva", "text"]
      ])
      expect(authors).toEqual({ Rui: 1, Eva: 1 })
    })
  )

  const groups: ReadonlyArray<readonly [language: string, ...notices: ReadonlyArray<string>]> = [
    ["pl", "Wiadomości i połączenia są szyfrowane.", "Rui utworzył(a) grupę", "Rui dodał(a) Ana"],
    ["hu", "Az üzenetek titkosítva vannak.", "Rui létrehozta a csoportot", "Rui hozzáadta: Ana"],
    ["cs", "Zprávy a hovory jsou šifrované.", "Rui vytvořil skupinu", "Rui přidal uživatele Ana"],
    ["id", "Pesan dan panggilan terenkripsi.", "Rui membuat grup", "Rui menambahkan Ana"],
    [
      "ja",
      "メッセージは暗号化されます。",
      "Ruiさんがグループを作成しました",
      "RuiさんがAnaさんを追加しました"
    ],
    ["ko", "메시지는 암호화됩니다.", "Rui님이 그룹을 만들었습니다", "Rui님이 Ana님을 추가했습니다"]
  ]
  for (const [language, first = "", ...rest] of groups) {
    for (const file of ["WhatsApp Chat - Fam.txt", "chat.txt"]) {
      it.effect(`a group is no person where its words are not known: ${language}, ${file}`, () =>
        Effect.gen(function* () {
          const spoken = [`${ios}Rui: x`, `${ios}Ana: y`]
          const { rows, authors } = yield* said(
            [first, ...rest].map((words) => `${ios}Fam: \u200e${words}`).concat(spoken),
            file,
            "\r\n"
          )
          expect(rows).toEqual([
            ...[first, ...rest].map((words) => [null, "system", words]),
            ["Rui", "text", "x"],
            ["Ana", "text", "y"]
          ])
          expect(authors).toEqual({ Rui: 1, Ana: 1 })
        })
      )
    }
  }

  it.effect("who has the chat's name and only words of WhatsApp's own is the group", () =>
    Effect.gen(function* () {
      const { rows, authors } = yield* said(
        [`${ios}Fam: \u200eSkupina vytvořena`, `${ios}Rui: x`],
        "WhatsApp Chat - Fam.txt",
        "\r\n"
      )
      expect([rows[0], authors]).toEqual([[null, "system", "Skupina vytvořena"], { Rui: 1 }])
    })
  )

  it.effect("a person of whom only omitted and deleted messages are left is one", () =>
    Effect.gen(function* () {
      const { rows, authors } = yield* said(
        [
          `${ios}Fam: \u200eRui utworzył(a) grupę`,
          `${ios}Rui: olá`,
          `${ios}Ana: \u200eirudia kanpoan utzi da`,
          `${ios}Ana: \u200ebideoa kanpoan utzi da`,
          `${ios}Ana: \u200eirudia kanpoan utzi da`,
          `${ios}Gil: \u200eimage omitted`,
          `${ios}Gil: \u200efoo bar`,
          `${ios}Eva: \u200e삭제된 메시지입니다.`
        ],
        "WhatsApp Chat - Fam.txt",
        "\r\n"
      )
      expect(rows.map(([author, kind]) => [author, kind])).toEqual([
        [null, "system"],
        ["Rui", "text"],
        ["Ana", "media"],
        ["Ana", "media"],
        ["Ana", "media"],
        ["Gil", "media"],
        ["Gil", "media"],
        ["Eva", "media"]
      ])
      expect(authors).toEqual({ Rui: 1, Ana: 3, Gil: 2, Eva: 1 })
    })
  )

  it.effect("a member's message stays theirs where its words are not known, and a notice does not", () =>
    Effect.gen(function* () {
      const { rows, authors } = yield* said(
        [
          `${ios}Ana: olá`,
          `${ios}Rui: olá`,
          `${ios}Ana: \u200eirudia kanpoan utzi da`,
          `${ios}Rui: \u200e삭제된 메시지입니다.`,
          `${ios}Rui: \u200eRui님이 나갔습니다`,
          `${ios}Ana: \u200eAna zmieniła nazwę grupy na „Serra”`
        ],
        "a.txt",
        "\r\n"
      )
      expect(rows.map(([author, kind]) => [author, kind])).toEqual([
        ["Ana", "text"],
        ["Rui", "text"],
        ["Ana", "media"],
        ["Rui", "media"],
        [null, "system"],
        [null, "system"]
      ])
      expect(authors).toEqual({ Ana: 2, Rui: 2 })
    })
  )

  it.effect("a message ends with CR LF, so a header after a bare LF is text", () =>
    Effect.gen(function* () {
      const { messages, survey } = yield* readExport(
        `${ios}Rui: um\n${ios}Eva: forjado\n\ndois\r\n${ios}Eva: três\r\n`
      )
      expect(messages.map(brief)).toEqual([
        ["2024-11-13T08:15:33", "Rui", "text", `um\n${ios}Eva: forjado\n\ndois`],
        ["2024-11-13T08:15:33", "Eva", "text", "três"]
      ])
      expect([...survey.authors]).toEqual([
        ["Rui", 1],
        ["Eva", 1]
      ])
      expect(survey.warnings).toEqual([
        "1 line dated in another format, or pasted, read as text of the message before; `egregora parse --unparsed` shows them"
      ])
    })
  )

  const mixed: ReadonlyArray<readonly [ends: ReadonlyArray<string>, count: number, unparsed: string]> = [
    [["\n", "\n", "\r\n", "\r\n"], 4, ""],
    [["\r\n", "\r\n", "\n", "\n", "\n", "\n"], 6, ""],
    [["\r\n", "\r\n", "\r\n", "\n", "\r\n"], 4, "4"]
  ]
  for (const [ends, count, unparsed] of mixed) {
    it.effect(`mixed line ends are read by their lines, or counted: ${JSON.stringify(ends)}`, () =>
      Effect.gen(function* () {
        const line = (end: string, index: number) => `[13/11/2024, 20:16:0${index}] Rui: olá${end}`
        const path = yield* exportFile("chat.txt", ends.map(line).join(""))
        const chat = yield* source.open(path, { zone: "UTC" })
        const shown = Chunk.toReadonlyArray(yield* Stream.runCollect(chat.unparsed))
        expect([chat.survey.messages, shown, chat.survey.warnings.length]).toEqual([
          count,
          unparsed === "" ? [] : [line("", Number(unparsed))],
          unparsed === "" ? 0 : 1
        ])
      }).pipe(Effect.scoped)
    )
  }

  it.effect("a file whose CR were lost is read by its lines", () =>
    Effect.gen(function* () {
      const { messages } = yield* readExport(`${ios}Rui: um\ndois\n${ios}Eva: três\n`)
      expect(messages.map(({ text }) => text)).toEqual(["um\ndois", "três"])
    })
  )

  it.effect("an Android file with CR LF everywhere is read by its lines", () =>
    Effect.gen(function* () {
      const { messages } = yield* readExport(`${at}Rui: um\r\n\r\ndois\r\n${at}Eva: três\r\n`)
      expect(messages.map(({ text }) => text)).toEqual(["um\n\ndois", "três"])
    })
  )
})

describe("the chat's name", () => {
  const names: ReadonlyArray<readonly [file: string, name: string | null]> = [
    ["WhatsApp Chat with Praia.txt", "Praia"],
    ["Conversa do WhatsApp com Praia & Serra (2).txt", "Praia & Serra"],
    ["Chat de WhatsApp con Praia.txt", "Praia"],
    ["WhatsApp Chat mit Praia.txt", "Praia"],
    ["Discussion WhatsApp avec Praia.txt", "Praia"],
    ["WhatsApp Chat - Praia.txt", "Praia"],
    ["chat.txt", null]
  ]
  for (const [file, name] of names) {
    it.effect(file, () =>
      Effect.map(readExport(`${at}Rui: olá\n`, { name: file }), ({ survey }) =>
        expect(survey.name).toBe(name)
      )
    )
  }
})

describe("notices in other languages", () => {
  const rows: ReadonlyArray<readonly [language: string, notice: string, others: ReadonlyArray<string>]> = [
    ["es", "Ivo añadió a Gil Reis y Zé", ["Ivo", "Gil Reis", "Zé"]],
    ["es, the group", 'Ivo creó el grupo "Praia: já"', ["Ivo"]],
    ["fr", "Ivo a ajouté Gil Reis et Zé", ["Ivo", "Gil Reis", "Zé"]],
    ["fr, the group", "Vous avez été ajouté", []],
    ["de", "Ivo hat Gil Reis und Zé hinzugefügt", ["Ivo", "Gil Reis", "Zé"]],
    ["de, the group", "Du hat die Gruppe „Praia“ erstellt", []],
    ["it", "Ivo ha aggiunto Gil Reis e Zé", ["Ivo", "Gil Reis", "Zé"]],
    ["nl", "Ivo heeft Gil Reis en Zé toegevoegd", ["Ivo", "Gil Reis", "Zé"]],
    ["ru", "Ivo добавил(-а) контакт Gil Reis", ["Ivo", "Gil Reis"]],
    ["tr", 'Ivo grup adını "Praia" olarak değiştirdi', ["Ivo"]]
  ]
  for (const [language, notice, others] of rows) {
    it.effect(language, () =>
      Effect.gen(function* () {
        const found = yield* said([`${at}${notice}`, `${at}Rui: olá`])
        expect([found.rows, found.others]).toEqual([
          [
            [null, "system", notice],
            ["Rui", "text", "olá"]
          ],
          others
        ])
      })
    )
  }

  it.effect("a short one on iOS is no medium of its author", () =>
    Effect.gen(function* () {
      const { rows } = yield* said([`${ios}Rui: olá`, `\u200e${ios}Rui: \u200eRui left`], "a.txt", "\r\n")
      expect(rows).toEqual([
        ["Rui", "text", "olá"],
        [null, "system", "Rui left"]
      ])
    })
  )
})

it.effect("people whom only a notice names are known, so that they can be hidden", () =>
  Effect.gen(function* () {
    const { survey } = yield* readExport(
      [
        `${at}Ursula Vane changed their phone number to a new number. Tap to message`,
        `${at}Security code changed for Hortensia Bulwark. Tap to learn more.`,
        `${at}Penelope Garcia's security code changed`,
        `${at}Carla Luz added Duarte Sá`,
        `${at}Rui: bom`
      ].join("\n")
    )
    expect([...survey.others]).toEqual([
      "Ursula Vane",
      "Hortensia Bulwark",
      "Penelope Garcia",
      "Carla Luz",
      "Duarte Sá"
    ])
  })
)
