/**
 * The words of the numbers, language by language.
 */

/** The words of one language. `{…}` stands for what a page puts there. */
export interface NumbersLabels {
  readonly title: string
  readonly messages: string
  /** Messages through time, by how long a period is; and what one such period is called. */
  readonly by: { readonly day: string; readonly week: string; readonly month: string; readonly year: string }
  readonly day: string
  readonly week: string
  readonly month: string
  readonly year: string
  readonly byHour: string
  readonly byClock: string
  readonly hour: string
  readonly allDay: string
  readonly whoWrites: string
  readonly whoAnswers: string
  /** How the chart of answers is read, and what an answer is. */
  readonly answersRead: string
  readonly answersMean: string
  readonly emoji: string
  readonly hosts: string
  readonly words: string
  /** What a chart finds: `{what}` had the most, `{n}`. */
  readonly most: string
  /** The most answers: from `{who}` to `{whom}`, `{n}`. */
  readonly mostAnswers: string
  readonly asTable: string
  /** Those of a list that are not shown at once; `{n}` are left. */
  readonly more: string
  readonly activeDays: string
  /** `{days}` is a span such as "21 days". */
  readonly ofDays: string
  readonly perDay: string
  readonly onActiveDays: string
  readonly busiestDay: string
  readonly longest: string
  readonly streak: string
  readonly silence: string
  readonly files: string
  readonly reactions: string
  readonly signs: string
  readonly links: string
  /** Posts whose numbers are not known: `{posts}`. */
  readonly uncounted: string
  readonly throughTime: string
  readonly talksAbout: string
  readonly ownWords: string
  readonly answers: string
  readonly answeredBy: string
}

/** English. */
export const en: NumbersLabels = {
  title: "Numbers",
  messages: "Messages",
  by: { day: "Day by day", week: "Week by week", month: "Month by month", year: "Year by year" },
  day: "Day",
  week: "Week",
  month: "Month",
  year: "Year",
  byHour: "Around the week",
  byClock: "Through the day",
  hour: "Hour",
  allDay: "All day",
  whoWrites: "Who writes",
  whoAnswers: "Who answers whom",
  answersRead: "Each row is a person; the larger a circle, the more often they answered the person above it.",
  answersMean: "An answer is a reply, or the next message within ten minutes.",
  emoji: "Emoji",
  hosts: "Where links lead",
  words: "Words",
  most: "Most messages: {what} ({n}).",
  mostAnswers: "Most answers: {who} to {whom} ({n}).",
  asTable: "Show as a table",
  more: "{n} more",
  activeDays: "Days with messages",
  ofDays: "out of {days}",
  perDay: "Messages a day",
  onActiveDays: "on days with messages",
  busiestDay: "Messages on the busiest day",
  longest: "Messages in the longest conversation",
  streak: "Longest run of days with messages",
  silence: "Longest silence",
  files: "Files sent",
  reactions: "Reactions received",
  signs: "Emoji",
  links: "Links",
  uncounted: "Not counted, as their numbers are not known: {posts}.",
  throughTime: "Through time",
  talksAbout: "Talks about more than others do",
  ownWords: "Words that nobody else uses",
  answers: "Answers",
  answeredBy: "Answered by"
}

/** Portuguese. */
export const pt: NumbersLabels = {
  title: "Números",
  messages: "Mensagens",
  by: { day: "Dia a dia", week: "Semana a semana", month: "Mês a mês", year: "Ano a ano" },
  day: "Dia",
  week: "Semana",
  month: "Mês",
  year: "Ano",
  byHour: "Ao longo da semana",
  byClock: "Ao longo do dia",
  hour: "Hora",
  allDay: "Todo o dia",
  whoWrites: "Quem escreve",
  whoAnswers: "Quem responde a quem",
  answersRead:
    "Cada linha é uma pessoa; quanto maior o círculo, mais vezes respondeu à pessoa indicada no topo da coluna.",
  answersMean: "Conta como resposta citar uma mensagem ou escrever logo a seguir, em menos de dez minutos.",
  emoji: "Emojis",
  hosts: "Para onde vão os links",
  words: "Palavras",
  most: "Mais mensagens: {what} ({n}).",
  mostAnswers: "Mais respostas: de {who} a {whom} ({n}).",
  asTable: "Ver em tabela",
  more: "Mais {n}",
  activeDays: "Dias com mensagens",
  ofDays: "de um total de {days}",
  perDay: "Mensagens por dia",
  onActiveDays: "nos dias com mensagens",
  busiestDay: "Mensagens no dia mais movimentado",
  longest: "Mensagens na conversa mais longa",
  streak: "Maior sequência de dias com mensagens",
  silence: "Silêncio mais longo",
  files: "Ficheiros enviados",
  reactions: "Reações recebidas",
  signs: "Emojis",
  links: "Links",
  uncounted: "Sem números conhecidos, por isso não contam: {posts}.",
  throughTime: "Ao longo do tempo",
  talksAbout: "Fala mais do que os outros de",
  ownWords: "Palavras que mais ninguém usa",
  answers: "Responde a",
  answeredBy: "Recebe respostas de"
}

