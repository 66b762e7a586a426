/**
 * The words by which readers find their way: search, tags, the timeline, the best posts, colours.
 */
import type { PluralForms } from "./PluralForms.js"

/** The words of a language. */
export interface FindingLabels {
  readonly menu: string
  readonly search: string
  readonly tags: string
  readonly timeline: string
  readonly top: string
  readonly onThisDay: string
  readonly contents: string
  /** Of the filters. */
  readonly person: string
  readonly anyone: string
  readonly tag: string
  readonly anyTag: string
  readonly year: string
  readonly anyYear: string
  readonly nothingFound: string
  readonly withoutScript: string
  /** Of the button, before its state. */
  readonly colours: string
  readonly auto: string
  readonly light: string
  readonly dark: string
  /** What the score of a post is made of. */
  readonly topIs: string
  readonly score: string
  readonly participation: string
  readonly conversation: string
  readonly applause: string
  readonly novelty: string
  readonly answer: PluralForms
  readonly reaction: PluralForms
  readonly newWord: PluralForms
}

const en: FindingLabels = {
  menu: "Pages",
  search: "Search",
  tags: "Tags",
  timeline: "Timeline",
  top: "Top posts",
  onThisDay: "On this day",
  contents: "Contents",
  person: "Person",
  anyone: "Anyone",
  tag: "Tag",
  anyTag: "Any tag",
  year: "Year",
  anyYear: "Any year",
  nothingFound: "Nothing found",
  withoutScript: "The search needs JavaScript. These lead to every post without it:",
  colours: "Colours",
  auto: "automatic",
  light: "light",
  dark: "dark",
  topIs:
    "Each part gives up to 25 points, by how a post compares with all the others: how many people took part, how much they answered each other, how many reactions there were, and how many words no earlier post had.",
  score: "Score",
  participation: "Participation",
  conversation: "Conversation",
  applause: "Applause",
  novelty: "Novelty",
  answer: { one: "answer", other: "answers" },
  reaction: { one: "reaction", other: "reactions" },
  newWord: { one: "new word", other: "new words" }
}

const pt: FindingLabels = {
  menu: "Páginas",
  search: "Pesquisa",
  tags: "Etiquetas",
  timeline: "Cronologia",
  top: "Melhores publicações",
  onThisDay: "Neste dia",
  contents: "Índice",
  person: "Pessoa",
  anyone: "Qualquer pessoa",
  tag: "Etiqueta",
  anyTag: "Qualquer etiqueta",
  year: "Ano",
  anyYear: "Qualquer ano",
  nothingFound: "Nada encontrado",
  withoutScript: "A pesquisa precisa de JavaScript. Sem ele, estas páginas levam a todas as publicações:",
  colours: "Cores",
  auto: "automáticas",
  light: "claras",
  dark: "escuras",
  topIs:
    "Cada parte vale até 25 pontos, conforme a publicação se compara com todas as outras: quantas pessoas participaram, quanto responderam umas às outras, quantas reações houve e quantas palavras nenhuma publicação anterior tinha.",
  score: "Pontuação",
  participation: "Participação",
  conversation: "Conversa",
  applause: "Aplauso",
  novelty: "Novidade",
  answer: { one: "resposta", other: "respostas" },
  reaction: { one: "reação", other: "reações" },
  newWord: { one: "palavra nova", other: "palavras novas" }
}

const es: FindingLabels = {
  menu: "Páginas",
  search: "Buscar",
  tags: "Etiquetas",
  timeline: "Cronología",
  top: "Mejores entradas",
  onThisDay: "Un día como hoy",
  contents: "Contenido",
  person: "Persona",
  anyone: "Cualquier persona",
  tag: "Etiqueta",
  anyTag: "Cualquier etiqueta",
  year: "Año",
  anyYear: "Cualquier año",
  nothingFound: "No se encontró nada",
  withoutScript: "La búsqueda necesita JavaScript. Sin él, estas páginas llevan a todas las entradas:",
  colours: "Colores",
  auto: "automáticos",
  light: "claros",
  dark: "oscuros",
  topIs:
    "Cada parte da hasta 25 puntos, según cómo se compara la entrada con todas las demás: cuántas personas participaron, cuánto se respondieron, cuántas reacciones hubo y cuántas palabras no tenía ninguna entrada anterior.",
  score: "Puntuación",
  participation: "Participación",
  conversation: "Conversación",
  applause: "Aplauso",
  novelty: "Novedad",
  answer: { one: "respuesta", other: "respuestas" },
  reaction: { one: "reacción", other: "reacciones" },
  newWord: { one: "palabra nueva", other: "palabras nuevas" }
}

