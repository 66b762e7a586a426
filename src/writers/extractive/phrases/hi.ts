/** What the writer says in Hindi. */
import type { Phrases } from "./Phrases.js"

export const phrases: Phrases = {
  quotes: ["“", "”"],
  stop: "।",
  messages: { one: "{n} संदेश", other: "{n} संदेश" },
  people: { one: "{n} व्यक्ति", other: "{n} लोग" },
  pictures: { one: "{n} तस्वीर", other: "{n} तस्वीरें" },
  sameDay: "{from} से {to} के बीच {messages}, लिखने वाले: {people}।",
  severalDays: "{from} से {to} तक {messages}, लिखने वाले: {people}।",
  asked: "{name} का सवाल: {quote}",
  wrote: "{name} ने लिखा: {quote}",
  onlyPictures: "लिखा कम गया; देखने को था: {pictures}।",
  noText: "ऐसा कुछ नहीं कहा गया जो निर्यात में रहता हो।",
  nothingNew: "ऐसा कुछ नहीं कहा गया जो पहले न कहा गया हो।",
  inPassing: "चलते-चलते",
  links: "लिंक",
  tookPart: "किसने भाग लिया",
  picture: "{name} की भेजी तस्वीर, {time}",
  video: "एक वीडियो",
  audio: "एक वॉइस संदेश",
  document: "एक दस्तावेज़",
  file: "एक फ़ाइल जो यहाँ नहीं दिखाई जाती",
  absent: { one: "एक फ़ोटो या फ़ाइल जो निर्यात में नहीं है", other: "{n} फ़ोटो या फ़ाइलें जो निर्यात में नहीं हैं" },
  location: "नक्शे पर एक जगह",
  contact: "एक संपर्क कार्ड",
  more: { one: "और {n} तस्वीर", other: "और {n} तस्वीरें" },
  selected: "निष्कर्षक लेखक ने चुनकर क्रम में रखा (कुल {messages})। शब्द समूह के अपने हैं; कुछ भी गढ़ा नहीं गया।",
  forwarded: "आगे भेजा गया",
  words: {
    determiners: "यह वह ये वे इस उस मेरा मेरी मेरे हमारा हमारी हमारे आपका आपकी तुम्हारा एक कोई",
    followers: "का की के में को से पर ने तक वाला वाली वाले",
    noun: "last",
    ending: /(?:ियाँ|ियों|ों|ें|ीं|ाँ|ा|े|ी|ो)$/u,
    unlikely: /(?:ना|ता|ती|ते|गा|गी|गे|कर|िए|ूँ|ूंगी|ूंगा|ाया|ाई|ाए|ुआ)$/u
  }
}
