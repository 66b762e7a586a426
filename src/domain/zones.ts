/**
 * What is true of all time zones.
 */

/** How far two of them may be apart, UTC−12 and UTC+14, in milliseconds. */
export const FURTHEST = 26 * 3_600_000
