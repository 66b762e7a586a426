/**
 * The public API.
 *
 * ```ts
 * import { AppLayer, Pipeline, processExport, Stage, standard } from "egregora"
 * ```
 */
export * as AppLayer from "./AppLayer.js"
export type { Estimate, Usage } from "./domain/Cost.js"
export type { Message, MessageDetails, MessageKind } from "./domain/Message.js"
export type { Attachment, Participant, Post } from "./domain/Post.js"
export type { Price, PriceTable } from "./domain/Price.js"
export type {
  Completed,
  Degraded,
  Failed,
  Output,
  Run,
  RunId,
  RunKind,
  Running,
  RunStatus,
  Skipped,
  Spent
} from "./domain/Run.js"
export type { StepUnit, Window, WindowSpec } from "./domain/Window.js"
export * as Wishes from "./domain/Wishes.js"
export * as Engine from "./pipeline/Engine.js"
export { NamesChanged } from "./pipeline/knownPeople.js"
export { NoMessages } from "./pipeline/openExport.js"
export * as Pipeline from "./pipeline/Pipeline.js"
export { ProcessError, type ProcessOptions, processExport, type Summary } from "./pipeline/processExport.js"
export type { WindowResult } from "./pipeline/runWindow.js"
export * as Stage from "./pipeline/Stage.js"
export { AnotherChat } from "./pipeline/sameChat.js"
export { CurrentChat, standard } from "./pipeline/standard.js"
export * as Sources from "./sources/detect.js"
export { Limits, type LimitsShape, upTo } from "./sources/Limits.js"
export { mention, People } from "./sources/People.js"
export {
  type Chat,
  type DateOrder,
  ExportError,
  type OpenOptions,
  Source,
  type Survey
} from "./sources/Source.js"
export type { Published } from "./stages/publish.js"
export * as Budget from "./tracking/Budget.js"
export * as CurrentRun from "./tracking/CurrentRun.js"
export { Prices } from "./tracking/Prices.js"
export { type Found, HistoryError, RunHistory } from "./tracking/RunHistory.js"
export { JournalError, RunJournal } from "./tracking/RunJournal.js"
export * as RunTracking from "./tracking/RunTracking.js"
export { Writer, WriterError } from "./writers/Writer.js"
