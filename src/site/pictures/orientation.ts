/**
 * The one fact of a picture's EXIF that decides how it looks: which side is up.
 */

/** The orientation that EXIF data says, 2 to 8; null where the picture is as it lies, or the data is damaged. */
export const orientationIn = (tiff: Uint8Array): number | null => {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  if (tiff.length < 14) return null
  const order = view.getUint16(0)
  if (order !== INTEL && order !== MOTOROLA) return null
  const little = order === INTEL
  const first = view.getUint32(4, little)
  if (view.getUint16(2, little) !== 42 || first + 2 > tiff.length) return null
  const count = view.getUint16(first, little)
  for (let at = first + 2; at < first + 2 + count * ENTRY && at + ENTRY <= tiff.length; at += ENTRY) {
    if (view.getUint16(at, little) !== ORIENTATION) continue
    const value = view.getUint16(at + 8, little)
    return value >= 2 && value <= 8 ? value : null
  }
  return null
}

/** EXIF data that says nothing but an orientation: 26 bytes. */
export const onlyOrientation = (orientation: number): Uint8Array =>
  Uint8Array.from([
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
    ...[0, 0, 0, 0]
  ])

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const INTEL = 0x4949
const MOTOROLA = 0x4d4d
const ORIENTATION = 0x0112
/** Bytes of an entry. */
const ENTRY = 12
