import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Progress from "../../../../src/cli/commands/process/progress.js"
import { captured } from "../../../support/console.js"

describe("progress, where there is no terminal", () => {
  it.scoped("has a line for every hundred pictures, and for the last", () =>
    Effect.gen(function* () {
      const progress = yield* Progress.make
      const all = 1234
      const told = Array.from({ length: all }, (_, at) => at + 1).filter((done) => done < 250 || done > 1190)
      const { err, out } = yield* captured(Effect.forEach(told, (done) => progress.onPicture(done, all)))
      expect([out, err]).toStrictEqual([
        [],
        [
          "smaller pictures: 100 of 1,234 done",
          "smaller pictures: 200 of 1,234 done",
          "smaller pictures: 1,200 of 1,234 done",
          "smaller pictures: 1,234 of 1,234 done"
        ]
      ])
    })
  )
})
