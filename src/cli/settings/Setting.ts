/**
 * A setting: one word that a flag, a variable of the environment and a line of `egregora.yaml` share.
 */
import * as Options from "@effect/cli/Options"
import * as Config from "effect/Config"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import * as Kind from "./kinds.js"

/** One setting, whose value is an `A`. Every value begins as text, wherever it is given. */
export interface Setting<A> {
  /** The word: `step-size`. */
  readonly name: string
  /** What it is for, in whole sentences. */
  readonly description: string
  /** What it is one of; none where it is anything of its kind. */
  readonly choices: ReadonlyArray<string>
  /** The text that stands for the default; null where the default is that nothing is said. */
  readonly standard: string | null
  /** The default in words. */
  readonly standardWords: string
  /** What holds where nobody says anything. */
  readonly fallback: () => A
  /** The value of a text, or what is wrong with it, to stand behind the name: ` must be 1 or more, not 0`. */
  readonly decode: (text: string) => Either.Either<A, string>
  /** What was given of it on the command line. */
  readonly flag: Options.Options<Option.Option<string>>
}

/** How a setting is told of. `standard` is its default as text, in words where it is none. */
interface Words {
  readonly description: string
  readonly standard: string
  readonly alias?: string
  readonly pseudoName?: string
}

/** The variable of the environment that gives a setting: `EGREGORA_STEP_SIZE`. */
export const variableOf = ({ name }: Pick<Setting<unknown>, "name">): string =>
  `EGREGORA_${name.toUpperCase().replaceAll("-", "_")}`

/** What a setting is for, and its default: for helps and the file. */
export const told = ({ description, standardWords }: Setting<unknown>): string =>
  sentence({ description, standard: standardWords })

/** A whole number from `least` on. */
export const integer = (name: string, words: Words & { readonly least: number }) =>
  withStandard(name, words, Kind.wholeNumber(words.least), Options.integer(name))

/** The same, which may be left open. */
export const optionalInteger = (
  name: string,
  words: Words & { readonly least: number; readonly most?: number }
) => withoutStandard(name, words, Kind.wholeNumber(words.least, words.most), Options.integer(name))

/** A number between two. */
export const number = (name: string, words: Words & { readonly least: number; readonly most: number }) =>
  withStandard(name, words, Kind.number(words.least, words.most), Options.float(name))

/** A number from `least` on, which may be left open. */
export const optionalNumber = (name: string, words: Words & { readonly least: number }) =>
  withoutStandard(name, words, Kind.number(words.least), Options.float(name))

/** One of some words. */
export const choice = <A extends string>(
  name: string,
  choices: ReadonlyArray<A>,
  words: Words
): Setting<A> => ({
  ...withStandard(name, words, Kind.choice(choices), Options.choice(name, choices)),
  choices
})

/** One of some words, or none. */
export const optionalChoice = <A extends string>(
  name: string,
  choices: ReadonlyArray<A>,
  words: Words
): Setting<A | null> => ({
  ...withoutStandard(name, words, Kind.choice(choices), Options.choice(name, choices)),
  choices
})

/** Something that is written as text, of a kind. */
export const text = <A>(name: string, kind: Schema.Schema<A, string>, words: Words) =>
  withStandard(name, words, kind, Options.text(name))

/** The same, which may be left open. */
export const optionalText = <A>(name: string, kind: Schema.Schema<A, string>, words: Words) =>
  withoutStandard(name, words, kind, Options.text(name))

/** Yes or no: `--NAME` and `--no-NAME`, and `true` and `false` elsewhere. `standard` says `is` in words. */
export const yesOrNo = (
  name: string,
  { is, ...words }: Words & { readonly is: boolean }
): Setting<boolean> => ({
  ...withStandard(name, { ...words, standard: String(is) }, Kind.yesOrNo, Options.text(name)),
  choices: ["true", "false"],
  standardWords: words.standard,
  flag: Options.boolean(name, { negationNames: [`no-${name}`] }).pipe(
    Options.withDescription(sentence(words)),
    // The command library says false for a flag that is not there; this tells the two apart.
    Options.withFallbackConfig(Config.succeed(null)),
    Options.map((given) => (given === null ? Option.none() : Option.some(String(given))))
  )
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const sentence = ({ description, standard }: Pick<Words, "description" | "standard">): string =>
  `${description} Default: ${standard}.`

const withStandard = <A>(
  name: string,
  words: Words,
  kind: Schema.Schema<A, string>,
  option: Options.Options<unknown>
): Setting<A> => ({
  ...common(name, words, option),
  standard: words.standard,
  fallback: () => Schema.decodeSync(kind)(words.standard),
  decode: decoder(kind)
})

const withoutStandard = <A>(
  name: string,
  words: Words,
  kind: Schema.Schema<A, string>,
  option: Options.Options<unknown>
): Setting<A | null> => ({
  ...common(name, words, option),
  standard: null,
  fallback: () => null,
  decode: decoder(kind)
})

const common = (name: string, words: Words, option: Options.Options<unknown>) => ({
  name,
  description: words.description,
  choices: [],
  standardWords: words.standard,
  flag: Options.map(option, String).pipe(
    (it) => (words.alias === undefined ? it : Options.withAlias(it, words.alias)),
    (it) => (words.pseudoName === undefined ? it : Options.withPseudoName(it, words.pseudoName)),
    Options.withDescription(sentence(words)),
    Options.optional
  )
})

const decoder =
  <A>(kind: Schema.Schema<A, string>) =>
  (given: string): Either.Either<A, string> =>
    Either.mapLeft(
      Schema.decodeEither(kind)(given),
      (error) => ParseResult.ArrayFormatter.formatErrorSync(error)[0]?.message ?? " is wrong"
    )
