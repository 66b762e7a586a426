/**
 * Content addresses: the same value always has the same fingerprint, on every machine.
 */
import { hash } from "node:crypto"
import * as Schema from "effect/Schema"

/** A sha256 in 64 lower-case hexadecimal digits. */
export const Fingerprint = Schema.String.pipe(
  Schema.pattern(/^[0-9a-f]{64}$/),
  Schema.brand("egregora/Fingerprint")
)
export type Fingerprint = typeof Fingerprint.Type

/** A value that JSON can hold. `undefined` properties are left out, as JSON does. */
export type Json =
  | string
  | number
  | boolean
  | null
  | ReadonlyArray<Json>
  | { readonly [key: string]: Json | undefined }

/** The fingerprint of a value: sha256 of its JSON with the keys of each object sorted. */
export const fingerprint = (value: Json): Fingerprint => ofText(JSON.stringify(canonical(value)))

const ofText = (text: string): Fingerprint => Fingerprint.make(hash("sha256", text, "hex"))

const canonical = (value: Json): Json => {
  if (value === null || typeof value !== "object") return value
  if (isArray(value)) return value.map(canonical)
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, child]) => [key, child === undefined ? undefined : canonical(child)])
  )
}

const isArray = (value: Json): value is ReadonlyArray<Json> => Array.isArray(value)
