/**
 * The cases of the test suites of `whatsapp-chat-parser` (4.0) and `whatstk` (0.8), by their names: each is
 * answered here with input of our own, by another test of ours, or by the reason why it is not ours.
 */
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { brief, exportFile, readExport, readPath } from "../../support/exports.js"
import { zip } from "../../support/zip.js"

type Row = ReturnType<typeof brief>

/** What is read of a text: time, author, kind, text, medium. */
const read = (text: string, rows: ReadonlyArray<Row>) =>
  Effect.gen(function* () {
    expect((yield* readExport(text)).messages.map(brief)).toEqual(rows)
  })

const refused = (text: string, message: string) =>
  Effect.gen(function* () {
    expect((yield* Effect.flip(readExport(text))).message).toBe(message)
  })

const days = (text: string, expected: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const { messages } = yield* readExport(text)
    expect(messages.map(({ timestamp }) => new Date(timestamp).toISOString().slice(0, 10))).toEqual(expected)
  })

const morning = "2021-05-20T08:15:00"
const evening = "2021-05-20T20:15:00"

/** A case and its answer: an effect, or the words why there is none. */
type Case = readonly [name: string, answer: Effect.Effect<void, unknown> | string]

const chatParser: ReadonlyArray<Case> = [
  [
    "date: checkAbove12: days come first",
    days("20/05/2021, 08:15 - Rui: a\n06/05/2021, 08:15 - Rui: b\n", ["2021-05-20", "2021-05-06"])
  ],
  [
    "date: checkAbove12: months come first",
    days("05/20/2021, 08:15 - Rui: a\n05/06/2021, 08:15 - Rui: b\n", ["2021-05-20", "2021-05-06"])
  ],
  [
    "date: checkAbove12: null if it can't understand the order",
    Effect.gen(function* () {
      const { survey } = yield* readExport("06/05/2021, 08:15 - Rui: a\n")
      expect([survey.dateOrder, survey.warnings.length]).toEqual(["day-first", 1])
    })
  ],
  [
    "date: checkDecreasing: days come first",
    days("30/04/2021, 08:15 - Rui: a\n01/05/2021, 08:15 - Rui: b\n", ["2021-04-30", "2021-05-01"])
  ],
  [
    "date: checkDecreasing: months come first",
    days("04/06/2021, 08:15 - Rui: a\n04/07/2021, 08:15 - Rui: b\n05/01/2021, 08:15 - Rui: c\n", [
      "2021-04-06",
      "2021-04-07",
      "2021-05-01"
    ])
  ],
  [
    "date: checkDecreasing: null if it can't understand the order",
    days("06/06/2021, 08:15 - Rui: a\n07/07/2021, 08:15 - Rui: b\n", ["2021-06-06", "2021-07-07"])
  ],
  [
    "date: checkDecreasing: takes different years into account",
    days("31/12/2020, 08:15 - Rui: a\n01/01/2021, 08:15 - Rui: b\n", ["2020-12-31", "2021-01-01"])
  ],
  [
    "date: changeFrequencyAnalysis (three cases)",
    "how often a number changes is a guess; a number over 12, time going forward and --date-order decide here"
  ],
  [
    "date: normalizeDate: gives the correctly formatted date",
    days("6/5/21, 08:15 - Rui: a\n20/5/21, 08:15 - Rui: b\n", ["2021-05-06", "2021-05-20"])
  ],
  [
    "date: normalizeDate: does not alter an already correctly formatted date",
    days("06/05/2021, 08:15 - Rui: a\n20/05/2021, 08:15 - Rui: b\n", ["2021-05-06", "2021-05-20"])
  ],
  [
    "index: parseString: an empty array if an empty string is parsed",
    refused("", "chat.txt: the file is empty; export the chat again")
  ],
  [
    "index: parseString: a correct amount of parsed messages",
    read(
      '20/05/2021, 08:15 - You created group "Praia"\n20/05/2021, 08:15 - Rui: a\n\nb\n20/05/2021, 08:15 - +351 900: c\n',
      [
        [morning, null, "system", 'You created group "Praia"'],
        [morning, "Rui", "text", "a\n\nb"],
        [morning, "+351 900", "text", "c"]
      ]
    )
  ],
  [
    "index: parseString: does not swallow empty lines",
    read("20/05/2021, 08:15 - Rui: a\n\n\nb\n20/05/2021, 08:15 - Eva: c\n", [
      [morning, "Rui", "text", "a\n\n\nb"],
      [morning, "Eva", "text", "c"]
    ])
  ],
  [
    "index: fixes: issue #237 (one digit in the month after two)",
    days("20/12/2020 08:15 - Rui: a\n20/1/2021 08:15 - Rui: b\n", ["2020-12-20", "2021-01-20"])
  ],
  [
    "parser: makeArrayOfMessages: merges multiline messages",
    read("20/05/2021, 8:15 p.m. - Rui: um\ndois\n", [[evening, "Rui", "text", "um\ndois"]])
  ],
  [
    "parser: makeArrayOfMessages: does not flag normal messages as system messages, nor an empty one",
    read("20/05/2021, 08:15 - Rui: \n20/05/2021, 08:15 - Rui: um\n", [
      [morning, "Rui", "text", ""],
      [morning, "Rui", "text", "um"]
    ])
  ],
  [
    "parser: makeArrayOfMessages: flags system messages, also of several lines",
    read('20/05/2021, 08:15 - You created group "Praia"\ne Serra\n', [
      [morning, null, "system", 'You created group "Praia"\ne Serra']
    ])
  ],
  [
    "parser: makeArrayOfMessages: does not break when multiline messages start with or contain a datetime",
    read("20/05/2021, 08:15 - Rui: um\n2021-05-20 08:15:00\nàs 08:15 de 20/05/2021\n", [
      [morning, "Rui", "text", "um\n2021-05-20 08:15:00\nàs 08:15 de 20/05/2021"]
    ])
  ],
  [
    "parser: parseMessages: normal messages: date, time, author, message",
    read("20/05/2021, 8:15 a.m. - Rui: Olá!\n", [[morning, "Rui", "text", "Olá!"]])
  ],
  [
    "parser: parseMessages: system messages: date, time, author, message",
    read('20/05/2021, 08:15 - You created group "Praia"\n', [
      [morning, null, "system", 'You created group "Praia"']
    ])
  ],
  ...(
    [
      ["1 d/m/yy, h:mm p.m. -", "20/5/21, 8:15 p.m. - ", evening],
      ["2 dd-mm-yyyy, hh.mm PM -", "20-05-2021, 08.15 PM - ", evening],
      ["3 dd.mm.yy hh.mm.ss:", "20.05.21 20.15.00: ", evening],
      ["4 [mm.dd.yy hh:mm:ss]", "[05.20.21 20:15:00] ", evening],
      ["5 d.m.yyyy klo hh.mm.ss -", "20.5.2021 klo 20.15.00 - ", evening],
      ["7 [d/m/yy h:mm:ss p. m.]", "[20/5/21 8:15:00 p. m.] ", evening],
      ["8 a mark before the date", "\u200e[20/5/21 8:15:00 p. m.] ", evening],
      ["9 [yyyy/mm/dd, hh:mm:ss]", "[2021/05/20, 20:15:00] ", evening],
      ["11 a no-break space between p. and m.", "20/5/2021 8:15 p.\u00a0m. - ", evening],
      ["12 a narrow no-break space before PM", "20/5/21, 8:15\u202fPM - ", evening]
    ] as const
  ).map(
    ([name, header, time]): Case => [
      `parser: parseMessages: formats: ${name}`,
      read(`${header}Rui: um\n${header}Eva: dois\n`, [
        [time, "Rui", "text", "um"],
        [time, "Eva", "text", "dois"]
      ])
    ]
  ),
  [
    "parser: parseMessages: formats: 6 nothing between the time and the author",
    "no phone writes it: Android has a dash after the time, iOS brackets or, long ago, a colon"
  ],
  [
    "parser: parseMessages: formats: 10 [mm/yyyy/dd, hh:mm:ss]",
    "no locale puts the year between the month and the day"
  ],
  [
    "parser: options: daysFirst",
    Effect.gen(function* () {
      const text = "6/5/21, 08:15 - Rui: um\n"
      const orders = yield* Effect.forEach(["day-first", "month-first"] as const, (dateOrder) =>
        readExport(text, { dateOrder })
      )
      expect(orders.map(({ messages }) => messages.map(brief))).toEqual([
        [["2021-05-06T08:15:00", "Rui", "text", "um"]],
        [["2021-06-05T08:15:00", "Rui", "text", "um"]]
      ])
    })
  ],
  [
    "parser: options: parseAttachments: format #1 < attached: NAME >",
    read("20/05/2021, 08:15 - Rui: < attached: 00000042-PHOTO-2021-05-20-08-15-00.jpg >\n", [
      [morning, "Rui", "media", ""]
    ])
  ],
  [
    "parser: options: parseAttachments: no attachment property when parseAttachments is false",
    "attachments are always read; `media` is null where the export holds no such file"
  ],
  [
    "parser: options: parseAttachments: no attachment property on normal messages",
    read("20/05/2021, 08:15 - Rui: um\n", [[morning, "Rui", "text", "um"]])
  ],
  [
    "parser: options: parseAttachments: format #2 NAME (file attached)",
    read("20/05/2021, 08:15 - Rui: IMG-20210520-WA0001.jpg (file attached)\n", [
      [morning, "Rui", "media", ""]
    ])
  ],
  [
    "parser: options: parseAttachments: format #3 NAME <attached>",
    read("20/05/2021, 08:15 - Rui: 2021-05-20-PHOTO-00004762.jpg <\u200eattached>\n", [
      [morning, "Rui", "media", ""]
    ])
  ],
  [
    "parser: options: parseAttachments: format #4 another language, with a caption",
    read("20/05/2021, 08:15 - Rui: \u200e4f26.jpg (Datei angehängt)\nam Strand\n", [
      [morning, "Rui", "media", "am Strand"]
    ])
  ],
  [
    "time: convertTime12to24: 12 AM and PM",
    read("20/05/2021, 12:15 AM - Rui: um\n20/05/2021, 12:15 PM - Rui: dois\n", [
      ["2021-05-20T00:15:00", "Rui", "text", "um"],
      ["2021-05-20T12:15:00", "Rui", "text", "dois"]
    ])
  ],
  [
    "time: convertTime12to24: hh:mm",
    read("20/05/2021, 08:15 PM - Rui: um\n20/05/2021, 08:15 AM - Rui: dois\n", [
      [evening, "Rui", "text", "um"],
      [morning, "Rui", "text", "dois"]
    ])
  ],
  [
    "time: convertTime12to24: hh:mm:ss",
    read("[20/05/2021, 08:15:33 PM] Rui: um\n", [["2021-05-20T20:15:33", "Rui", "text", "um"]])
  ],
  [
    "time: normalizeAMPM: am, pm, AM, PM, a.m., p.m., A.M., P.M.",
    Effect.forEach(
      ["am", "AM", "a.m.", "A.M.", "pm", "PM", "p.m.", "P.M."],
      (word) =>
        read(`20/05/2021, 8:15 ${word} - Rui: um\n`, [
          [/^a/i.test(word) ? morning : evening, "Rui", "text", "um"]
        ]),
      { discard: true }
    )
  ],
  [
    "time: normalizeTime: adds seconds if they are missing",
    read("20/05/2021, 08:15 - Rui: a\n", [[morning, "Rui", "text", "a"]])
  ],
  [
    "time: normalizeTime: adds a leading 0 to the hours if missing",
    read("[20/05/2021, 8:15:00] Rui: a\n", [[morning, "Rui", "text", "a"]])
  ],
  [
    "time: normalizeTime: does not alter an already normalized string",
    read("[20/05/2021, 08:15:00] Rui: a\n", [[morning, "Rui", "text", "a"]])
  ],
  [
    "utils: indexAboveValue, isNegative, groupArrayByValueAtIndex (four cases)",
    "functions of its own, no behaviour"
  ]
]

