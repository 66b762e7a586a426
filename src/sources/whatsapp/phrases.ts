/**
 * What WhatsApp writes in place of what a text cannot hold, as data: one row for a language. Where a signal
 * without language exists (a mark, an entry of the zip, a map's address) it is tried first, so a phrase that
 * is missing costs little; a language without a row is read by those signals alone.
 *
 * Sources: (a) real exports of iOS and Android in 16 languages, published as test data of
 * github.com/starkdmi/whats_json; (b) Android's own strings for an attached file, in all its languages,
 * collected there; (c) Android's own strings for media left out, in all its languages, collected in
 * github.com/mlomb/chat-analytics; (d) exports seen in English, Portuguese and German; (e) not seen in an
 * export: as other public parsers have it.
 */

/** What is known of one language. All phrases are without a final dot. */
export interface Phrases {
  readonly language: string
  /** A medium left out: the whole text on Android, on iOS after a mark at the end of a line. */
  readonly media?: ReadonlyArray<string>
  /** A contact's card left out. */
  readonly contact?: ReadonlyArray<string>
  /** What Android writes in brackets after an attached file's name. */
  readonly attached?: ReadonlyArray<string>
  /** A message that its author or an administrator took back: the whole text. */
  readonly deleted?: ReadonlyArray<string>
  /** After an edited message, between `<` and `>`. */
  readonly edited?: ReadonlyArray<string>
  /** How a call's line begins. */
  readonly calls?: ReadonlyArray<string>
  /** A location shared while moving: the whole text. */
  readonly live?: ReadonlyArray<string>
  /** The name of an export's file, or of its text, around the chat's name. */
  readonly files?: ReadonlyArray<string>
}

const each = (words: string, end: string): ReadonlyArray<string> =>
  words.split(", ").map((word) => `${word} ${end}`)

