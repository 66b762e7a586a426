/**
 * The second pass: each message of the file, read as the survey found the file to be.
 */
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Message } from "../../domain/Message.js"
import type { ExportFile } from "../ExportFile.js"
import type { ExportError } from "../Source.js"
import { type Attribution, attribute } from "./authors.js"
import type { Body } from "./bodies.js"
import { dayIn, localClock, timeOf } from "./calendar.js"
import { Scanner } from "./Scanner.js"
import { feed, type Surveyed } from "./survey.js"

/** The messages in the file's order, a chunk for each piece of text; each run reads the file again. */
export const messages = (file: ExportFile, surveyed: Surveyed): Stream.Stream<Message, ExportError> =>
  Stream.suspend(() => {
    const { scanner, take } = makeReader(surveyed)
    return file.text.pipe(
      Stream.mapChunksEffect((pieces) => Effect.map(feed(file, scanner, pieces), take)),
      Stream.concat(
        Stream.suspend(() => {
          scanner.end()
          return Stream.fromChunk(take())
        })
      )
    )
  })

/** A scanner that makes messages, and what it has made since the last `take`. */
const makeReader = ({ survey, shape, authors, readBody }: Surveyed) => {
  const clock = localClock(survey.zone)
  const by: Attribution = { author: null, from: 0 }
  const body: Body = { kind: "text", text: "", media: null }
  let made: Array<Message> = []
  let index = 0
  const scanner = new Scanner(shape, {
    dayOf: dayIn(survey.dateOrder),
    visit: (text, stamp, day, from, lineEnd, to) => {
      attribute(authors, text, from, lineEnd, by)
      readBody(text, by.from, lineEnd, to, body)
      const author = body.kind === "system" ? null : by.author
      made.push({
        index: index++,
        timestamp: clock(day, timeOf(stamp)),
        author,
        kind: author === null ? "system" : body.kind,
        text: body.text,
        media: author === null ? null : body.media,
        details: null
      })
    }
  })
  const take = (): Chunk.Chunk<Message> => {
    const chunk = Chunk.unsafeFromArray(made)
    made = []
    return chunk
  }
  return { scanner, take }
}