/** Spanish. */
export const es: NumbersLabels = {
  title: "Números",
  messages: "Mensajes",
  by: { day: "Día a día", week: "Semana a semana", month: "Mes a mes", year: "Año a año" },
  day: "Día",
  week: "Semana",
  month: "Mes",
  year: "Año",
  byHour: "A lo largo de la semana",
  byClock: "A lo largo del día",
  hour: "Hora",
  allDay: "Todo el día",
  whoWrites: "Quién escribe",
  whoAnswers: "Quién responde a quién",
  answersRead:
    "Cada fila es una persona; cuanto mayor es el círculo, más veces respondió a la persona que encabeza la columna.",
  answersMean: "Cuenta como respuesta citar un mensaje o escribir justo después, en menos de diez minutos.",
  emoji: "Emojis",
  hosts: "Adónde llevan los enlaces",
  words: "Palabras",
  most: "Más mensajes: {what} ({n}).",
  mostAnswers: "Más respuestas: de {who} a {whom} ({n}).",
  asTable: "Ver como tabla",
  more: "{n} más",
  activeDays: "Días con mensajes",
  ofDays: "de un total de {days}",
  perDay: "Mensajes al día",
  onActiveDays: "en los días con mensajes",
  busiestDay: "Mensajes en el día más animado",
  longest: "Mensajes en la conversación más larga",
  streak: "Mayor racha de días con mensajes",
  silence: "Silencio más largo",
  files: "Archivos enviados",
  reactions: "Reacciones recibidas",
  signs: "Emojis",
  links: "Enlaces",
  uncounted: "No se cuentan, por no conocerse sus números: {posts}.",
  throughTime: "A lo largo del tiempo",
  talksAbout: "Habla más que los demás de",
  ownWords: "Palabras que nadie más usa",
  answers: "Responde a",
  answeredBy: "Le responden"
}

/** German. */
export const de: NumbersLabels = {
  title: "Zahlen",
  messages: "Nachrichten",
  by: { day: "Tag für Tag", week: "Woche für Woche", month: "Monat für Monat", year: "Jahr für Jahr" },
  day: "Tag",
  week: "Woche",
  month: "Monat",
  year: "Jahr",
  byHour: "Im Lauf der Woche",
  byClock: "Im Lauf des Tages",
  hour: "Uhrzeit",
  allDay: "Ganzer Tag",
  whoWrites: "Wer schreibt",
  whoAnswers: "Wer wem antwortet",
  answersRead:
    "Jede Zeile ist eine Person; je größer ein Kreis, desto öfter hat sie der Person über der Spalte geantwortet.",
  answersMean: "Als Antwort zählt ein Zitat oder die nächste Nachricht innerhalb von zehn Minuten.",
  emoji: "Emojis",
  hosts: "Wohin die Links führen",
  words: "Wörter",
  most: "Die meisten Nachrichten: {what} ({n}).",
  mostAnswers: "Die meisten Antworten: {who} an {whom} ({n}).",
  asTable: "Als Tabelle zeigen",
  more: "{n} weitere",
  activeDays: "Tage mit Nachrichten",
  ofDays: "Zeitraum: {days}",
  perDay: "Nachrichten am Tag",
  onActiveDays: "an Tagen mit Nachrichten",
  busiestDay: "Nachrichten am lebhaftesten Tag",
  longest: "Nachrichten im längsten Gespräch",
  streak: "Längste Folge von Tagen mit Nachrichten",
  silence: "Längste Stille",
  files: "Gesendete Dateien",
  reactions: "Erhaltene Reaktionen",
  signs: "Emojis",
  links: "Links",
  uncounted: "Nicht mitgezählt, da ohne bekannte Zahlen: {posts}.",
  throughTime: "Im Lauf der Zeit",
  talksAbout: "Spricht mehr als andere von",
  ownWords: "Wörter, die sonst niemand benutzt",
  answers: "Antwortet",
  answeredBy: "Bekommt Antwort von"
}

