/**
 * The site's own words, language by language. English stands in for a language that is not here.
 */
import { type FindingLabels, finding } from "./labels/finding.js"
import * as numbers from "./labels/numbers.js"
import type { PluralForms } from "./labels/PluralForms.js"

/** The words of a language. */
export interface Labels {
  readonly home: string
  readonly posts: string
  readonly people: string
  readonly earlier: string
  readonly later: string
  readonly bestLines: string
  readonly tookPart: string
  readonly firstSeen: string
  readonly lastSeen: string
  readonly message: PluralForms
  readonly person: PluralForms
  readonly post: PluralForms
  readonly missing: string
  readonly gallery: string
  readonly picture: string
  readonly video: string
  readonly recording: string
  readonly document: string
  readonly notFound: string
  readonly skip: string
  readonly madeBy: string
  readonly numbers: numbers.NumbersLabels
  readonly finding: FindingLabels
}

/** The words for a language, BCP 47. */
export const labelsFor = (language: string): Labels => labels[language.split("-")[0] ?? ""] ?? english

/** A number with its noun: `1 message`, `1,204 messages`. */
export const count = (language: string, n: number, forms: PluralForms): string =>
  `${n.toLocaleString(localeOf(language))}${localeOf(language) === "ja" ? "" : " "}${forms[rulesOf(localeOf(language)).select(n)] ?? forms.other}`

/** A locale that Intl knows: the language, or English. */
export const localeOf = (language: string): string =>
  /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/.test(language) &&
  labels[language.split("-")[0] ?? ""] !== undefined
    ? (language.split("-")[0] ?? "en")
    : "en"

const rules = new Map<string, Intl.PluralRules>()

const rulesOf = (locale: string): Intl.PluralRules => {
  const known = rules.get(locale) ?? new Intl.PluralRules(locale)
  rules.set(locale, known)
  return known
}

const english: Labels = {
  finding: finding.en,
  home: "Home",
  posts: "Posts",
  people: "People",
  earlier: "Earlier",
  later: "Later",
  bestLines: "In their words",
  tookPart: "Took part in",
  firstSeen: "First seen",
  lastSeen: "Last seen",
  message: { one: "message", other: "messages" },
  person: { one: "person", other: "people" },
  post: { one: "post", other: "posts" },
  missing: "not in the export",
  gallery: "Gallery",
  picture: "Picture",
  video: "Video",
  recording: "Recording",
  document: "Document",
  notFound: "There is no such page",
  skip: "Skip to the text",
  madeBy: "Made from a group chat by egregora. Names are changed unless the group chose otherwise.",
  numbers: numbers.en
}

