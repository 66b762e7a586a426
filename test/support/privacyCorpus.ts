/**
 * Exports whose people are known, one for each row: what must not be found in anything that is made of them.
 * A new language is a new row.
 */
import { jpeg } from "./pictures.js"

/** A language's chat: who is in it, and how people write of them. */
export interface CorpusRow {
  readonly language: string
  readonly zone: string
  /** Two who write, and one who is only mentioned. Each of two words, or one where there are no spaces. */
  readonly people: readonly [string, string, string]
  /** A sentence about somebody; {} is where the name stands. */
  readonly sentences: readonly [string, string]
  /** Other ways to write the first person, in sentences of their own. */
  readonly spellings: ReadonlyArray<string>
  /** A phone number of the country, from abroad and, where it is told from other numbers, from inside. */
  readonly phones: ReadonlyArray<string>
  /** National ids, accounts, cards. */
  readonly numbers: ReadonlyArray<string>
}

export const corpus: ReadonlyArray<CorpusRow> = [
  {
    language: "en",
    zone: "Europe/London",
    people: ["Harriet Ockenden", "Desmond Pettigrew", "Winifred Blackadder"],
    sentences: ["has anybody asked {} about the boiler yet?", "{} said the key is under the mat"],
    spellings: ["Харриет", "Harriets", "hockenden", "ockenden_h", "Наrriet"],
    phones: ["+44 7400 123456", "07400 123456"],
    numbers: ["GB33 BUKB 2020 1555 5555 55", "5555 5555 5555 4444", "AB 12 34 56 C"]
  },
  {
    language: "pt",
    zone: "Europe/Lisbon",
    people: ["Joaquina Valadares", "Estêvão Quintanilha", "Iolanda Bragança"],
    sentences: ["alguém já perguntou a {} pelo elevador?", "{} disse que a chave está debaixo do tapete"],
    spellings: ["joaquína", "JOAQUINA VALADARES", "valadares", "jvaladares", "joaquinavaladares"],
    phones: ["+351 913 456 789", "913 456 789"],
    numbers: ["PT50 0002 0123 1234 5678 9015 4", "NIF 501964843", "111.444.777-35"]
  },
  {
    language: "es",
    zone: "Europe/Madrid",
    people: ["Begoña Etxeberria", "Íñigo Zubizarreta", "Encarnación Villalobos"],
    sentences: [
      "¿alguien ha preguntado a {} por el ascensor?",
      "{} dice que la llave está debajo del felpudo"
    ],
    spellings: ["begona", "Etxeberría"],
    phones: ["+34 612 345 678", "612 345 678"],
    numbers: ["ES91 2100 0418 4502 0005 1332", "12345678Z"]
  },
  {
    language: "de",
    zone: "Europe/Berlin",
    people: ["Jürgen Großmann", "Käthe Weißhaupt", "Lieselotte Böhmermann"],
    sentences: [
      "hat schon jemand {} wegen der Heizung gefragt?",
      "{} meint, der Schlüssel liegt unter der Matte"
    ],
    spellings: ["Juergen", "JURGEN", "GROSSMANN", "Jürgens"],
    phones: ["+49 1512 3456789", "01512 3456789"],
    numbers: ["DE89 3704 0044 0532 0130 00", "86 095 742 719"]
  },
  {
    language: "fr",
    zone: "Europe/Paris",
    people: ["Anaïs Lefebvre", "Théophile Grandjean", "Ségolène Duquesnoy"],
    sentences: [
      "est-ce que quelqu'un a demandé à {} pour l'ascenseur ?",
      "{} dit que la clé est sous le paillasson"
    ],
    spellings: ["anais", "LEFEBVRE", "d'Anaïs"],
    phones: ["+33 6 12 34 56 78", "06 12 34 56 78"],
    numbers: ["FR14 2004 1010 0505 0001 3M02 606", "2 55 08 14 168 025 38"]
  },
  {
    language: "it",
    zone: "Europe/Rome",
    people: ["Ludovica Zanardelli", "Ermenegildo Pasquinelli", "Fiammetta Buonarroti"],
    sentences: ["qualcuno ha già chiesto a {} dell'ascensore?", "{} dice che la chiave è sotto lo zerbino"],
    spellings: ["LUDOVICA", "ludòvica"],
    phones: ["+39 312 345 6789", "312 345 6789"],
    numbers: ["IT60 X054 2811 1010 0000 0123 456", "RSSMRA85T10A562S"]
  },
  {
    language: "ru",
    zone: "Europe/Moscow",
    people: ["Мирослава Ковальчук", "Святослав Преображенский", "Ефросинья Голубкина"],
    sentences: ["кто-нибудь уже спросил {} про лифт?", "{} говорит что ключ лежит под ковриком"],
    spellings: ["Miroslava", "Мирославы", "мирославе", "Мирославой", "Kovalchuk"],
    phones: ["+7 912 345-67-89", "8 (912) 345-67-89"],
    numbers: ["4111 1111 1111 1111"]
  },
  {
    language: "el",
    zone: "Europe/Athens",
    people: ["Αριστείδης Παπακωνσταντίνου", "Ευτέρπη Καραμανλή", "Πολυξένη Σταθοπούλου"],
    sentences: ["έχει ρωτήσει κανείς {} για το ασανσέρ;", "{} λέει ότι το κλειδί είναι κάτω από το χαλάκι"],
    spellings: ["Aristeidis", "Αριστείδη", "ΑΡΙΣΤΕΙΔΗΣ"],
    phones: ["+30 691 234 5678"],
    numbers: ["GR16 0110 1250 0000 0001 2300 695"]
  },
  {
    language: "ar",
    zone: "Africa/Cairo",
    people: ["خديجة السمرقندي", "عبدالرحمن الدمياطي", "زينب الإسكندراني"],
    sentences: ["هل سأل أحد {} عن المصعد؟", "{} تقول إن المفتاح تحت السجادة"],
    spellings: ["خَدِيجَة", "وخديجة", "لخديجة"],
    phones: ["+20 100 123 4567"],
    numbers: ["EG38 0019 0005 0000 0000 2631 8000 2"]
  },
  {
    language: "hi",
    zone: "Asia/Kolkata",
    people: ["चन्द्रिका त्रिवेदी", "हरिश्चन्द्र भट्टाचार्य", "मन्दाकिनी देशमुख"],
    sentences: ["क्या किसी ने {} से लिफ्ट के बारे में पूछा?", "{} कहती हैं कि चाबी चटाई के नीचे है"],
    spellings: ["चंद्रिका", "चन्द्रीका", "Chandrika", "Trivedi"],
    phones: ["+91 98765 43210", "+९१ ९८७६५ ४३२१०"],
    numbers: ["4012 8888 8888 1881"]
  },
  {
    language: "ja",
    zone: "Asia/Tokyo",
    people: ["長谷川千尋", "二階堂源五郎", "早乙女小夜子"],
    sentences: ["誰か{}にエレベーターのことを聞きましたか", "{}が鍵はマットの下だと言っていました"],
    spellings: ["長谷川さん", "千尋"],
    phones: ["+81 90-1234-5678", "090-1234-5678"],
    numbers: ["3530 1113 3330 0000"]
  },
  {
    language: "zh",
    zone: "Asia/Shanghai",
    people: ["欧阳小龍", "諸葛明慧", "龔雪梅"],
    sentences: ["有人问过{}电梯的事吗", "{}说钥匙在垫子下面"],
    spellings: ["小龙", "歐陽小龍", "欧阳先生", "Xiaolong"],
    phones: ["+86 138 1234 5678", "138 1234 5678"],
    numbers: ["11010519491231002X"]
  },
  {
    language: "ko",
    zone: "Asia/Seoul",
    people: ["남궁철수", "김옥빈", "황보혜영"],
    sentences: ["누가 {} 씨에게 엘리베이터에 대해 물어봤나요", "{} 씨가 열쇠는 매트 밑에 있다고 했어요"],
    spellings: ["남궁 선생님", "철수"],
    phones: ["+82 10-1234-5678", "010-1234-5678"],
    numbers: ["6011 1111 1111 1117"]
  },
  {
    language: "th",
    zone: "Asia/Bangkok",
    people: ["สมชัยวัฒน์", "กนกวรรณศรี", "ธนพัฒนกุล"],
    sentences: ["มีใครถาม{}เรื่องลิฟต์แล้วหรือยัง", "{}บอกว่ากุญแจอยู่ใต้พรม"],
    spellings: [],
    phones: ["+66 81 234 5678", "+๖๖ ๘๑ ๒๓๔ ๕๖๗๘"],
    numbers: ["4012 8888 8888 1881"]
  },
  {
    language: "tr",
    zone: "Europe/Istanbul",
    people: ["Gülşen Küçükoğlu", "İbrahim Hacıoğulları", "Müzeyyen Çelikbilek"],
    sentences: ["asansörü {} bilir, soran oldu mu?", "{} anahtarın paspasın altında olduğunu söyledi"],
    spellings: ["Gulsen", "GÜLŞEN", "Küçükoğlu'nun", "Guelsen"],
    phones: ["+90 532 123 45 67"],
    numbers: ["TR33 0006 1005 1978 6457 8413 26"]
  }
]