/** French. */
export const fr: NumbersLabels = {
  title: "Chiffres",
  messages: "Messages",
  by: {
    day: "Jour après jour",
    week: "Semaine après semaine",
    month: "Mois après mois",
    year: "Année après année"
  },
  day: "Jour",
  week: "Semaine",
  month: "Mois",
  year: "Année",
  byHour: "Au fil de la semaine",
  byClock: "Au fil de la journée",
  hour: "Heure",
  allDay: "Toute la journée",
  whoWrites: "Qui écrit",
  whoAnswers: "Qui répond à qui",
  answersRead:
    "Chaque ligne est une personne ; plus un cercle est grand, plus elle a répondu à la personne en tête de colonne.",
  answersMean: "Une réponse : un message cité, ou le message suivant dans les dix minutes.",
  emoji: "Émojis",
  hosts: "Où mènent les liens",
  words: "Mots",
  most: "Le plus de messages : {what} ({n}).",
  mostAnswers: "Le plus de réponses : de {who} à {whom} ({n}).",
  asTable: "Afficher en tableau",
  more: "{n} de plus",
  activeDays: "Jours avec des messages",
  ofDays: "sur {days}",
  perDay: "Messages par jour",
  onActiveDays: "les jours où l’on écrit",
  busiestDay: "Messages le jour le plus animé",
  longest: "Messages dans la plus longue conversation",
  streak: "Plus longue suite de jours avec des messages",
  silence: "Plus long silence",
  files: "Fichiers envoyés",
  reactions: "Réactions reçues",
  signs: "Émojis",
  links: "Liens",
  uncounted: "Non comptés, faute de chiffres connus : {posts}.",
  throughTime: "Au fil du temps",
  talksAbout: "Parle plus que les autres de",
  ownWords: "Des mots que personne d’autre n’emploie",
  answers: "Répond à",
  answeredBy: "Reçoit des réponses de"
}

/** Italian. */
export const it: NumbersLabels = {
  title: "Numeri",
  messages: "Messaggi",
  by: {
    day: "Giorno per giorno",
    week: "Settimana per settimana",
    month: "Mese per mese",
    year: "Anno per anno"
  },
  day: "Giorno",
  week: "Settimana",
  month: "Mese",
  year: "Anno",
  byHour: "Nel corso della settimana",
  byClock: "Nel corso della giornata",
  hour: "Ora",
  allDay: "Tutto il giorno",
  whoWrites: "Chi scrive",
  whoAnswers: "Chi risponde a chi",
  answersRead:
    "Ogni riga è una persona; più grande è il cerchio, più spesso ha risposto alla persona in cima alla colonna.",
  answersMean: "È una risposta citare un messaggio o scrivere subito dopo, entro dieci minuti.",
  emoji: "Emoji",
  hosts: "Dove portano i link",
  words: "Parole",
  most: "Più messaggi: {what} ({n}).",
  mostAnswers: "Più risposte: da {who} a {whom} ({n}).",
  asTable: "Mostra come tabella",
  more: "Altri {n}",
  activeDays: "Giorni con messaggi",
  ofDays: "su un totale di {days}",
  perDay: "Messaggi al giorno",
  onActiveDays: "nei giorni con messaggi",
  busiestDay: "Messaggi nel giorno più vivace",
  longest: "Messaggi nella conversazione più lunga",
  streak: "Più lunga serie di giorni con messaggi",
  silence: "Silenzio più lungo",
  files: "File inviati",
  reactions: "Reazioni ricevute",
  signs: "Emoji",
  links: "Link",
  uncounted: "Non conteggiati, perché i loro numeri non sono noti: {posts}.",
  throughTime: "Nel corso del tempo",
  talksAbout: "Parla più degli altri di",
  ownWords: "Parole che nessun altro usa",
  answers: "Risponde a",
  answeredBy: "Riceve risposte da"
}

/** Arabic. */
export const ar: NumbersLabels = {
  title: "الأرقام",
  messages: "الرسائل",
  by: { day: "يومًا بيوم", week: "أسبوعًا بأسبوع", month: "شهرًا بشهر", year: "سنة بسنة" },
  day: "اليوم",
  week: "الأسبوع",
  month: "الشهر",
  year: "السنة",
  byHour: "على مدار الأسبوع",
  byClock: "على مدار اليوم",
  hour: "الساعة",
  allDay: "اليوم كله",
  whoWrites: "من يكتب",
  whoAnswers: "من يردّ على من",
  answersRead: "كل صف لشخص، وكلما كبرت الدائرة زادت ردوده على الشخص المذكور أعلى العمود.",
  answersMean: "الردّ هو اقتباس رسالة أو الرسالة التالية خلال عشر دقائق.",
  emoji: "الرموز التعبيرية",
  hosts: "إلى أين تقود الروابط",
  words: "الكلمات",
  most: "أكثر الرسائل: {what} ({n}).",
  mostAnswers: "أكثر الردود: من {who} على {whom} ({n}).",
  asTable: "عرض على شكل جدول",
  more: "{n} غير ذلك",
  activeDays: "أيام فيها رسائل",
  ofDays: "خلال {days}",
  perDay: "معدل الرسائل في اليوم",
  onActiveDays: "في الأيام التي فيها رسائل",
  busiestDay: "رسائل أكثر الأيام نشاطًا",
  longest: "رسائل أطول محادثة",
  streak: "أطول سلسلة أيام فيها رسائل",
  silence: "أطول صمت",
  files: "الملفات المرسلة",
  reactions: "التفاعلات المتلقّاة",
  signs: "الرموز التعبيرية",
  links: "الروابط",
  uncounted: "لم تُحتسب لعدم توفر أرقامها: {posts}.",
  throughTime: "عبر الزمن",
  talksAbout: "أكثر ما يميز الحديث",
  ownWords: "كلمات لا يستخدمها أي شخص آخر",
  answers: "الردود على",
  answeredBy: "الردود من"
}