const labels: { readonly [language: string]: Labels | undefined } = {
  en: english,
  pt: {
    finding: finding.pt,
    home: "Início",
    posts: "Publicações",
    people: "Pessoas",
    earlier: "Anterior",
    later: "Seguinte",
    bestLines: "Nas suas palavras",
    tookPart: "Participou em",
    firstSeen: "Primeira mensagem",
    lastSeen: "Última mensagem",
    message: { one: "mensagem", other: "mensagens" },
    person: { one: "pessoa", other: "pessoas" },
    post: { one: "publicação", other: "publicações" },
    missing: "não está na exportação",
    gallery: "Galeria",
    picture: "Imagem",
    video: "Vídeo",
    recording: "Áudio",
    document: "Documento",
    notFound: "Esta página não existe",
    skip: "Ir para o texto",
    madeBy:
      "Feito a partir de uma conversa de grupo com egregora. Os nomes são trocados, a não ser que o grupo tenha decidido outra coisa.",
    numbers: numbers.pt
  },
  es: {
    finding: finding.es,
    home: "Inicio",
    posts: "Entradas",
    people: "Personas",
    earlier: "Anterior",
    later: "Siguiente",
    bestLines: "En sus palabras",
    tookPart: "Participó en",
    firstSeen: "Primer mensaje",
    lastSeen: "Último mensaje",
    message: { one: "mensaje", other: "mensajes" },
    person: { one: "persona", other: "personas" },
    post: { one: "entrada", other: "entradas" },
    missing: "no está en la exportación",
    gallery: "Galería",
    picture: "Imagen",
    video: "Vídeo",
    recording: "Audio",
    document: "Documento",
    notFound: "Esta página no existe",
    skip: "Ir al texto",
    madeBy:
      "Hecho a partir de un chat de grupo con egregora. Los nombres están cambiados, salvo que el grupo decidiera otra cosa.",
    numbers: numbers.es
  },
  de: {
    finding: finding.de,
    home: "Startseite",
    posts: "Beiträge",
    people: "Personen",
    earlier: "Früher",
    later: "Später",
    bestLines: "In eigenen Worten",
    tookPart: "Dabei in",
    firstSeen: "Erste Nachricht",
    lastSeen: "Letzte Nachricht",
    message: { one: "Nachricht", other: "Nachrichten" },
    person: { one: "Person", other: "Personen" },
    post: { one: "Beitrag", other: "Beiträge" },
    missing: "nicht im Export",
    gallery: "Galerie",
    picture: "Bild",
    video: "Video",
    recording: "Aufnahme",
    document: "Dokument",
    notFound: "Diese Seite gibt es nicht",
    skip: "Zum Text springen",
    madeBy:
      "Aus einem Gruppenchat gemacht mit egregora. Die Namen sind geändert, sofern die Gruppe es nicht anders wollte.",
    numbers: numbers.de
  },
  fr: {
    finding: finding.fr,
    home: "Accueil",
    posts: "Billets",
    people: "Personnes",
    earlier: "Précédent",
    later: "Suivant",
    bestLines: "En ses propres mots",
    tookPart: "A participé à",
    firstSeen: "Premier message",
    lastSeen: "Dernier message",
    message: { one: "message", other: "messages" },
    person: { one: "personne", other: "personnes" },
    post: { one: "billet", other: "billets" },
    missing: "absent de l’export",
    gallery: "Galerie",
    picture: "Image",
    video: "Vidéo",
    recording: "Enregistrement",
    document: "Document",
    notFound: "Cette page n’existe pas",
    skip: "Aller au texte",
    madeBy:
      "Fait à partir d’une discussion de groupe avec egregora. Les noms sont changés, sauf si le groupe en a décidé autrement.",
    numbers: numbers.fr
  },
  it: {
    finding: finding.it,
    home: "Inizio",
    posts: "Articoli",
    people: "Persone",
    earlier: "Precedente",
    later: "Successivo",
    bestLines: "Con le sue parole",
    tookPart: "Ha partecipato a",
    firstSeen: "Primo messaggio",
    lastSeen: "Ultimo messaggio",
    message: { one: "messaggio", other: "messaggi" },
    person: { one: "persona", other: "persone" },
    post: { one: "articolo", other: "articoli" },
    missing: "non è nell’esportazione",
    gallery: "Galleria",
    picture: "Immagine",
    video: "Video",
    recording: "Audio",
    document: "Documento",
    notFound: "Questa pagina non esiste",
    skip: "Vai al testo",
    madeBy:
      "Fatto da una chat di gruppo con egregora. I nomi sono cambiati, a meno che il gruppo non abbia deciso altrimenti.",
    numbers: numbers.it
  },
  ar: {
    finding: finding.ar,
    home: "الرئيسية",
    posts: "التدوينات",
    people: "الأشخاص",
    earlier: "السابق",
    later: "التالي",
    bestLines: "بكلماتهم",
    tookPart: "المشاركات",
    firstSeen: "أول رسالة",
    lastSeen: "آخر رسالة",
    message: { one: "رسالة", few: "رسائل", many: "رسالة", other: "رسالة" },
    person: { one: "شخص", few: "أشخاص", many: "شخصًا", other: "شخص" },
    post: { one: "تدوينة", few: "تدوينات", many: "تدوينة", other: "تدوينة" },
    missing: "غير موجود في ملف التصدير",
    gallery: "المعرض",
    picture: "صورة",
    video: "فيديو",
    recording: "تسجيل صوتي",
    document: "مستند",
    notFound: "هذه الصفحة غير موجودة",
    skip: "الانتقال إلى النص",
    madeBy: "صُنع من محادثة جماعية باستخدام egregora. الأسماء مُغيَّرة ما لم تقرر المجموعة غير ذلك.",
    numbers: numbers.ar
  },
  hi: {
    finding: finding.hi,
    home: "मुखपृष्ठ",
    posts: "पोस्ट",
    people: "लोग",
    earlier: "पिछला",
    later: "अगला",
    bestLines: "उन्हीं के शब्दों में",
    tookPart: "जिनमें भाग लिया",
    firstSeen: "पहला संदेश",
    lastSeen: "आख़िरी संदेश",
    message: { one: "संदेश", other: "संदेश" },
    person: { one: "व्यक्ति", other: "लोग" },
    post: { one: "पोस्ट", other: "पोस्ट" },
    missing: "निर्यात में नहीं है",
    gallery: "गैलरी",
    picture: "तस्वीर",
    video: "वीडियो",
    recording: "ऑडियो",
    document: "दस्तावेज़",
    notFound: "यह पृष्ठ मौजूद नहीं है",
    skip: "सीधे लेख पर जाएँ",
    madeBy: "egregora से एक समूह-चैट से बनाया गया। नाम बदले हुए हैं, जब तक समूह ने कुछ और तय न किया हो।",
    numbers: numbers.hi
  },
  ja: {
    finding: finding.ja,
    home: "ホーム",
    posts: "記事",
    people: "メンバー",
    earlier: "前へ",
    later: "次へ",
    bestLines: "本人の言葉",
    tookPart: "参加した記事",
    firstSeen: "最初のメッセージ",
    lastSeen: "最後のメッセージ",
    message: { other: "件のメッセージ" },
    person: { other: "人" },
    post: { other: "件の記事" },
    missing: "書き出しに含まれていません",
    gallery: "ギャラリー",
    picture: "画像",
    video: "動画",
    recording: "音声",
    document: "文書",
    notFound: "このページはありません",
    skip: "本文へ移動",
    madeBy:
      "グループチャットからegregoraで作成しました。グループが別に決めた場合を除き、名前は変えてあります。",
    numbers: numbers.ja
  }
}