/** What must not be found: names whole and in parts, in every form that the row has, and numbers. */
export const secretsOf = (
  row: CorpusRow
): { readonly names: ReadonlyArray<string>; readonly numbers: ReadonlyArray<string> } => ({
  names: [...row.people.flatMap((name) => [name, ...name.split(" ")]), ...row.spellings],
  numbers: [
    ...row.phones,
    ...row.numbers.map((it) => it.replace(/^NIF /, "")),
    `${handleOf(row.people[0])}@example.org`
  ]
})

/** Letters of ASCII that a person could have for an address; a fixed one where the name has none. */
const handleOf = (name: string): string => {
  const plain = name
    .normalize("NFD")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[^a-z ]/g, "")
    .trim()
  return plain === "" || plain.length < name.length / 2 ? "somebody.unknown" : plain.replaceAll(" ", ".")
}

const vcard = (name: string, phone: string): string =>
  `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;type=CELL:${phone}\nEND:VCARD\n`

/** A WhatsApp export of a row: the names in every place where one can stand. */
export const whatsAppOf = (
  row: CorpusRow
): { readonly name: string; readonly files: Readonly<Record<string, string | Uint8Array>> } => {
  const [first, second, third] = row.people
  const [ask, tell] = row.sentences
  const say = (name: string, sentence = ask): string => sentence.replace("{}", name)
  const [phone = ""] = row.phones
  const given = first.split(" ")[0] ?? first
  const files = {
    [`Contract ${first}.pdf`]: `%PDF-1.4 ${row.language}`,
    [`${first.replaceAll(" ", "_")}.jpg`]: jpeg,
    [`${second}.vcf`]: vcard(second, phone)
  }
  const bodies = [
    say(first),
    say(second, tell),
    say(given),
    say(first.toUpperCase(), tell),
    say(first.toLowerCase()),
    say(first.normalize("NFD"), tell),
    say(`${first.slice(0, 2)}\u200b${first.slice(2)}`),
    say(`${given}さん${given}씨`),
    say(`@\u2068${third}\u2069`, tell),
    say(`@\u2068~\u00a0${third}\u2069`),
    say(third, tell),
    `${say(`*${first}*`)}\n> ${say(second, tell)}`,
    `https://www.linkedin.com/in/${first.replaceAll(" ", "-").toLowerCase()}`,
    `https://example.org/u?name=${encodeURIComponent(first)}`,
    `linkedin.com/in/${first.replaceAll(" ", "-")} <img alt="${first}" title='${second}'>`,
    `[${first}](https://example.org/${encodeURIComponent(second)})`,
    `@${given.toLowerCase()} #${first.replaceAll(" ", "")}`,
    ...row.spellings.map((written) => say(written, tell)),
    ...row.phones.map((number) => `${tell.replace("{}", "")} ${number}`),
    ...row.numbers.map((number) => `${tell.replace("{}", "")} ${number}`),
    `${tell.replace("{}", "")} ${handleOf(first)}@example.org`,
    ...Object.keys(files).map((name) => `${name} (file attached)\n${say(first)}`),
    `${first} - plan.docx (file attached)`
  ]
  const line = (at: number, rest: string): string =>
    `${String(13 + Math.floor(at / 40)).padStart(2, "0")}/05/2025, 09:${String(10 + (at % 40))} - ${rest}`
  const system = [
    `${first} added ${third}`,
    `${second} changed the subject from "${first}" to "${second} ${third}"`,
    `${first} left`
  ]
  const lines = [
    ...bodies.map((body, at) => `${at % 2 === 0 ? second : first}: ${body}`),
    ...[phone.startsWith("+") ? phone : "+351 913 456 700"].map((number) => `${number}: ${say(first)}`)
  ].flatMap((text, at) => (at % 12 === 5 ? [text, system[Math.floor(at / 12) % 3] ?? ""] : [text]))
  const chat = `WhatsApp Chat with ${first}`
  return {
    name: `${chat}.zip`,
    files: { [`${chat}.txt`]: lines.map((text, at) => line(at, text)).join("\n"), ...files }
  }
}