/** The languages, by their codes. */
export const languages: ReadonlyArray<Phrases> = [
  { language: "af", media: ["<Media weggelaat>"], attached: ["lêer aangeheg"] }, // c, b
  {
    language: "ar", // a, b, c; calls: e
    media: [
      "<تم استبعاد الوسائط>",
      "لم يتم إدراج الصورة",
      "لم يتم إدراج الفيديوهات",
      "لم يتم إدراج المقاطع الصوتية",
      "لم يتم إدراج المستند",
      "لم يتم إدراج صورة GIF",
      "تم حذف الملصقات"
    ],
    contact: ["لم يتم إدراج بطاقة جهة اتصال"],
    attached: ["الملف مرفق"],
    deleted: ["تم حذف هذه الرسالة", "لقد حذَفت هذه الرسالة", "أنت حذفت هذه الرسالة"],
    calls: ["مكالمة صوتية فائتة", "مكالمة فيديو فائتة"]
  },
  { language: "az", media: ["<Media buraxıldı>", "<Media çıxarılmışdır>"], attached: ["fayl əlavə olunub"] }, // c, b
  { language: "bg", media: ["<Без файл>"], attached: ["прикачен файл"] }, // c, b
  { language: "bn", media: ["<মিডিয়া বাদ দেওয়া হয়েছে>"], attached: ["ফাইল সংযুক্ত হয়েছে"] }, // c, b
  {
    language: "ca", // c, b
    media: ["<Fitxers multimèdia omesos>", "<Mitjans omesos>"],
    attached: ["arxiu adjunt", "fitxer adjunt"],
    deleted: ["S'ha suprimit aquest missatge"],
    files: ["Conversa del WhatsApp amb {name}"]
  },
  {
    language: "cs", // a, b, c
    media: [
      "<Média vynechány>",
      "<Média vynechána>",
      ...each("obrázek, zvukový soubor, dokument, GIF", "vynechán"),
      "video vynecháno",
      "nálepka vynechána"
    ],
    contact: ["Vizitka vynechána"],
    attached: ["soubor byl přiložen", "soubor přiložen"],
    deleted: [
      "Tato zpráva byla smazána",
      "Tuto zprávu jste smazal/a",
      "Tato zpráva byla odstraněna",
      "Tuto zprávu jste odstranil/a"
    ],
    calls: ["Zmeškaný hovor"],
    edited: ["Tato zpráva byla upravena"],
    files: ["Chat WhatsApp s uživatelem {name}"]
  },
  {
    language: "da", // b, c; the others e
    media: ["<Medier udeladt>", "<Mediefil udeladt>"],
    attached: ["fil vedhæftet"],
    deleted: ["Denne besked blev slettet", "Du slettede denne besked"],
    edited: ["Denne besked blev redigeret"],
    files: ["WhatsApp-chat med {name}"]
  },
  {
    language: "de", // a, b, c, d
    media: [
      "<Medien ausgeschlossen>",
      "<Medien weggelassen>",
      ...each("Bild, Video, Audio, Sticker, GIF, Dokument", "weggelassen")
    ],
    contact: ["Kontaktkarte ausgelassen", "Kontaktkarte weggelassen"],
    attached: ["Datei angehängt"],
    deleted: ["Diese Nachricht wurde gelöscht", "Du hast diese Nachricht gelöscht"],
    edited: ["Diese Nachricht wurde bearbeitet"],
    calls: ["Verpasster Sprachanruf", "Verpasster Videoanruf"],
    live: ["Live-Standort wird geteilt"],
    files: ["WhatsApp Chat mit {name}", "WhatsApp-Chat mit {name}"]
  },
  { language: "el", media: ["<Αρχείο παραλήφθηκε>", "<Εξαίρεση πολυμέσων>"], attached: ["συνημμένο αρχείο"] }, // c, b
  {
    language: "en", // a, b, c, d
    media: [
      "<Media omitted>",
      "<View once voice message omitted>",
      "<View once message omitted>",
      "<Video message omitted>",
      "<Video note omitted>",
      ...each("image, video, audio, sticker, GIF, document, video note", "omitted")
    ],
    contact: ["Contact card omitted"],
    attached: ["file attached"],
    deleted: ["This message was deleted", "You deleted this message", "This message was deleted by admin"],
    edited: ["This message was edited"],
    calls: [
      ...each("Missed voice, Missed video, Missed group voice, Missed group video", "call"),
      ...each("Silenced voice, Silenced video, Voice, Video", "call")
    ],
    live: ["live location shared"],
    files: ["WhatsApp Chat - {name}", "WhatsApp Chat with {name}"]
  },
  {
    language: "es", // a, b, c; edited, live, files: e
    media: [
      "<Multimedia omitido>",
      "<Media omitido>",
      "<Archivo omitido>",
      ...each("imagen, imagen de sticker", "omitida"),
      ...each("video, vídeo, audio, áudio, sticker, GIF, documento", "omitido")
    ],
    contact: ["Tarjeta de contacto omitida"],
    attached: ["archivo adjunto", "archivo adjuntado"],
    deleted: [
      "Se eliminó este mensaje",
      "Este mensaje fue eliminado",
      "Eliminaste este mensaje",
      "Eliminó este mensaje"
    ],
    edited: ["Se editó este mensaje", "Este mensaje fue editado"],
    calls: ["Llamada perdida", "Llamada de voz perdida", "Videollamada perdida"],
    live: ["ubicación en tiempo real compartida"],
    files: ["Chat de WhatsApp con {name}", "Chat de WhatsApp - {name}", "Conversación de WhatsApp con {name}"]
  },
  { language: "et", media: ["<Meedia välja jäetud>", "<Meedia ära jäetud>"], attached: ["fail lisatud"] }, // c, b
  { language: "fa", media: ["<رسانه حذف شد>", "<پيوست نما/آهنگ حذف شد>"], attached: ["پیوست شد"] }, // c, b
  {
    language: "fi", // b, c; the others e
    media: ["<Media jätettiin pois>", "<Media jätetty pois>"],
    attached: ["liitetiedosto", "tiedosto liitetty"],
    deleted: ["Tämä viesti poistettiin", "Poistit tämän viestin"],
    edited: ["Tätä viestiä muokattiin"],
    files: ["WhatsApp-keskustelu: {name}"]
  },
  {
    language: "fil", // c, b
    media: ["<Inalis ang media>", "<Walang kalakip na media>"],
    attached: ["nakalakip na file"]
  },
  {
    language: "fr", // a, b, c; edited, calls, live: e
    media: [
      "<Médias omis>",
      "<Fichier omis>",
      ...each("image, vidéo", "absente"),
      ...each("audio, sticker, GIF, document", "omis"),
      ...each("audio, sticker, GIF, document", "absent"),
      "document manquant",
      "GIF retiré"
    ],
    contact: ["Fiche contact manquante", "carte de contact absente"],
    attached: ["fichier joint"],
    deleted: ["Ce message a été supprimé", "Vous avez supprimé ce message", "Vous avez effacé ce message"],
    edited: ["Ce message a été modifié"],
    calls: ["Appel vocal manqué", "Appel vidéo manqué"],
    live: ["localisation en direct partagée"],
    files: ["Discussion WhatsApp avec {name}", "Discussion WhatsApp - {name}"]
  },
  { language: "gu", media: ["<મિડિયા છોડી મૂકાયું>", "<મીડિયા અવગણવામાં આવ્યા>"], attached: ["ફાઇલ જોડાયેલ"] }, // c, b
  {
    language: "he", // b, c; the others e
    media: [
      "<המדיה לא נכללה>",
      "<מדיה הושמטה>",
      "התמונה הושמטה",
      "תמונה הושמטה",
      "השמע הושמט",
      "סטיקר הושמט",
      "GIF הושמט",
      "סרטון הווידאו הושמט"
    ],
    contact: ["כרטיס איש קשר הושמט"],
    attached: ["קובץ מצורף"],
    deleted: ["הודעה זו נמחקה", "מחקת את ההודעה הזו"],
    edited: ["ההודעה נערכה"]
  },
  {
    language: "hi", // a, b, c
    media: [
      "<मीडिया के बिना>",
      ...each("डॉक्यूमेंट, GIF, वीडियो, स्टिकर", "छोड़ा गया"),
      "ऑडियो हटाई गयी",
      "फ़ोटो हटाई गई"
    ],
    contact: ["कॉन्टैक्ट कार्ड छोड़ा गया"],
    attached: ["फाइल संलग्न", "फाइल अटैच कर दी गई है"],
    deleted: ["यह मैसेज डिलीट कर दिया गया है", "आपने यह मैसेज डिलीट किया"]
  },
  { language: "hr", media: ["<Medijski zapis izostavljen>"], attached: ["datoteka u privitku"] }, // c, b
  {
    language: "hu", // c, b; deleted: e
    media: ["<Média elhagyva>", "<Hiányzó médiafájl>"],
    attached: ["fájl csatolva"],
    deleted: ["Ez az üzenet törölve lett"]
  },
  {
    language: "id", // a, b, c; edited, calls: e
    media: [
      "<Media tidak disertakan>",
      "<Media disembunyikan>",
      ...each("gambar, video, audio, stiker, GIF, dokumen", "tidak disertakan")
    ],
    contact: ["Kartu kontak tidak disertakan"],
    attached: ["file terlampir"],
    deleted: ["Pesan ini dihapus", "Pesan ini telah dihapus", "Anda menghapus pesan ini"],
    edited: ["Pesan ini diedit"],
    calls: ["Panggilan suara tak terjawab", "Panggilan video tak terjawab"],
    files: ["Chat WhatsApp dengan {name}"]
  },
  {
    language: "it", // a, b, c; edited, calls, live: e
    media: [
      "<Media omessi>",
      "<Media omesso>",
      "immagine omessa",
      ...each("video, audio, sticker, GIF, documento", "omesso"),
      "GIF esclusa",
      "sticker non incluso"
    ],
    contact: ["Scheda contatto omessa"],
    attached: ["file allegato"],
    deleted: ["Questo messaggio è stato eliminato", "Hai eliminato questo messaggio"],
    edited: ["Questo messaggio è stato modificato"],
    calls: ["Chiamata vocale persa", "Videochiamata persa"],
    live: ["posizione in tempo reale condivisa"],
    files: ["Chat WhatsApp con {name}", "Chat WhatsApp - {name}"]
  },
  {
    language: "ja", // a, b, c
    media: [
      "<メディアなし>",
      "<メディアは含まれていません>",
      ...["画像", "ビデオ", "音声", "スタンプ", "GIF", "ドキュメント"].map(
        (word) => `${word}は含まれていません`
      )
    ],
    contact: ["連絡先カードを省略"],
    attached: ["添付ファイル有り", "添付ファイル"],
    deleted: ["このメッセージは削除されました", "このメッセージを削除しました"]
  },
  { language: "kk", media: ["<Файлдар қосылмаған>", "<Файл қосылған жоқ>"], attached: ["қосымша файл"] }, // c, b
  { language: "kn", media: ["<ಮಾಧ್ಯಮ ಕೈಬಿಡಲಾಗಿದೆ>"], attached: ["ಕಡತ ಸೇರಿಸಲಾಯಿತು"] }, // c, b
  {
    language: "ko", // c, b
    media: ["<미디어 파일 제외됨>", "<미디어 파일을 생략한 대화내용>"],
    attached: ["파일 첨부됨"]
  },
  { language: "lo", media: ["<ບໍ່ລວມມີເດຍ>"] }, // c
  {
    language: "lt",
    media: ["<Medija praleista>", "<Praleistas medijos turinys>"],
    attached: ["byla prisegta"]
  }, // c, b
  { language: "lv", media: ["<Nav iekļauta multivide>", "<Bez multivides>"], attached: ["pievienots fails"] }, // c, b
  {
    language: "mk",
    media: ["<Без фајлови>", "<Без фајл>"],
    attached: ["прикачен фајл", "прикачена датотека"]
  }, // c, b
  { language: "ml", media: ["<മീഡിയ ഒഴിവാക്കി>"], attached: ["ഫയൽ ചേർത്തു"] }, // c, b
  { language: "mr", media: ["<मीडिया वगळण्यात आला>", "<मीडिया वगळले>"], attached: ["फाइल संलग्न"] }, // c, b
  { language: "ms", media: ["<Media dikecualikan>", "<Media disingkirkan>"], attached: ["fail dilampirkan"] }, // c, b
  {
    language: "nb", // c, b; the others e
    media: ["<Media utelatt>", "<Medier er utelatt>", "<Uten vedlegg>"],
    attached: ["vedlagt fil", "fil vedlagt"],
    deleted: ["Denne meldingen ble slettet", "Du slettet denne meldingen"],
    edited: ["Denne meldingen ble redigert"]
  },
  {
    language: "nl", // a, b, c; edited: e
    media: ["<Media weggelaten>", ...each("afbeelding, video, audio, sticker, GIF, document", "weggelaten")],
    contact: ["contactkaart weggelaten"],
    attached: ["bestand bijgevoegd"],
    deleted: ["Dit bericht is verwijderd", "Je hebt dit bericht verwijderd", "Dit bericht werd verwijderd"],
    edited: ["Dit bericht is bewerkt", "Dit bericht werd bewerkt"],
    calls: ["Gemiste spraakoproep", "Gemiste video-oproep"],
    files: ["WhatsApp-chat met {name}", "WhatsApp-chat - {name}"]
  },
  { language: "pa", media: ["<ਮੀਡੀਆ ਛੱਡਿਆ>", "<ਮੀਡੀਆ ਛਡਿਆ ਗਿਆ>"], attached: ["ਅਟੈਚ ਕੀਤੀ ਫਾਇਲ"] }, // c, b
  {
    language: "pl", // c, b; the others e
    media: ["<Pominięto multimedia>", "<Pliki pominięto>", "<Pominięto media>"],
    attached: ["załączony plik", "plik dołączony", "załączono plik"],
    deleted: ["Ta wiadomość została usunięta", "Usunąłeś tę wiadomość", "Usunięto tę wiadomość"],
    edited: ["Ta wiadomość została zedytowana"],
    files: ["Czat WhatsApp z {name}"]
  },
  {
    language: "pt", // a, b, c, d
    media: [
      "<Mídia oculta>",
      "<Mídia omitida>",
      "<Arquivo de mídia oculto>",
      "<Ficheiro não revelado>",
      ...each("imagem, figurinha", "ocultada"),
      ...each("imagem, figurinha", "omitida"),
      ...each("vídeo, áudio, GIF, documento", "ocultado"),
      ...each("vídeo, áudio, sticker, GIF, documento", "omitido"),
      ...each("vídeo, sticker, documento, ficheiro de áudio", "não revelado"),
      ...each("imagem, GIF", "não revelada")
    ],
    contact: ["cartão do contato omitido", "Cartão do contato ocultado", "Contacto não revelado"],
    attached: ["arquivo anexado", "ficheiro anexado"],
    deleted: [
      "Mensagem apagada",
      "Esta mensagem foi apagada",
      "Essa mensagem foi apagada",
      "Você apagou esta mensagem",
      "Apagou esta mensagem",
      "Apagaste esta mensagem"
    ],
    edited: ["Mensagem editada", "Esta mensagem foi editada", "Essa mensagem foi editada"],
    calls: [
      ...each("Chamada de voz, Chamada de vídeo", "perdida"),
      ...each("Ligação de voz, Ligação de vídeo", "perdida")
    ],
    live: ["Localização em tempo real compartilhada"],
    files: [
      "Conversa do WhatsApp com {name}",
      "Conversa do WhatsApp - {name}",
      "Conversa de WhatsApp com {name}",
      "Conversa no WhatsApp com {name}"
    ]
  },
  {
    language: "ro", // c, b; the others e
    media: ["<Conținut media omis>", "<Fișiere media omise>"],
    attached: ["fișier atașat"],
    deleted: ["Acest mesaj a fost șters"],
    edited: ["Acest mesaj a fost editat"],
    files: ["Conversație WhatsApp cu {name}"]
  },
  {
    language: "ru", // a, b, c; calls: e
    media: [
      "<Без медиафайлов>",
      "<Файл пропущен>",
      ...each("изображение, видео, аудиофайл, документ, GIF", "отсутствует"),
      "стикер не добавлен"
    ],
    contact: ["Карточка контакта отсутствует"],
    attached: ["файл добавлен"],
    deleted: ["Данное сообщение удалено", "Вы удалили данное сообщение"],
    calls: ["Пропущенный аудиозвонок", "Пропущенный видеозвонок"],
    files: ["Чат WhatsApp с контактом {name}", "Чат WhatsApp с {name}"]
  },
  { language: "sk", media: ["<Médiá vynechané>"], attached: ["súbor pripojený"] }, // c, b
  { language: "sl", media: ["<Datoteke izpuščene>", "<Medij izpuščen>"], attached: ["priložena datoteka"] }, // c, b
  { language: "sq", media: ["<Media u hoq>", "<Media hequr>"], attached: ["skedë e ngjitur"] }, // c, b
  { language: "sr", media: ["<Медији су изостављени>"] }, // c
  {
    language: "sv", // c, b; the others e
    media: ["<Media utelämnat>", "<Media har utelämnats>"],
    attached: ["bifogad fil"],
    deleted: ["Det här meddelandet raderades", "Du raderade det här meddelandet"],
    edited: ["Det här meddelandet redigerades"],
    calls: ["Missat röstsamtal", "Missat videosamtal"],
    files: ["WhatsApp-chatt med {name}"]
  },
  {
    language: "sw", // c, b
    media: ["<Media hazijajumuishwa>", "<Media imerukwa>"],
    attached: ["faili limeambatanishwa"]
  },
  { language: "ta", media: ["<கோப்புகள் விடப்பட்டன>", "<ஊடகங்கள் நீக்கப்பட்டது>"] }, // c
  { language: "te", media: ["<మీడియా విస్మరించబడింది>", "<మాధ్యమం విస్మరించబడింది>"], attached: ["ఫైల్ జోడించబడినది"] }, // c, b
  {
    language: "th", // a, b, c
    media: [
      "<ไฟล์สื่อถูกลบ>",
      "<สื่อถูกลบ>",
      "ไม่มีรูปภาพ",
      "ไม่มีสติกเกอร์",
      "ไม่มีไฟล์เสียง",
      "วิดีโอถูกลบ",
      "ละเว้น GIF",
      "ละเว้นเอกสาร"
    ],
    contact: ["บัตรรายชื่อที่ละเว้น"],
    attached: ["ไฟล์ที่แนบ"],
    deleted: ["ข้อความนี้ถูกลบแล้ว", "คุณได้ลบข้อความนี้"]
  },
  {
    language: "tr", // c, b; the others e
    media: [
      "<Medya dahil edilmedi>",
      "<Medya atlanmış>",
      ...each("görüntü, video, ses, Çıkartma, GIF, belge", "dahil edilmedi")
    ],
    attached: ["dosya ekli"],
    deleted: ["Bu mesaj silindi", "Bu mesajı sildiniz"],
    edited: ["Bu mesaj düzenlendi"],
    calls: ["Cevapsız sesli arama", "Cevapsız görüntülü arama"],
    files: ["{name} ile WhatsApp Sohbeti"]
  },
  {
    language: "uk", // a, b, c
    media: [
      "<Медіа пропущено>",
      ...each("зображення, відео, аудіо", "відсутнє"),
      ...each("документ, GIF-анімацію", "пропущено"),
      "Наклейку не додано"
    ],
    contact: ["Картка контакту відсутня"],
    attached: ["файл додано"],
    deleted: ["Це повідомлення було видалено", "Ви видалили це повідомлення"]
  },
  { language: "ur", media: ["<میڈیا چھوڑ دیا گیا>", "<میڈیا ہٹا دیا گیا>"], attached: ["پیوستہ فائل"] }, // c, b
  { language: "uz", media: ["<Fayl o‘tkazib yuborildi>"], attached: ["fayl biriktirildi"] }, // c, b
  {
    language: "vi", // a, b, c
    media: [
      "<Bỏ qua tệp phương tiện>",
      "<Bỏ qua Media>",
      "đã bỏ qua hình ảnh",
      "đã bỏ video",
      "bỏ qua tệp âm thanh",
      "đã bỏ sticker",
      "Đã bỏ qua ảnh GIF",
      "đã bỏ qua tài liệu"
    ],
    contact: ["Bỏ qua thẻ liên lạc"],
    attached: ["tệp đính kèm"],
    deleted: ["Tin nhắn này đã bị xóa", "Bạn đã xoá tin nhắn này"]
  },
  {
    language: "zh", // c, b
    media: ["<忽略多媒體檔>", "<省略多媒體檔案>", "<省略多媒体文件>"],
    attached: ["附件檔案", "文件附件"]
  }
]

const all = (of: (row: Phrases) => ReadonlyArray<string> | undefined): ReadonlyArray<string> =>
  languages.flatMap((row) => of(row) ?? [])

export const mediaOmitted: ReadonlyArray<string> = all(({ media }) => media)
export const contactOmitted: ReadonlyArray<string> = all(({ contact }) => contact)
export const attachedSuffixes: ReadonlyArray<string> = all(({ attached }) => attached)
export const deleted: ReadonlyArray<string> = all((row) => row.deleted)
export const edited: ReadonlyArray<string> = all((row) => row.edited)
export const calls: ReadonlyArray<string> = all((row) => row.calls)
export const liveLocations: ReadonlyArray<string> = all(({ live }) => live)
export const fileNames: ReadonlyArray<string> = all(({ files }) => files)
