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
import { isNoticeBy } from "./ownWords.js"
import { Scanner } from "./Scanner.js"
import { feed, type Surveyed } from "./survey.js"

/** The messages in the file's order, a chunk for each piece of text; each run reads the file again. */
export const messages = (file: ExportFile, surveyed: Surveyed): Stream.Stream<Message, ExportError> =>
  scanned(file, (put) => makeReader(surveyed, put))

/** The lines before the first message, and those inside messages that look like headers that are not believed. */
export const unparsed = (file: ExportFile, { shape, survey }: Surveyed): Stream.Stream<string, ExportError> =>
  scanned(
    file,
    (put) =>
      new Scanner(shape, {
        dayOf: dayIn(survey.dateOrder, shape.calendar),
        visit: () => {},
        leftOver: (line) => put(line)
      })
  )

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** What a scanner puts, a chunk for each piece of text. */
const scanned = <A>(
  file: ExportFile,
  begin: (put: (found: A) => void) => Scanner
): Stream.Stream<A, ExportError> =>
  Stream.suspend(() => {
    let found: Array<A> = []
    const scanner = begin((one) => {
      found.push(one)
    })
    const take = (): Chunk.Chunk<A> => {
      const chunk = Chunk.unsafeFromArray(found)
      found = []
      return chunk
    }
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

/** A scanner that makes messages. */
const makeReader = ({ survey, shape, authors, readBody }: Surveyed, put: (message: Message) => void) => {
  const clock = localClock(survey.zone)
  const by: Attribution = { author: null, from: 0 }
  const body: Body = { kind: "text", isUnclear: false, text: "", media: null }
  let index = 0
  return new Scanner(shape, {
    dayOf: dayIn(survey.dateOrder, shape.calendar),
    visit: (text, stamp, day, from, lineEnd, to) => {
      attribute(authors, text, from, lineEnd, by)
      readBody(text, by.from, lineEnd, to, body)
      const isNotice = body.isUnclear && by.author !== null && isNoticeBy(by.author, body.text)
      const author = isNotice ? null : by.author
      put({
        index: index++,
        timestamp: clock(day, timeOf(stamp)),
        author,
        kind: author === null ? "system" : body.isUnclear ? "media" : body.kind,
        text: body.text,
        media: author === null ? null : body.media,
        details: null
      })
    }
  })
}