/** A later WhatsApp export of a row: the end of the chat, where only the second writes, of people who are gone. */
export const laterOf = (row: CorpusRow): { readonly name: string; readonly text: string } => {
  const { files, name } = whatsAppOf(row)
  const [first, second, third] = row.people
  const [ask, tell] = row.sentences
  const lines = String(files[name.replace(/zip$/, "txt")]).split(/\n(?=\d\d\/)/)
  const end = lines
    .slice(-Math.ceil(lines.length / 3))
    .filter((line) => line.includes(` - ${second}: `) && !line.includes("\u2068"))
  const news = [first, third, first.split(" ")[0] ?? first, ...row.spellings].map(
    (written, at) =>
      `20/05/2025, 09:${10 + at} - ${second}: ${(at % 2 === 0 ? ask : tell).replace("{}", written)}`
  )
  return { name: name.replace(/zip$/, "txt"), text: [...end, ...news].join("\n") }
}

/** Telegram's export of a row: mentions, answers, edits, forwards, contacts, reactions, notices. */
export const telegramOf = (row: CorpusRow): string => {
  const [first, second, third] = row.people
  const [ask, tell] = row.sentences
  const [phone = ""] = row.phones
  const at = (index: number) => ({ id: index, date_unixtime: String(1_747_130_400 + index * 60) })
  const by = (name: string) => ({
    type: "message",
    from: name,
    from_id: `user${row.people.indexOf(name) + 1}`
  })
  return JSON.stringify({
    name: `${first} & ${second}`,
    type: "private_group",
    id: 1,
    messages: [
      {
        ...at(1),
        type: "service",
        actor: first,
        actor_id: "user1",
        action: "invite_members",
        members: [third],
        text: ""
      },
      {
        ...at(2),
        ...by(first),
        text: [ask.replace("{}", ""), { type: "mention_name", text: second, user_id: 2 }]
      },
      {
        ...at(3),
        ...by(second),
        reply_to_message_id: 2,
        text: tell.replace("{}", first),
        edited_unixtime: "1747140000"
      },
      { ...at(4), ...by(first), forwarded_from: third, text: ask.replace("{}", third) },
      {
        ...at(5),
        ...by(second),
        contact_information: { first_name: third, last_name: "", phone_number: phone },
        text: ""
      },
      {
        ...at(6),
        ...by(first),
        text: [{ type: "text_link", text: second, href: `https://example.org/${encodeURIComponent(first)}` }]
      },
      {
        ...at(7),
        ...by(second),
        text: tell.replace("{}", first),
        reactions: [{ type: "emoji", count: 1, emoji: "👍", recent: [{ from: first, from_id: "user1" }] }]
      },
      {
        ...at(8),
        ...by(second),
        poll: { question: ask.replace("{}", first), answers: [{ text: second, voters: 1 }] },
        text: ""
      },
      {
        ...at(9),
        type: "service",
        actor: second,
        actor_id: "user2",
        action: "edit_group_title",
        title: first,
        text: ""
      }
    ]
  })
}

