/**
 * What no application writes: each source gives an error of one line, or reads what is sound and counts the rest.
 */
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Discord from "../../src/sources/discord/Discord.js"
import type { Source } from "../../src/sources/Source.js"
import * as Slack from "../../src/sources/slack/Slack.js"
import * as Telegram from "../../src/sources/telegram/Telegram.js"
import { exportFile, readPath } from "../support/exports.js"
import { zip } from "../support/zip.js"

/** How an application's export is made of messages. */
interface Format {
  readonly source: typeof Source.Service
  /** An export with the JSON text of these messages. */
  readonly path: (messages: string | Uint8Array) => Effect.Effect<string, never, Scope.Scope>
  /** A sound message, with more fields. */
  readonly message: (more?: object) => object
  /** Fields of the message whose types are lied about. */
  readonly lies: ReadonlyArray<string>
  /** The field that says when. */
  readonly time: string
  /** What errors call the text. */
  readonly label: string
}

const around = (before: string, messages: string | Uint8Array, after: string): Buffer =>
  Buffer.concat([Buffer.from(before), Buffer.from(messages), Buffer.from(after)])

const formats: ReadonlyArray<Format> = [
  {
    source: Telegram.source,
    path: (messages) =>
      exportFile(
        "result.json",
        around('{"name": "Mar", "type": "private_group", "id": 1, "messages": ', messages, "}")
      ),
    message: (more) => ({
      id: 1,
      type: "message",
      date_unixtime: "1704448800",
      from: "Ana",
      from_id: "user1",
      text: "olá",
      ...more
    }),
    lies: [
      ...[
        "id",
        "from",
        "from_id",
        "text",
        "edited_unixtime",
        "reply_to_message_id",
        "forwarded_from",
        "reactions"
      ],
      ...[
        "photo",
        "file",
        "poll",
        "contact_information",
        "location_information",
        "text_entities",
        "reply_to_peer_id"
      ]
    ],
    time: "date_unixtime",
    label: "result.json"
  },
  {
    source: Discord.source,
    path: (messages) =>
      exportFile(
        "mar.json",
        around(
          '{"guild": {"id": "1", "name": "Mar"}, "channel": {"id": "2", "name": "geral"}, "messages": ',
          messages,
          "}"
        )
      ),
    message: (more) => ({
      id: "1",
      type: "Default",
      timestamp: "2024-01-05T10:00:00+00:00",
      author: { id: "1", name: "ana" },
      content: "olá",
      ...more
    }),
    lies: [
      ...[
        "id",
        "author",
        "content",
        "timestampEdited",
        "attachments",
        "embeds",
        "stickers",
        "reactions",
        "mentions"
      ],
      ...["reference", "forwardedMessage", "interaction", "inlineEmojis"]
    ],
    time: "timestamp",
    label: "mar.json"
  },
  {
    source: Slack.source,
    path: (messages) =>
      Effect.flatMap(
        Effect.promise(() =>
          zip({ "users.json": '[{"id": "U1", "name": "ana"}]', "mar/2024-01-05.json": messages })
        ),
        (content) => exportFile("a.zip", content)
      ),
    message: (more) => ({ type: "message", user: "U1", text: "olá", ts: "1704448800.000000", ...more }),
    lies: [
      ...[
        "user",
        "text",
        "thread_ts",
        "edited",
        "reactions",
        "files",
        "attachments",
        "user_profile",
        "bot_id"
      ],
      ...["username", "blocks", "replies"]
    ],
    time: "ts",
    label: "a.zip (mar/2024-01-05.json)"
  }
]

const nonsense: ReadonlyArray<unknown> = [
  ...[null, true, -1, 1e300, 0.5, "", "x", "\u0000\ud800", [], {}, [[[]]], [null, 1, {}], { a: null }],
  ...[
    { text: { text: [] } },
    [{ type: "mention_name" }],
    { answers: 1, reactions: "x" },
    "1e999",
    "99999999999999999999"
  ]
]

