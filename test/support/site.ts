/**
 * Sites in a temporary folder, and messages and windows made by hand.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Message } from "../../src/domain/Message.js"
import type { Window } from "../../src/domain/Window.js"
import * as SiteStore from "../../src/site/SiteStore.js"

/** The real file system. */
export const files = Layer.merge(NodeFileSystem.layer, NodePath.layer)

/** Runs an effect with a site in a new folder, which is gone afterwards. */
export const withSite = <A, E, R>(
  effect: (folder: string) => Effect.Effect<A, E, R>
): Effect.Effect<A, unknown, Exclude<Exclude<R, SiteStore.SiteStore>, Layer.Layer.Success<typeof files>>> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const folder = yield* fs.makeTempDirectoryScoped()
    return yield* Effect.provide(effect(folder), SiteStore.layer(`${folder}/site`))
  }).pipe(Effect.scoped, Effect.provide(files))

/** 2 May 2025, 08:00 in Lisbon. */
export const morning = Date.UTC(2025, 4, 2, 7, 0)

/** A message by minute, author and text; `media` makes it one with a file. */
export const message = (
  minute: number,
  author: string | null,
  text: string,
  media: string | null = null
): Message => ({
  index: minute,
  timestamp: morning + minute * 60_000,
  author,
  kind: author === null ? "system" : media === null ? "text" : "media",
  text,
  media,
  details: null
})

/** A window of one day. */
export const window = (messages: ReadonlyArray<Message>): Window => ({
  index: 0,
  key: "2025-05-02",
  start: messages[0]?.timestamp ?? morning,
  end: messages.at(-1)?.timestamp ?? morning,
  size: messages.length,
  zone: "Europe/Lisbon",
  messages,
  context: []
})
