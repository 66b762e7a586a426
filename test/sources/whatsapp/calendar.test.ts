import { expect, it } from "@effect/vitest"
import { localClock } from "../../../src/sources/whatsapp/calendar.js"
import { DAY } from "../../../src/sources/whatsapp/calendars.js"

const HOUR = 3_600_000

/** What the clocks of a zone show at an instant, in milliseconds as if they were UTC's. */
const shown = (zone: string) => {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" })
  return (instant: number): number => Date.parse(`${format.format(instant).replace(" ", "T")}Z`)
}

const years = [
  ["America/Boa_Vista", 2000],
  ["America/Argentina/Tucuman", 2004],
  ["Africa/Casablanca", 2024],
  ["Australia/Lord_Howe", 2024],
  ["Europe/Lisbon", 2024],
  ["Asia/Kolkata", 2024]
] as const

for (const [zone, year] of years) {
  it(`every hour of ${year} in ${zone} is the first instant at which its clocks show it`, () => {
    const clock = localClock(zone)
    const local = shown(zone)
    const wrong: Array<string> = []
    const begin = Date.UTC(year, 0, 1)
    for (let time = begin; time < Date.UTC(year + 1, 0, 1); time += HOUR) {
      const day = Math.floor(time / DAY)
      const instant = clock(day, time - day * DAY)
      const isSkipped = local(instant) !== time
      const isFirst = local(instant - HOUR) !== time && local(instant - HOUR / 2) !== time
      const isAhead = local(instant) > time && local(instant - HOUR) < time
      if (isSkipped ? !isAhead : !isFirst) wrong.push(new Date(time).toISOString())
    }
    expect(wrong).toEqual([])
  })
}