const de: FindingLabels = {
  menu: "Seiten",
  search: "Suche",
  tags: "Schlagwörter",
  timeline: "Zeitleiste",
  top: "Die besten Beiträge",
  onThisDay: "An diesem Tag",
  contents: "Inhalt",
  person: "Person",
  anyone: "Alle Personen",
  tag: "Schlagwort",
  anyTag: "Alle Schlagwörter",
  year: "Jahr",
  anyYear: "Alle Jahre",
  nothingFound: "Nichts gefunden",
  withoutScript: "Die Suche braucht JavaScript. Ohne führen diese Seiten zu allen Beiträgen:",
  colours: "Farben",
  auto: "automatisch",
  light: "hell",
  dark: "dunkel",
  topIs:
    "Jeder Teil gibt bis zu 25 Punkte, je nachdem, wie der Beitrag gegen alle anderen abschneidet: wie viele Personen dabei waren, wie viel sie einander geantwortet haben, wie viele Reaktionen es gab und wie viele Wörter in keinem früheren Beitrag standen.",
  score: "Punkte",
  participation: "Beteiligung",
  conversation: "Gespräch",
  applause: "Beifall",
  novelty: "Neues",
  answer: { one: "Antwort", other: "Antworten" },
  reaction: { one: "Reaktion", other: "Reaktionen" },
  newWord: { one: "neues Wort", other: "neue Wörter" }
}

const fr: FindingLabels = {
  menu: "Pages",
  search: "Recherche",
  tags: "Mots-clés",
  timeline: "Chronologie",
  top: "Meilleurs billets",
  onThisDay: "Ce jour-là",
  contents: "Sommaire",
  person: "Personne",
  anyone: "Tout le monde",
  tag: "Mot-clé",
  anyTag: "Tous les mots-clés",
  year: "Année",
  anyYear: "Toutes les années",
  nothingFound: "Aucun résultat",
  withoutScript: "La recherche a besoin de JavaScript. Sans lui, ces pages mènent à tous les billets :",
  colours: "Couleurs",
  auto: "automatiques",
  light: "claires",
  dark: "sombres",
  topIs:
    "Chaque partie donne jusqu’à 25 points, selon la place du billet parmi tous les autres : combien de personnes ont participé, combien elles se sont répondu, combien de réactions il y a eu et combien de mots aucun billet précédent n’avait.",
  score: "Score",
  participation: "Participation",
  conversation: "Conversation",
  applause: "Réactions",
  novelty: "Nouveauté",
  answer: { one: "réponse", other: "réponses" },
  reaction: { one: "réaction", other: "réactions" },
  newWord: { one: "mot nouveau", other: "mots nouveaux" }
}

const it: FindingLabels = {
  menu: "Pagine",
  search: "Cerca",
  tags: "Argomenti",
  timeline: "Cronologia",
  top: "I migliori articoli",
  onThisDay: "In questo giorno",
  contents: "Indice",
  person: "Persona",
  anyone: "Chiunque",
  tag: "Argomento",
  anyTag: "Tutti gli argomenti",
  year: "Anno",
  anyYear: "Tutti gli anni",
  nothingFound: "Nessun risultato",
  withoutScript: "La ricerca ha bisogno di JavaScript. Senza, queste pagine portano a tutti gli articoli:",
  colours: "Colori",
  auto: "automatici",
  light: "chiari",
  dark: "scuri",
  topIs:
    "Ogni parte vale fino a 25 punti, secondo il confronto dell’articolo con tutti gli altri: quante persone hanno partecipato, quanto si sono risposte, quante reazioni ci sono state e quante parole nessun articolo precedente aveva.",
  score: "Punteggio",
  participation: "Partecipazione",
  conversation: "Conversazione",
  applause: "Applausi",
  novelty: "Novità",
  answer: { one: "risposta", other: "risposte" },
  reaction: { one: "reazione", other: "reazioni" },
  newWord: { one: "parola nuova", other: "parole nuove" }
}

