/**
 * The applications whose exports are read, in the order in which `auto` tries them. It imports nothing, so
 * that the command line knows its choices without loading what reads the exports.
 */
export const applications = ["whatsapp", "telegram", "discord", "slack"] as const

/** What `--source` takes. */
export const sourceNames = ["auto", ...applications] as const