/** Hindi. */
export const hi: NumbersLabels = {
  title: "आँकड़े",
  messages: "संदेश",
  by: { day: "दिन-ब-दिन", week: "हफ़्ते-दर-हफ़्ते", month: "महीने-दर-महीने", year: "साल-दर-साल" },
  day: "दिन",
  week: "हफ़्ता",
  month: "महीना",
  year: "साल",
  byHour: "हफ़्ते भर में",
  byClock: "दिन भर में",
  hour: "समय",
  allDay: "पूरा दिन",
  whoWrites: "कौन लिखता है",
  whoAnswers: "कौन किसे जवाब देता है",
  answersRead: "हर पंक्ति एक व्यक्ति की है; गोला जितना बड़ा, स्तंभ के ऊपर वाले व्यक्ति को उतने ज़्यादा जवाब।",
  answersMean: "जवाब यानी किसी संदेश का उत्तर, या दस मिनट के भीतर अगला संदेश।",
  emoji: "इमोजी",
  hosts: "लिंक कहाँ ले जाते हैं",
  words: "शब्द",
  most: "सबसे ज़्यादा संदेश: {what} ({n})।",
  mostAnswers: "सबसे ज़्यादा जवाब: {who} की ओर से {whom} को ({n})।",
  asTable: "तालिका में दिखाएँ",
  more: "{n} और",
  activeDays: "संदेशों वाले दिन",
  ofDays: "कुल {days} में से",
  perDay: "प्रतिदिन संदेश",
  onActiveDays: "संदेशों वाले दिनों में",
  busiestDay: "सबसे व्यस्त दिन के संदेश",
  longest: "सबसे लंबी बातचीत के संदेश",
  streak: "संदेशों वाले लगातार दिन",
  silence: "सबसे लंबी चुप्पी",
  files: "भेजी गई फ़ाइलें",
  reactions: "मिली प्रतिक्रियाएँ",
  signs: "इमोजी",
  links: "लिंक",
  uncounted: "आँकड़े न होने से इन्हें नहीं गिना गया: {posts}।",
  throughTime: "समय के साथ",
  talksAbout: "दूसरों से ज़्यादा इन पर बात",
  ownWords: "शब्द जो और कोई नहीं लिखता",
  answers: "किसे जवाब",
  answeredBy: "किससे जवाब"
}

/** Japanese. */
export const ja: NumbersLabels = {
  title: "数字で見る",
  messages: "メッセージ",
  by: { day: "日ごとの推移", week: "週ごとの推移", month: "月ごとの推移", year: "年ごとの推移" },
  day: "日",
  week: "週",
  month: "月",
  year: "年",
  byHour: "曜日と時間帯",
  byClock: "一日の時間帯",
  hour: "時刻",
  allDay: "一日",
  whoWrites: "書いている人",
  whoAnswers: "誰が誰に返信したか",
  answersRead: "各行が一人を表し、円が大きいほど、列の上の人に多く返信しています。",
  answersMean: "返信とは、引用返信、または10分以内の次のメッセージです。",
  emoji: "絵文字",
  hosts: "リンク先",
  words: "言葉",
  most: "最多：{what}（{n}）。",
  mostAnswers: "最も多い返信：{who}から{whom}へ（{n}）。",
  asTable: "表で見る",
  more: "ほか{n}",
  activeDays: "メッセージのあった日",
  ofDays: "{days}のうち",
  perDay: "1日あたりのメッセージ",
  onActiveDays: "メッセージのあった日の平均",
  busiestDay: "最もにぎわった日のメッセージ",
  longest: "最も長い会話のメッセージ",
  streak: "連続してメッセージのあった日数",
  silence: "最も長い沈黙",
  files: "送られたファイル",
  reactions: "もらったリアクション",
  signs: "絵文字",
  links: "リンク",
  uncounted: "数字がないため集計に含まれていません：{posts}。",
  throughTime: "時の流れ",
  talksAbout: "ほかの人よりよく話すこと",
  ownWords: "この人だけが使う言葉",
  answers: "返信した相手",
  answeredBy: "返信してくれた人"
}
