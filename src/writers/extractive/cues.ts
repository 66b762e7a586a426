/**
 * Words by which a line shows what it does in a chat, in the languages of many groups at once: people
 * greet in one language and talk in another. All are in small letters, without repeated letters.
 */

const list = (words: string): ReadonlyArray<string> => words.split("|")

/** Laughter as it is typed. */
export const laughter =
  /^(?:a*(?:ha)+h*a*|(?:ah)+a*|h[ae]h[ahe]*|(?:he){2,}h?|(?:hi){2,}h?|j+a(?:j+a*)+|(?:je){2,}|k{3,}|k+(?:ak+)+a?|(?:rs){1,}|lo+l|lmf?ao+|rofl|mdr+|ptdr+|xd+|jaj|haha\p{L}{0,2}|w{2,}|草|笑+|(?:ha|he|hi){2,}|ه{3,}|(?:ха)+х?|(?:хи)+|(?:हा){2,}ह?|(?:हे){2,}|हाहा\p{M}*|5{3,}|ㅋ+|ㅎ+|哈{2,}|呵{2,}|嘿{2,}|(?:χα)+|(?:חח)+ח*)$/u

/** Laughter at the end of what is written without spaces. */
export const laughterAtEnd = /(?:(?<=[^\p{sc=Latin}])w+|[（(]笑[）)]|笑{2,}|草)[!！。…〜~]*$/u

/** Signs of laughter. */
export const laughingSign = /[😂🤣😹😆💀☠]/u

/** How people say good morning, good night, thank you for your work and bless you, by language. */
export const greetings: { readonly [language: string]: ReadonlyArray<string> } = {
  en: list(
    "good morning|good afternoon|good evening|good night|morning all|morning everyone|morning|night all|nighty night|night night|night|hello|hi all|hi everyone|hey all|hiya|happy birthday|merry christmas|happy new year|bless you|god bless"
  ),
  pt: list(
    "bom dia|boa tarde|boa noite|bons dias|bom domingo|feliz natal|feliz aniversário|parabéns|até amanhã|até logo|fiquem com deus|olá"
  ),
  es: list(
    "buenos días|buenos dias|buen día|buenas tardes|buenas noches|buenas|feliz cumpleaños|feliz navidad|hasta mañana|hola"
  ),
  de: list(
    "guten morgen|guten tag|guten abend|gute nacht|gut nacht|moin|servus|nacht|nachti|schönen abend|hallo|frohe weihnachten|alles gute|mahlzeit"
  ),
  fr: list(
    "bonjour|bonsoir|bonne nuit|bonne journée|bonne soirée|coucou|salut|bon appétit|joyeux noël|bon anniversaire|à demain"
  ),
  it: list(
    "buongiorno|buon giorno|buonasera|buona sera|buonanotte|buona notte|buona giornata|buon pranzo|notte|ciao|buon natale|buon compleanno|auguri"
  ),
  ar: list(
    "صباح الخير|صباح النور|صباح الفل|صباح الورد|مساء الخير|مساء النور|مساء الورد|تصبحون على خير|تصبحوا على خير|تصبح على خير|السلام عليكم|وعليكم السلام|جمعة مباركة|صلوا على النبي|كل عام وانتم بخير"
  ),
  hi: list(
    "सुप्रभात|शुभ प्रभात|शुभ रात्रि|शुभ संध्या|नमस्ते|नमस्कार|राम राम|जय श्री कृष्णा|जय श्री राम|जय श्री कृष्ण|जय हिंद|राधे राधे"
  ),
  ja: list("おはよう|こんにちは|こんばんは|おやすみ|お疲れさま|お疲れ様|おつかれ|行ってきます|ただいま"),
  zh: list("早上好|早安|晚安"),
  ru: list("доброе утро|спокойной ночи|добрый день|добрый вечер"),
  tr: list("günaydın|iyi geceler"),
  nl: list("goedemorgen|welterusten"),
  pl: list("dzień dobry|dobranoc")
}