/** Every header of its list: three separators, three orders, two wraps, both clocks, with and without seconds. */
const hformats = ["-", "/", "."].flatMap((separator) =>
  [
    ["2021", "05", "20"],
    ["20", "05", "2021"],
    ["05", "20", "2021"],
    ["20", "05", "21"],
    ["05", "20", "21"]
  ].flatMap((numbers) =>
    [":00", ""].flatMap((seconds) =>
      [`08:15${seconds}`, `08:15${seconds} AM`].flatMap((time) => {
        const date = numbers.join(separator)
        return [`${date}, ${time} - `, `[${date} ${time}] `, `[${date}, ${time}] `]
      })
    )
  )
)

const whatstk: ReadonlyArray<Case> = [
  [
    `parser: test_df_from_whatsapp: all of its ${hformats.length} headers, found alone, read the same`,
    Effect.forEach(
      hformats,
      (header) =>
        read(`${header}Rui: um\ndois\n${header}Eva Dias: três\n`, [
          [morning, "Rui", "text", "um\ndois"],
          [morning, "Eva Dias", "text", "três"]
        ]),
      { discard: true }
    )
  ],
  [
    "parser: test_df_from_whatsapp_2, _3 (a header format that does not fit)",
    "no header format is given by hand"
  ],
  ["parser: test_df_from_whatsapp_url, _gdrive", "an export is a file; nothing is fetched"],
  [
    "parser: test_df_from_whatsapp_error",
    Effect.gen(function* () {
      expect((yield* Effect.flip(readPath("/nowhere/chat.txt"))).reason).toBe("NotFound")
    })
  ],
  [
    "parser: test_df_message_type_true: the group's name is of system messages alone",
    Effect.gen(function* () {
      const at = "[20/05/2021, 08:15:00] "
      const { messages, survey } = yield* readExport(
        `${at}Praia: \u200eMessages and calls are end-to-end encrypted. Only you can read them.\r\n${at}Rui: um\r\n${at}Praia: \u200eEva was added\r\n`
      )
      expect([messages.map(({ author }) => author), [...survey.authors]]).toEqual([
        [null, "Rui", null],
        [["Rui", 1]]
      ])
    })
  ],
  ["parser: test_df_from_txt_whatsapp_deprecated", "nothing is deprecated here"],
  [
    "parser: test_zip_multiple_files_error",
    Effect.gen(function* () {
      const line = "20/05/2021, 08:15 - Rui: um\n"
      const content = yield* Effect.promise(() => zip({ "a.txt": line, "b.txt": line }))
      const path = yield* exportFile("chats.zip", content)
      expect((yield* Effect.flip(readPath(path))).message).toBe(
        "chats.zip: the zip holds 2 chats (a.txt, b.txt); choose one with --chat"
      )
    }).pipe(Effect.scoped)
  ],
  [
    "parser: test_auto_header_extraction_failure; auto_header: test_extract_header_from_text, test_extract_elements_template_from_lines",
    refused(
      "bla bla bla\nsem cabeçalho\n",
      'chat.txt: no chat in a known format, its first line is "bla bla bla"; give the .zip or .txt that "Export chat" wrote'
    )
  ],
  [
    "parser: test_message_type_non_group; chat: test_non_group_with_message_type, test_is_group_false",
    read("20/05/2021, 08:15 - Rui: um\n20/05/2021, 08:15 - Eva: dois\n", [
      [morning, "Rui", "text", "um"],
      [morning, "Eva", "text", "dois"]
    ])
  ],
  [
    "chat: test_properties, test_from_source, test_from_source_2; objects: test_object_auto, test_len",
    Effect.gen(function* () {
      const { survey } = yield* readExport("20/05/2021, 08:15 - Rui: um\n20/05/2021, 20:15 - Eva: dois\n")
      expect([survey.messages, survey.first, survey.last]).toEqual([
        2,
        Date.parse(`${morning}Z`),
        Date.parse(`${evening}Z`)
      ])
    })
  ],
  [
    "chat: test_system_messages_invalid_usernames",
    "notices under two names are read: between two people iOS writes them under one of theirs (authors.test.ts)"
  ],
  [
    "chat: test_merge_platform_mismatch, test_merge_with_df_system; objects: test_merge, test_object_from_sources; utils: test_merge_two_chats",
    "merging is no matter of one export's reading"
  ],
  ["chat: test_filter_dates", "windows choose spans of time (stages/window.test.ts)"],
  [
    "objects: test_object_hformat, test_object_error, test_object_from_source_error; hformat: test_is_supported_1, _2, _verbose, test_get_supported_hformats_as_list",
    "no header format is given by hand, so none has to be checked; docs/sources.md lists what is known"
  ],
  [
    "objects: test_object_to_csv_1, _2, test_object_to_txt, test_object_to_zip",
    "a chat is written as a site; `parse --json` writes its messages (process.sources.test.ts)"
  ],
  ["objects: test_rename_users, test_rename_users_error", "pseudonyms rename (domain/Pseudonym.test.ts)"],
  [
    "generation: its eleven cases",
    "chats are generated for tests only (support/whatsappChat.ts, corpus.test.ts)"
  ],
  ["utils: test_colnames; gdrive: its four cases; data: test_urls", "constants and services of its own"],
  [
    "analysis: its twenty-one cases; graph: its eight cases",
    "statistics and charts are not part of this program"
  ]
]

for (const [suite, cases] of [
  ["whatsapp-chat-parser", chatParser],
  ["whatstk", whatstk]
] as const) {
  describe(suite, () => {
    for (const [name, answer] of cases) if (typeof answer !== "string") it.effect(name, () => answer)

    it(`each case is answered once: ${cases.length} rows`, () => {
      expect(new Set(cases.map(([name]) => name)).size).toBe(cases.length)
    })
  })
}
