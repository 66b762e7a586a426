/**
 * How each locale says before and after noon, as data (CLDR 27 to 48: abbreviated and wide day periods, and
 * the parts of the day where a short time has them). English words of an hour's part are as exports have
 * them.
 */
import type { DateOrder } from "../Source.js"

/** One way of saying before and after noon. */
export interface Meridiem {
  /** In lower case, without dots and spaces: `a. m.` is `am`. */
  readonly am: ReadonlyArray<string>
  readonly pm: ReadonlyArray<string>
  readonly locales: string
  /** Of `pm`: what is said around noon, so that 11:45 is before it. */
  readonly noon?: string
  /** What comes first in the dates of all these locales; undefined where they differ. */
  readonly order?: DateOrder
}

const row = (locales: string, am: string, pm: string, order?: DateOrder): Meridiem => ({
  am: am.split(" "),
  pm: pm.split(" "),
  locales,
  ...(order === undefined ? {} : { order })
})

/** Twelve-hour clocks. `before` the time in Turkish, Chinese or Korean, after it elsewhere: both are tried. */
export const meridiems: ReadonlyArray<Meridiem> = [
  row("en es pt ca gl nl nb ro fil hi bn and most that have none of their own", "am", "pm"),
  row("en (part of the day)", "inthemorning", "intheafternoon intheevening atnight"),
  row("af", "vm", "nm"),
  row("am", "ጥዋት", "ከሰዓት", "day-first"),
  row("ar", "ص صباحًا", "م مساءً", "day-first"),
  row("as", "পূৰ্বাহ্ন", "অপৰাহ্ন", "day-first"),
  row("az-Cyrl", "ам", "пм", "day-first"),
  row("bg", "проб", "слоб", "day-first"),
  row("bn", "পূর্বাহ্ণ", "অপরাহ্ণ", "day-first"),
  row("bo", "སྔ་དྲོ་", "ཕྱི་དྲོ་"),
  row("br", "am", "gm"),
  row("bs hr sr", "prepodne prijepodne преподне пријеподне", "popodne поподне", "day-first"),
  row("ckb", "بن", "دن"),
  row("cs", "dop dopoledne", "odp odpoledne", "day-first"),
  row("cy", "yb", "yh", "day-first"),
  row("de", "vorm", "nachm", "day-first"),
  row("el", "πμ", "μμ", "day-first"),
  row("et", "ek", "pk", "day-first"),
  row("fa", "قظ قبل‌ازظهر", "بظ بعدازظهر"),
  row("ff", "subaka", "kikiiɗe"),
  row("fi", "ap", "ip", "day-first"),
  row("fr (before 2014)", "mat matin", "soir", "day-first"),
  row("ga", "rn", "in", "day-first"),
  row("gd", "m", "f", "day-first"),
  row("ha", "sf safiya", "ym yamma", "day-first"),
  row("he", "לפנה״צ", "אחה״צ", "day-first"),
  row("hi ne", "पूर्वाह्न पूर्व", "अपराह्न अपर"),
  row("hu", "de", "du", "year-first"),
  row("hy", "կա կեսօրիցառաջ", "կհ կեսօրիցհետո", "day-first"),
  row("ig", "n’ụtụtụ", "n’abali n’abalị", "day-first"),
  row("is", "fh", "eh", "day-first"),
  row("ja", "午前", "午後", "year-first"),
  row("jv", "isuk", "wengi", "day-first"),
  row("ka", "დილის", "შუადღშემდეგ", "day-first"),
  row("kk", "таңертеңгі", "түстенкейінгі", "day-first"),
  row("km", "ព្រឹក", "ល្ងាច", "day-first"),
  row("kn", "ಪೂರ್ವಾಹ್ನ", "ಅಪರಾಹ್ನ"),
  row("ko", "오전", "오후", "year-first"),
  row("ku", "bn", "pn", "day-first"),
  row("ky", "тң таңкы", "тк түштөнкийин түштөнкийинки", "day-first"),
  row("lb", "moies", "nomëttes", "day-first"),
  row("lo", "ກ່ອນທ່ຽງ", "ຫຼັງທ່ຽງ", "day-first"),
  row("lt", "priešpiet prp", "popiet pop", "year-first"),
  row("lv", "priekšp priekšpusdienā", "pēcp pēcpusd pēcpusdienā", "day-first"),
  row("mk", "претпл претпладне", "попл попладне", "day-first"),
  row("mn", "үө", "үх", "year-first"),
  row("mr", "मपू", "मउ", "day-first"),
  row("ms", "pg", "ptg", "day-first"),
  row("my", "နံနက်", "ညနေ", "day-first"),
  row("om", "wd", "wb", "month-first"),
  row("or", "ପୂର୍ବାହ୍ନ", "ଅପରାହ୍ନ"),
  row("pa", "ਪੂਦੁ", "ਬਾਦੁ", "day-first"),
  row("ps", "غم", "غو"),
  row("pt", "manhã damanhã", "tarde datarde", "day-first"),
  row("ru uk", "дп", "пп", "day-first"),
  row("sd", "صبح صبح،منجهند", "شام شام،منجهند منجهند،شام"),
  row("si", "පෙව", "පව", "year-first"),
  row("sk", "dopoludnia", "odpoludnia", "day-first"),
  row("hsb sl", "dop dopoldne dopołdnja", "pop popoldne popołdnju", "day-first"),
  row("so", "gh", "gd"),
  row("sq", "pd paradite eparadites", "md pasdite epasdites", "day-first"),
  row("sv nn", "fm förmiddag formiddag", "em eftermiddag ettermiddag"),
  row("sw", "asubuhi", "mchana", "day-first"),
  row("ta", "முற்பகல்", "பிற்பகல்", "day-first"),
  row("th", "ก่อนเที่ยง", "หลังเที่ยง", "day-first"),
  row("ti", "ቅቀ", "ድቀ", "month-first"),
  row("tk", "goöň göň", "gosoň gsoň", "day-first"),
  row("tr", "öö", "ös", "day-first"),
  row("ug", "چب", "چك", "year-first"),
  row("ur", "قبلدوپہر قد", "بعددوپہر بد", "day-first"),
  row("uz", "to то", "tk тк", "day-first"),
  row("vi", "sa", "ch", "day-first"),
  row("yi", "פֿאַרמיטאָג", "נאָכמיטאָג", "day-first"),
  row("yo", "àárọ̀", "ọ̀sán", "day-first"),
  { ...row("zh yue", "上午 凌晨 清晨 早上 上晝", "下午 中午 晚上 下晝"), noon: "中午" },
  row("zu", "ekuseni", "ntambama")
]