/** How people say that they have read, agree, thank or come. */
export const acknowledgements: ReadonlyArray<string> = `
  ok|okay|okey|okie|k|kk|yes|yep|yeah|yup|yea|sure|no|nope|nah|fine|done|paid|in|im in|me|me too|same|deal|agreed|cool|nice|great|perfect|thanks|thank you|thx|ty|cheers|legend|lol ok|got it|will do|on it|yes please|no worries|noted|out|true|right|sorry|congrats|congratulations|wow|aww|amen|please|x|omg|lovely|brilliant|wtf|ffs|oh no|oh|exactly|following
  sim|não|claro|beleza|blz|valeu|vlw|obrigado|obrigada|obg|fechado|combinado|feito|tá|ta|tá bom|eu|eu também|eu não|eu vou|isso|pronto|certo|perfeito|ótimo|eita|credo|nossa|amém|show|top|pois|pois é|sim sim|força|boa|vamos|ok por mim|então não|bolas
  sí|si|vale|bueno|gracias|muchas gracias|hecho|listo|dale|va|sale|órale|orale|claro|perfecto|genial|yo|yo también|yo no|yo yo|conmigo no|total|olé|ay|amén|igual|de acuerdo|oído|venga|qué|que|ya|jo|no manches
  ja|nein|jo|jup|jep|nee|nö|danke|merci|super|klar|alles klar|passt|gut|ich|ich auch|dabei|bin dabei|hab|fertig|stimmt|genau|fair|aha|oha|toll|prima|gerne|gern|bitte|sorry|oh nein|ach|bis dann|bis morgen|okay danke
  oui|non|ouais|merci|merci beaucoup|daccord|d'accord|dac|ça marche|validé|super|génial|parfait|moi|moi aussi|carrément|nickel|oh zut|zut|mince|pfff|pf|bravo|ok pour moi|bien|exact|désolé|désolée|de rien|j'en prends
  sì|si|no|va bene|ok grazie|grazie|grazie mille|certo|perfetto|io|anch'io|io no|presente|ci sono|ci sto|preso|fatto|bene|bravo|brava|esatto|dai|nooo|volentieri|figurati|anche io|peggio|grande|mamma mia|boh
  تم|تمام|طيب|أوكي|اوكي|اوك|حاضر|ماشي|نعم|لا|أنا|انا|موجود|كفو|شكرا|شكراً|مشكور|تسلم|يسلمو|الله يبارك فيك|ما شاء الله|ماشاء الله|الحمد لله|آمين|امين|صح|صح لسانك|مبروك|ألف مبروك|مو أنا|والله صادق|لا حول|إن شاء الله|ان شاء الله|يا رب|الله يرحمه|عندك حق
  हाँ|हां|जी|जी हाँ|नहीं|ओके|ठीक|ठीक है|अच्छा|धन्यवाद|शुक्रिया|थैंक्यू|हो गया|मैं|मैं भी|बढ़िया|वाह|अरे वाह|सही|बिल्कुल|हे भगवान|छी छी|अरे|पक्का|चलो
  ok ji|haan|han|nahi|theek hai|thik hai|acha|accha|ji|shukriya
  はい|うん|ううん|いいえ|了解|了解です|りょうかい|りょうかいです|りょ|おけ|オッケー|承知しました|承知です|わかった|わかりました|ありがとう|ありがとうございます|すみません|ごめん|よかった|いいね|それな|たしかに|確かに|もちろん|もちろんです|え|うーん|やった|おめでとう|おめでとうございます|すごい|まじ|行きます|参加|安心しました
  好|好的|谢谢|收到|да|нет|спасибо|хорошо|ок|tamam|evet|hayır|teşekkürler|bedankt|dziękuję|tak|nie
`
  .trim()
  .split(/\s*[|\n]\s*/)

/** How people cheer, wonder and console. */
export const cheers: ReadonlyArray<string> = `
  wow|whoa|aww|aw|omg|wtf|ffs|congrats|congratulations|well done|legend|brilliant|lovely|oh no|poor thing|hooray|yay
  eita|credo|nossa|parabéns|que lindo|que linda|que fofo|bolas|meu deus|força|olé|órale|qué bonito|no manches|felicidades|qué horror
  toll|prima|glückwunsch|oh nein|oha|krass|wie schön|bravo|super|génial|trop beau|oh zut|mince|félicitations|mamma mia|grande|brava|che bello|auguri
  ما شاء الله|ماشاء الله|مبروك|ألف مبروك|يا سلام|كفو|الله يبيض وجهك|वाह|अरे वाह|बढ़िया|हे भगवान|छी छी|बधाई|すごい|やった|おめでとう|おめでとうございます|よかった|まじ|かわいい
`
  .trim()
  .split(/\s*[|\n]\s*/)

/** What begins and ends letters that are meant to be sent on. */
export const chain: RegExp = new RegExp(
  [
    String.raw`\b(?:forwarded|fwd:|pass (?:it|this)? ?on|share (?:this|with|before|widely)|send (?:this|it) to|spread the word|copy and paste|please read)`,
    "repassando|repasse|passe adiante|encaminhad[oa]|compartilh(?:e|em|a)|partilhe(?:m)?|divulgu?em?|mande (?:essa|esta|para|pra)",
    "reenviad[oa]|reenv[ií]a|comparte|compartan|comparta|p[aá]sal[oa]|difunde|difundan|no rompas la cadena",
    "weiterleiten|weitergeleitet|leitet (?:das|dies|es)|bitte teilen|teilt (?:das|dies)|weitersagen",
    "faites tourner|fais tourner|partagez|[aà] partager|transf[eé]r[eé]|faites passer|diffusez|offre flash",
    "inoltr(?:a|ate|o|ato)|condivid(?:i|ete)|condivisioni|fate(?:lo)? girare|catena|vi giro|leggete tutti",
    "منقول|انشر|أرسلها|ارسلها|شاركها|لا تبخل|عممها|اقرأها|للنشر",
    "फॉरवर्ड|फारवर्ड|शेयर करें|आगे भेज|सभी को भेज|प्रियजनों को|ध्यान से पढ़ें|ज़रूर देखें",
    "拡散希望|拡散|シェアして|転送|回して|伝えてあげて|转发|转给"
  ].join("|"),
  "iu"
)

