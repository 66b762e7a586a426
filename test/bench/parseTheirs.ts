/**
 * Run as a child: reads the chat at `argv[2]` with whatsapp-chat-parser, and prints how long that took. It takes
 * a string, so reading the file, or inflating it out of a zip, is part of its time as of ours.
 */
import { text } from "node:stream/consumers"
import { parseString } from "whatsapp-chat-parser"
import { chatStream } from "./chatStream.js"

const [, , path = ""] = process.argv
const begin = performance.now()
chatStream(path)
  .then(text)
  .then((chat) => {
    const messages = parseString(chat).length
    const reading = performance.now() - begin
    const peak = process.resourceUsage().maxRSS * 1.024e-3
    process.stdout.write(JSON.stringify({ messages, survey: 0, reading, peak }))
  })
