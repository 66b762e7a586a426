/**
 * The digests by which the site's files are known.
 */
import { createHash, hash } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/** The sha256 of bytes, in 64 hexadecimal digits. */
export const sha256Of = (bytes: Uint8Array): string => hash("sha256", bytes, "hex")

/** The sha256 of bytes that are not held, in 64 hexadecimal digits. */
export const sha256OfStream = <E, R>(bytes: Stream.Stream<Uint8Array, E, R>): Effect.Effect<string, E, R> =>
  Effect.suspend(() => {
    const sum = createHash("sha256")
    return Stream.runForEach(bytes, (piece) => Effect.sync(() => sum.update(piece))).pipe(
      Effect.map(() => sum.digest("hex"))
    )
  })