/** What begins a decision: so it is done, decided, confirmed. */
export const decision: RegExp = new RegExp(
  [
    String.raw`\b(?:decided|confirmed|settled|so it'?s|final answer|it is then|then$|booked|we'?re going|official)\b`,
    String.raw`(?:^|[\s.,:!])(?:combin(?:ado|amos|ei)|decidido|ficou|fica|fechado|confirmado|marcado|então fica|est[aá] votado)(?![\p{L}])`,
    String.raw`^(?:entonces|pues|total que|decidido|queda|quedamos|confirmado|al final)(?![\p{L}])`,
    String.raw`^(?:also|beschlossen|entschieden|abgemacht|fix|dann machen wir|ok(?:ay)? dann)(?![\p{L}])`,
    String.raw`^(?:donc|bon|du coup|allez|ok on|alors|d[ée]cid[ée]|confirm[ée]|c'est d[ée]cid[ée])(?![\p{L}])|aura donc lieu`,
    String.raw`^(?:allora|deciso|confermato|quindi|ok allora|fatto)(?![\p{L}])`,
    "^(?:خلاص|اعتمدوا|اتفقنا|قررنا|تقرر|يعني نتفق|تم الاتفاق)",
    "^(?:तय|पक्का|फाइनल|तो फिर|ठीक है तो|फैसला)|तय (?:हुआ|रहा|हो गया)|पक्का (?:कर|हो)",
    "^(?:では|じゃあ|ということで|結論)|に決定|決まりました|で決まり|でいきましょう|議事録"
  ].join("|"),
  "iu"
)

/** What a chat is made of, and which of several: said in every group, so that no talk is about it. */
export const ofAnyChat: ReadonlySet<string> = new Set(
  `
  message messages msg msgs photo photos pic pics picture pictures image images video videos vid vids audio audios voice recording gif gifs sticker stickers link links group groups chat chats file files document documents pdf screenshot screenshots forward forwarded whatsapp telegram admin notification notifications first second third fourth fifth last previous next latest other another thing things
  mensagem mensagens foto fotos imagem imagens vídeo vídeos áudio áudios figurinha figurinhas grupo grupos arquivo arquivos ficheiro ficheiros documento documentos zap primeiro primeira segundo terceiro terceira quarto quarta último última últimos últimas próximo próxima coisa coisas
  mensaje mensajes imagen imágenes enlace enlaces archivo archivos primer primero primera segunda tercer tercero tercera cuarto cuarta últimos próximos cosa cosas
  nachricht nachrichten bild bilder datei dateien sprachnachricht sprachnachrichten gruppe gruppen dokument dokumente erste ersten erster erstes zweite zweiten zweiter dritte dritten letzte letzten letzter letztes nächste nächsten nächster nächstes ding dinge sache sachen uhr
  vidéo vidéos lien liens groupe groupes fichier fichiers vocal vocaux premier première premiers premières deuxième troisième dernier dernière derniers dernières prochain prochaine chose choses truc trucs heure heures
  messaggio messaggi immagine immagini vocale vocali gruppo gruppi allegato allegati primo prima secondo seconda terzo terza quarto ultimo ultima ultimi ultime prossimo prossima cosa cose ora ore
  رسالة رسائل رسال صورة صور صوره فيديو فيديوهات مقطع مقاطع صوت صوتية رابط روابط جروب قروب مجموعة مجموع ملف ملفات أول اول أولى ثاني ثانية ثالث ثالثة رابع آخر اخر أخير أخيرة شيء حاجة ساعة ساع
  संदेश मैसेज मेसेज फोटो फ़ोटो तस्वीर तस्वीरें वीडियो विडियो ऑडियो लिंक ग्रुप फाइल फ़ाइल स्टिकर पहला पहली पहले दूसरा दूसरी दूसरे तीसरा तीसरी आखिरी आख़िरी अगला अगली चीज़ बात
  メッセージ 写真 画像 動画 ビデオ 音声 スタンプ リンク グループ ファイル チャット ライン 既読 最初 最後 最新 第一 本日 何時 何日 時間 名前
  `.match(/\S+/g)
)