/** Discord's export of a row: mentions with and without markup, answers, forwards, embeds, files, emoji. */
export const discordOf = (row: CorpusRow): string => {
  const [first, second, third] = row.people
  const [ask, tell] = row.sentences
  const user = (name: string) => ({
    id: String(row.people.indexOf(name) + 1),
    name,
    nickname: `nick${row.people.indexOf(name) + 1}`,
    isBot: false,
    roles: []
  })
  const message = (id: number, author: string, content: string, more: object = {}) => ({
    ...{
      id: String(id),
      type: "Default",
      timestamp: new Date(1_747_130_400_000 + id * 60_000).toISOString(),
      timestampEdited: null
    },
    ...{
      content,
      author: user(author),
      attachments: [],
      embeds: [],
      stickers: [],
      reactions: [],
      mentions: []
    },
    ...more
  })
  return JSON.stringify({
    guild: { id: "1", name: first },
    channel: {
      id: "2",
      type: "GuildTextChat",
      categoryId: "3",
      category: second,
      name: first.replaceAll(" ", "-"),
      topic: third
    },
    dateRange: { after: null, before: null },
    messages: [
      message(1, first, ask.replace("{}", `@${third}`), { mentions: [user(third)] }),
      message(2, second, tell.replace("{}", "<@1>"), {
        mentions: [user(first)],
        type: "Reply",
        reference: { messageId: "1" }
      }),
      message(3, first, "", {
        embeds: [
          {
            title: second,
            description: ask.replace("{}", second),
            url: `https://example.org/${encodeURIComponent(second)}`
          }
        ]
      }),
      message(4, second, ask.replace("{}", first), {
        attachments: [{ id: "9", url: `${first}.pdf`, fileName: `${first}.pdf` }]
      }),
      message(5, first, "", {
        forwardedMessage: { content: tell.replace("{}", third), embeds: [], attachments: [] }
      }),
      message(6, second, tell.replace("{}", first), {
        reactions: [{ emoji: { id: "5", name: first.split(" ")[0] }, count: 1 }]
      })
    ],
    messageCount: 6
  })
}

