/** What the writer says in Arabic. */
import type { Phrases } from "./Phrases.js"

export const phrases: Phrases = {
  quotes: ["«", "»"],
  stop: ".",
  messages: {
    zero: "لا رسائل",
    one: "رسالة واحدة",
    two: "رسالتان",
    few: "{n} رسائل",
    many: "{n} رسالة",
    other: "{n} رسالة"
  },
  people: {
    zero: "لا أحد",
    one: "شخص واحد",
    two: "شخصان",
    few: "{n} أشخاص",
    many: "{n} شخصًا",
    other: "{n} شخص"
  },
  pictures: {
    zero: "لا صور",
    one: "صورة واحدة",
    two: "صورتان",
    few: "{n} صور",
    many: "{n} صورة",
    other: "{n} صورة"
  },
  sameDay: "{messages}، {people}، بين {from} و{to}.",
  severalDays: "{messages}، {people}، من {from} إلى {to}.",
  asked: "سؤال من {name}: {quote}",
  wrote: "كلام {name}: {quote}",
  onlyPictures: "كُتب القليل، وكان هناك ما يُرى: {pictures}.",
  noText: "لم يُقل شيء يحفظه ملف التصدير.",
  nothingNew: "لم يُقل شيء لم يُقل من قبل.",
  inPassing: "على الهامش",
  links: "روابط",
  tookPart: "المشاركون",
  picture: "صورة من {name} في {time}",
  video: "مقطع فيديو",
  audio: "رسالة صوتية",
  document: "مستند",
  file: "ملف لا يُعرض هنا",
  absent: {
    one: "صورة أو ملف ليس في التصدير",
    two: "صورتان أو ملفان ليسا في التصدير",
    few: "{n} صور أو ملفات ليست في التصدير",
    many: "{n} صورة أو ملفًا ليست في التصدير",
    other: "{n} صورة أو ملف ليست في التصدير"
  },
  location: "مكان على الخريطة",
  contact: "بطاقة جهة اتصال",
  more: {
    one: "وصورة أخرى",
    two: "وصورتان أخريان",
    few: "و{n} صور أخرى",
    many: "و{n} صورة أخرى",
    other: "و{n} صورة أخرى"
  },
  selected: "اختار الكاتب الاستخلاصي هذه السطور ورتّبها ({messages}). الكلمات كلمات المجموعة، ولم يُؤلَّف شيء.",
  forwarded: "رسالة مُعاد توجيهها",
  words: {
    determiners: "هذا هذه هالـ",
    followers: "",
    noun: "first",
    beginning: /^(?:[وف]?(?:بال|كال|ال|لل))(?=\p{L}{3})/u,
    ending: /(?:ات|ون|ين|ها|هم|كم|نا|ة|ه|ي)$/u,
    unlikely: /^(?:[يتن]\p{L}{3,4}|ب[يتن]\p{L}+|ه[يتن]\p{L}+)$/u
  }
}
