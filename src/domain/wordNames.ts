/**
 * Names that are words of every day too, by language. A text is full of them, and most of the time they mean
 * nobody: Will, Rosa, Надежда.
 */

/**
 * The words, in lower case. Only words that people write often, since a name that is here is not found where
 * somebody writes it without its capital. A new language is a new row; one without capitals needs none.
 */
export const wordNames: ReadonlyArray<string> = `
  en: april art autumn bill brown chance chase christian cook dawn dean faith field frank gene grace grant gray
      green grey guy harmony hill holly hope jack joy june king lane long love major mark may melody mercy
      miles mike moon olive page pat pearl penny price prince ray rich rob robin rock rose ruby sandy short sky
      star storm sue summer sunny violet walker west white will winter wood woods young
  pt: alegria amado amor aurora bela branca branco campos castelo clara costa cruz dias esperança estrela flor
      flores fonte franco graça guerra jardim leal leite luz mar paz pinto ponte porto reis rios rocha rosa
      santos serra torres vale verde vitória
  es: alba amor blanca blanco bravo campos caro castillo cielo clara consuelo cortes cruz delgado dolores
      domingo esperanza estrella flores franco gracia guerra iglesias leal luna luz mar mercedes montes moreno
      paloma paz perla pilar reyes rico rojo rosa rubio santos sol soledad torres valle victoria
  fr: aurore blanc blanche boulanger brun cerise claire constant dimanche fleur fontaine grand juste marchand
      moulin noël olive petit pierre rose roux soleil violette
  it: alba allegra bella bianca bianco chiara costa felice fiore fontana forte franco gatti gioia grande
      leone luce luna mare monti neri pace perla pesce rosa rossa rossi rosso sole stella valle verde viola
      vittoria
  nl: bakker bloem bos groen groot hoop meer wit
  sv: berg blomma dag ek hall holm sten storm strand
  tr: ada ay aydın barış bahar çiçek deniz duygu emek eylül güneş gül güler hayat ilk kara kaya mutlu
      onur öz özgür pınar sevgi su toprak umut yaprak yıldız
  ru: белый белая вера весна гора заяц звезда любовь мороз надежда роза роман слава соловей волк
  pl: baran biały czarny dąb gołąb góra gruszka kos kot kowal kozioł król kwiat lis maj mały marka mróz nadzieja nowy
      róg róża sikora sobota stary wesoły wilk wiosna wrona zając zima
  cs: beran bílý černý dlouhý dub duch havel holub hora hruška jaro jelen kos král krátký kříž květ květa les liška malý
      mareš mráz naděje neděle nový pátek pokorný růže růžička sobota starý světlý svoboda tichý veselý víra vlk zajíc
      zelený zima
  sk: biely baran čierny dlhý holub jahoda kráľ krátky líška malý mráz nový nádej ruža sloboda starý tichý veselý viera
      vlk zajac zelený zima
  sl: bel cvet črn dan golob gora hren jagoda kos kovač kralj lipa medved nada novak mir ruža slava sonce srna vesna
      višnja volk vuk zima zlato zora zvezda
  el: άγγελος ελπίδα ειρήνη σοφία χαρά
`
  .trim()
  .split("\n")
  .flatMap((line) => line.replace(/^\s*\p{Ll}{2}:/u, "").match(/[\p{L}\p{M}]+/gu) ?? [])
