/** Run as a child: reads the chat at `argv[2]` with whatsapp-chat-parser, and prints how long that took. */
import { readFileSync } from "node:fs"
import { parseString } from "whatsapp-chat-parser"

const [, , path = ""] = process.argv
const begin = performance.now()
const messages = parseString(readFileSync(path, "utf8")).length
const reading = performance.now() - begin
const peak = process.resourceUsage().maxRSS * 1.024e-3
process.stdout.write(JSON.stringify({ messages, survey: 0, reading, peak }))