/** Slack's export of a row: accounts, mentions, links, notices, threads, edits, files, reactions. */
export const slackOf = (row: CorpusRow): Readonly<Record<string, string>> => {
  const [first, second, third] = row.people
  const [ask, tell] = row.sentences
  const users = row.people.map((name, at) => ({
    id: `U${at + 1}`,
    name: name.split(" ")[0]?.toLowerCase(),
    real_name: name,
    profile: { real_name: name, display_name: `nick${at + 1}` }
  }))
  const message = (at: number, user: string, text: string, more: object = {}) => ({
    ...{ type: "message", user, text, ts: `${1_747_130_400 + at * 60}.000100` },
    ...more
  })
  const day = [
    message(0, "U1", "<@U1> has joined the channel", { subtype: "channel_join" }),
    message(1, "U1", ask.replace("{}", "<@U2>")),
    message(2, "U2", tell.replace("{}", first), {
      thread_ts: "1747130460.000100",
      edited: { user: "U2", ts: "1747131000.0" }
    }),
    message(3, "U1", `<https://example.org/${encodeURIComponent(third)}|${third}> <@U3|${third}>`),
    message(4, "U2", ask.replace("{}", third), {
      reactions: [{ name: first.split(" ")[0], users: ["U1"], count: 1 }]
    }),
    message(5, "U2", tell.replace("{}", first), {
      files: [{ id: "F1", name: `${first}.pdf`, title: first }]
    }),
    message(6, "U1", `set the channel topic: ${second}`, { subtype: "channel_topic", topic: second })
  ]
  return {
    "users.json": JSON.stringify(users),
    "channels.json": JSON.stringify([
      { id: "C1", name: "general", members: ["U1", "U2", "U3"], topic: { value: first } }
    ]),
    "general/2025-05-13.json": JSON.stringify(day),
    [`__uploads/F1/${first}.pdf`]: "%PDF-1.4"
  }
}