const ar: FindingLabels = {
  menu: "الصفحات",
  search: "بحث",
  tags: "الوسوم",
  timeline: "التسلسل الزمني",
  top: "أفضل التدوينات",
  onThisDay: "في مثل هذا اليوم",
  contents: "المحتويات",
  person: "الشخص",
  anyone: "أي شخص",
  tag: "الوسم",
  anyTag: "أي وسم",
  year: "السنة",
  anyYear: "أي سنة",
  nothingFound: "لا توجد نتائج",
  withoutScript: "يحتاج البحث إلى JavaScript. هذه الصفحات تقود إلى كل التدوينات من دونه:",
  colours: "الألوان",
  auto: "تلقائية",
  light: "فاتحة",
  dark: "داكنة",
  topIs:
    "لكل جزء حتى 25 نقطة بحسب مقارنة التدوينة بغيرها: كم شخصًا شارك، وكم ردّ بعضهم على بعض، وكم كان عدد التفاعلات، وكم كلمة لم ترد في أي تدوينة سابقة.",
  score: "النقاط",
  participation: "المشاركة",
  conversation: "الحوار",
  applause: "التفاعل",
  novelty: "الجديد",
  answer: { zero: "رد", one: "رد", two: "رد", few: "ردود", many: "ردًّا", other: "رد" },
  reaction: { zero: "تفاعل", one: "تفاعل", two: "تفاعل", few: "تفاعلات", many: "تفاعلًا", other: "تفاعل" },
  newWord: {
    zero: "كلمة جديدة",
    one: "كلمة جديدة",
    two: "كلمة جديدة",
    few: "كلمات جديدة",
    many: "كلمة جديدة",
    other: "كلمة جديدة"
  }
}

const hi: FindingLabels = {
  menu: "पृष्ठ",
  search: "खोज",
  tags: "टैग",
  timeline: "समयरेखा",
  top: "सबसे अच्छी पोस्ट",
  onThisDay: "आज के दिन",
  contents: "विषय-सूची",
  person: "व्यक्ति",
  anyone: "कोई भी",
  tag: "टैग",
  anyTag: "कोई भी टैग",
  year: "साल",
  anyYear: "कोई भी साल",
  nothingFound: "कुछ नहीं मिला",
  withoutScript: "खोज के लिए JavaScript चाहिए। उसके बिना ये पृष्ठ हर पोस्ट तक ले जाते हैं:",
  colours: "रंग",
  auto: "स्वचालित",
  light: "हल्के",
  dark: "गहरे",
  topIs:
    "हर हिस्से के 25 तक अंक होते हैं, इस आधार पर कि पोस्ट बाकी सब की तुलना में कैसी है: कितने लोगों ने भाग लिया, उन्होंने एक-दूसरे को कितने जवाब दिए, कितनी प्रतिक्रियाएँ आईं और कितने शब्द पहले की किसी पोस्ट में नहीं थे।",
  score: "अंक",
  participation: "भागीदारी",
  conversation: "बातचीत",
  applause: "सराहना",
  novelty: "नयापन",
  answer: { one: "जवाब", other: "जवाब" },
  reaction: { one: "प्रतिक्रिया", other: "प्रतिक्रियाएँ" },
  newWord: { one: "नया शब्द", other: "नए शब्द" }
}

const ja: FindingLabels = {
  menu: "ページ",
  search: "検索",
  tags: "タグ",
  timeline: "年表",
  top: "人気の記事",
  onThisDay: "この日の記事",
  contents: "目次",
  person: "メンバー",
  anyone: "全員",
  tag: "タグ",
  anyTag: "すべてのタグ",
  year: "年",
  anyYear: "すべての年",
  nothingFound: "見つかりませんでした",
  withoutScript: "検索にはJavaScriptが必要です。次のページからもすべての記事を開けます：",
  colours: "配色",
  auto: "自動",
  light: "ライト",
  dark: "ダーク",
  topIs:
    "各項目は最大25点で、ほかの記事と比べて決まります。参加した人数、返信の多さ、リアクションの数、そしてそれまでの記事になかった言葉の数です。",
  score: "点数",
  participation: "参加",
  conversation: "会話",
  applause: "反響",
  novelty: "新しさ",
  answer: { other: "件の返信" },
  reaction: { other: "件のリアクション" },
  newWord: { other: "語の新しい言葉" }
}

/** Language by language. */
export const finding = { en, pt, es, de, fr, it, ar, hi, ja } as const
