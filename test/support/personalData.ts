import * as Effect from "effect/Effect"
import type { PersonalData } from "../../src/domain/personalData.js"
import { loadPersonalData } from "../../src/stages/privacy.js"

/** What finds personal data in a chat of Lisbon whose people have numbers of Brazil, Britain and France too. */
export const someData: Promise<PersonalData> = Effect.runPromise(
  loadPersonalData({
    zone: "Europe/Lisbon",
    people: ["+55 11 98765-4321", "\u202a+44 7400 123456\u202c", "+33 6 12 34 56 78", "Eva Dias"]
  })
)

/** The same where nothing tells a country. */
export const nowhere: Promise<PersonalData> = Effect.runPromise(loadPersonalData({ zone: "UTC", people: [] }))
