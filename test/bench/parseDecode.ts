/** Run as a child: decodes the chat at `argv[2]` as Node's own streams do, and does nothing else. */
import { chatStream } from "./chatStream.js"

const [, , path = ""] = process.argv
const begin = performance.now()
let characters = 0
chatStream(path).then((stream) =>
  stream
    .setEncoding("utf8")
    .on("data", (piece: string) => {
      characters += piece.length
    })
    .on("end", () => {
      const reading = performance.now() - begin
      const peak = process.resourceUsage().maxRSS * 1.024e-3
      process.stdout.write(JSON.stringify({ messages: characters, survey: 0, reading, peak }))
    })
)
