/** What the writer says in Japanese. */
import type { Phrases } from "./Phrases.js"

export const phrases: Phrases = {
  quotes: ["「", "」"],
  stop: "。",
  messages: { other: "{n}件のメッセージ" },
  people: { other: "{n}人" },
  pictures: { other: "{n}枚の写真" },
  sameDay: "{from}から{to}まで、{people}による{messages}。",
  severalDays: "{from}から{to}まで、{people}による{messages}。",
  asked: "{name}さんの質問：{quote}",
  wrote: "{name}さんの発言：{quote}",
  onlyPictures: "文章は少なく、{pictures}がありました。",
  noText: "書き出しに残る発言はありませんでした。",
  nothingNew: "前に書かれたことのほかに発言はありませんでした。",
  inPassing: "そのほか",
  links: "リンク",
  tookPart: "参加した人",
  picture: "{name}さんの写真（{time}）",
  video: "動画",
  audio: "音声メッセージ",
  document: "文書",
  file: "ここには表示しないファイル",
  absent: { other: "書き出しにない写真やファイル（{n}件）" },
  location: "地図上の場所",
  contact: "連絡先",
  more: { other: "ほか{n}枚の写真" },
  selected: "{messages}から抽出ライターが選んで並べました。言葉はすべてグループのもので、創作はありません。",
  forwarded: "転送されたメッセージ",
  words: {
    determiners: "この その あの",
    followers: "の が を は に で へ も と から まで って",
    noun: "last",
    ending: /$^/,
    unlikely: /^[\p{sc=Hiragana}ー]+$/u,
    never: /^\p{sc=Han}+\p{sc=Hiragana}*[うくぐすつぬぶむるいっ]$/u
  }
}
