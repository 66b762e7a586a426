/** A number of things for people: `1 message`, `1,024 messages`. */
export const counted = (count: number, one: string, many: string = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`
