/**
 * Chinese, Japanese and Korean names: one word that holds a surname and a given name.
 */

/** The given name in one of three characters, as 李小龙, and both names in longer ones, as 山田太郎, 남궁철수. */
export const eastAsianParts = (person: string, word: string): ReadonlyArray<string> => {
  if (person !== word || !/^(?:\p{sc=Han}{3,5}|\p{sc=Hangul}{3,4})$/u.test(word)) return []
  const letters = [...word]
  return [letters.slice(-2).join(""), ...(letters.length > 3 ? [letters.slice(0, -2).join("")] : [])]
}

/** A Korean name of one word, as 김철수, with its surname apart. */
export const koreanApart = (word: string): ReadonlyArray<ReadonlyArray<string>> =>
  /^\p{sc=Hangul}{3,4}$/u.test(word)
    ? [1, 2].slice(0, [...word].length - 2).map((length) => [word.slice(0, length), word.slice(length)])
    : []

/** What a name of one word may begin with as its surname: one character, or the first two or three. */
export const surnamesOf = (name: string): ReadonlyArray<string> => {
  if (!/^(?:\p{sc=Han}{2,5}|\p{sc=Hangul}{2,4})$/u.test(name)) return []
  const letters = [...name]
  return [1, 2, 3]
    .filter((length) => length < letters.length)
    .map((length) => letters.slice(0, length).join(""))
}

/**
 * The source of what finds a surname before an honorific, for the flags `gu`; empty when there is none. Hangul
 * words have spaces between them, Chinese and Japanese ones have not.
 */
export const titledSource = (surnames: ReadonlySet<string>): string =>
  surnames.size === 0
    ? ""
    : `(?<!\\p{sc=Hangul})(?:${[...surnames].sort((a, b) => b.length - a.length).join("|")})(?=[ \\u00a0]?(?:${honorifics.join("|")}))`

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Chinese, Japanese and Korean titles that follow a surname. */
const honorifics = [
  ..."先生 小姐 女士 太太 夫人 老师 老師 医生 醫生 大夫 教授 博士 律师 律師 经理 經理 老板 老闆 总 總 哥 姐 叔 姨".split(
    " "
  ),
  ..."さん さま 様 くん 君 ちゃん 氏 殿 先輩".split(" "),
  ..."씨 님 선생님 선생 선배 사장 부장 과장 대리 팀장 교수 박사 형 누나 오빠 언니".split(" ")
]