for (const { source, path, message, lies, time, label } of formats) {
  const read = (messages: string | Uint8Array) =>
    Effect.flatMap(path(messages), (file) => readPath(file, "UTC", source)).pipe(Effect.scoped)
  const refused = (messages: string | Uint8Array) =>
    Effect.map(Effect.flip(read(messages)), (error) => [error.reason, error.message])

  describe(`a hostile export of ${source.name}`, () => {
    it.effect("is cut short, anywhere", () =>
      Effect.gen(function* () {
        const text = JSON.stringify([message(), message()])
        for (let length = 1; length < text.length; length += 5) {
          const [reason, told] = yield* refused(text.slice(0, length))
          expect([length, reason]).toEqual([length, "Damaged"])
          expect(told).toMatch(
            new RegExp(
              `^${label.replace(/[.()[\]]/g, "\\$&")}: the JSON is damaged \\((it is cut short at byte \\d+|byte \\d+ is not JSON)\\); copy or export it again$`
            )
          )
        }
      })
    )

    it.effect("holds what is no message: it is counted", () =>
      Effect.gen(function* () {
        const junk = nonsense.map((value) => JSON.stringify(value)).join(",")
        const { survey, messages } = yield* read(
          `[${JSON.stringify(message())},${junk},${JSON.stringify(message())}]`
        )
        expect([messages.length, survey.unplaced, survey.warnings]).toEqual([
          2,
          nonsense.length,
          [
            `${nonsense.length} entries that are no message left out; \`egregora parse --unparsed\` shows them`
          ]
        ])
      })
    )

    it.effect("lies about the type of each field: no message is lost, and none is unsound", () =>
      Effect.gen(function* () {
        const messages = lies.flatMap((field) => nonsense.map((value) => message({ [field]: value })))
        const { survey, messages: found } = yield* read(JSON.stringify(messages))
        expect([found.length, survey.unplaced]).toEqual([messages.length, 0])
        for (const { author, text, timestamp, details } of found) {
          expect([typeof author, typeof text, timestamp]).toEqual([
            "string",
            "string",
            Date.parse("2024-01-05T10:00:00Z")
          ])
          expect(/[\0\ud800]/.test(`${author}${text}`)).toBe(false)
          expect(details?.reactions.every(({ count }) => Number.isSafeInteger(count))).toBe(true)
        }
      })
    )

    it.effect("lies about the time: a message that nobody can have written then is counted", () =>
      Effect.gen(function* () {
        const times = [
          ...nonsense,
          ...[
            "253402300800",
            "253402300800.000000",
            "9999-12-31T23:59:59-14:00",
            "2024-13-01T10:00:00+00:00"
          ],
          ...[-1, "-1", "-1.000000", "1960-01-01T00:00:00Z", Number.MAX_VALUE]
        ].map((value) => message({ [time]: value }))
        const { survey, messages } = yield* read(JSON.stringify([message(), ...times]))
        expect(messages.length + survey.unplaced).toBe(times.length + 1)
        for (const { timestamp } of messages) {
          expect(Number.isSafeInteger(timestamp) && timestamp >= 0 && timestamp < Date.UTC(10_000, 0)).toBe(
            true
          )
        }
        expect(survey.unplaced).toBeGreaterThanOrEqual(times.length - 1)
      })
    )

    it.effect("misses fields", () =>
      Effect.gen(function* () {
        const whole = message()
        const without = Object.keys(whole).map((field) => ({ ...whole, [field]: undefined }))
        const { survey, messages } = yield* read(JSON.stringify([...without, {}, whole]))
        expect([messages.length + survey.unplaced, messages.length >= without.length - 1]).toEqual([
          without.length + 2,
          true
        ])
      })
    )

    it.effect("nests a hundred thousand deep", () =>
      Effect.gen(function* () {
        const deep = "[".repeat(100_000) + "]".repeat(100_000)
        const sound = JSON.stringify(message())
        const { messages } = yield* read(
          `[${sound},${deep},${sound.replace("{", `{"x":${deep},"text":${deep},`)}]`
        )
        expect(messages.length).toBe(2)
      })
    )

    it.effect("has keys that mean something to JavaScript", () =>
      Effect.gen(function* () {
        const text = JSON.stringify(message()).replace(
          "{",
          '{"__proto__": {"polluted": 1}, "constructor": {"prototype": 1},'
        )
        const { messages } = yield* read(`[${text}]`)
        expect([messages.length, Reflect.get({}, "polluted")]).toEqual([1, undefined])
      })
    )

    it.effect("has one id twice: both messages are kept", () =>
      Effect.map(read(JSON.stringify([message(), message()])), ({ messages }) =>
        expect(messages.map(({ details }) => details?.id)).toEqual([
          messages[0]?.details?.id,
          messages[0]?.details?.id
        ])
      )
    )

    it.effect("holds bytes that are not UTF-8, and begins with a mark", () =>
      Effect.gen(function* () {
        const text = JSON.stringify([message({ from: "?", text: "a?b", content: "a?b" })])
        const bytes = Buffer.from(text, "latin1")
        for (let at = bytes.indexOf("?"); at >= 0; at = bytes.indexOf("?")) bytes[at] = 0xff
        const { messages, survey } = yield* read(bytes)
        expect(messages[0]?.text).toBe("a\ufffdb")
        expect(survey.warnings).toContainEqual(
          expect.stringMatching(/^\d+ characters of the text are not in UTF-8/)
        )
      })
    )

    it.effect("holds no message at all", () =>
      Effect.map(refused("[]"), ([reason, told]) => {
        expect(reason).toBe("Empty")
        expect(told).toMatch(/: the chat holds no messages; export it again$/)
      })
    )

    it.effect("has a message of nearly nothing but length", () =>
      Effect.gen(function* () {
        const [reason, told] = yield* refused(JSON.stringify([message({ text: "x".repeat(100 * 2 ** 20) })]))
        expect(reason).toBe("TooLarge")
        expect(told).toMatch(
          /: what begins at byte \d+ is longer than 4 MiB, so it is no message; export the chat again$/
        )
      })
    )
  })
}
