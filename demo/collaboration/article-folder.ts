/**
 * Articles in a folder, each in one of its own. What has been written is never written again: a server puts a
 * new file beside those that are there, with all that they have, and then takes those away that it has read.
 * So a server that dies leaves the article as it was, and two that know nothing of each other lose nothing of
 * it: each finds what the other has put there.
 *
 * An article that cannot be saved stays in memory, also when everybody has gone, and is tried again until it
 * can be; who is at it is told. A file that is no article is left alone, and nobody gets in until
 * somebody has looked at it: to begin anew would be to lose what it had.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type {
  beforeUnloadDocumentPayload,
  connectedPayload,
  Document,
  Extension,
  Hocuspocus,
  onLoadDocumentPayload,
  onStoreDocumentPayload,
} from '@hocuspocus/server'
import * as Y from 'yjs'
import { toldAs } from './told.js'

/** Names of files are no longer than 255 bytes on most disks. */
const MAX_NAME = 200
const ARTICLE = '.yjs'

export class ArticleFolder implements Extension {
  readonly extensionName = 'article-folder'
  /** Before that of Redis, which lets only one of several servers store at a time. */
  readonly priority = 2000
  /** The file that this server has written last, by article. */
  private readonly own = new Map<string, string>()
  /** Articles that could not be saved. */
  private readonly unsaved = new Map<string, ReturnType<typeof setTimeout>>()

  constructor(
    private readonly folder: string,
    private readonly retryMs = 3000,
  ) {}

  async onLoadDocument({ documentName: name, document }: onLoadDocumentPayload): Promise<void> {
    if (fileName(name).length > MAX_NAME) throw refusal('The name of the article is too long')
    try {
      await this.readInto(document, name)
    } catch (error) {
      throw refusal(`The article cannot be read: ${wordsOf(error)}`)
    }
  }

  async onStoreDocument({ documentName: name, document, instance }: onStoreDocumentPayload): Promise<void> {
    await this.save(name, document, instance)
  }

  /** Who comes while the article cannot be saved is told, too. */
  async connected({ connection, documentName: name }: connectedPayload): Promise<void> {
    if (this.unsaved.has(name)) connection.sendStateless(toldAs({ isSaving: false }))
    return Promise.resolve()
  }

  /** Fails while the article is nowhere else. */
  async beforeUnloadDocument({ documentName: name }: beforeUnloadDocumentPayload): Promise<void> {
    if (this.unsaved.has(name)) throw new Error('')
    this.own.delete(name)
    return Promise.resolve()
  }

  private async save(name: string, document: Document, instance: Hocuspocus): Promise<void> {
    const waited = this.unsaved.get(name)
    clearTimeout(waited)
    try {
      const read = await this.readInto(document, name)
      await this.write(document, name)
      for (const file of read) await rm(file, { force: true })
    } catch (error) {
      if (waited === undefined) {
        console.error(`Cannot save ${JSON.stringify(name)}, and try again: ${wordsOf(error)}`)
        document.broadcastStateless(toldAs({ isSaving: false }))
      }
      const again = (): void =>
        void document.saveMutex.runExclusive(() => this.save(name, document, instance))
      this.unsaved.set(name, setTimeout(again, this.retryMs))
      return
    }
    if (waited === undefined) return
    this.unsaved.delete(name)
    console.log(`Saved ${JSON.stringify(name)} again`)
    document.broadcastStateless(toldAs({ isSaving: true }))
    // Whom it would have been unloaded after may have gone.
    setTimeout(() => void instance.unloadDocument(document))
  }

  /** Puts in what others have written; gives all files that it now has. Throws where one is no article. */
  private async readInto(document: Y.Doc, name: string): Promise<readonly string[]> {
    const files = await filesIn(this.folderOf(name))
    for (const file of files) {
      if (file === this.own.get(name)) continue
      try {
        Y.applyUpdate(document, await readFile(file))
      } catch (error) {
        // Another server has put a newer one there, and has taken this one away.
        if (codeOf(error) === 'ENOENT') return this.readInto(document, name)
        throw new Error(`${file}: ${wordsOf(error)}`, { cause: error })
      }
    }
    return files
  }

  private async write(document: Y.Doc, name: string): Promise<void> {
    const folder = this.folderOf(name)
    // Where the folder of all is away, such as one on another machine, nothing is put in its place.
    await mkdir(folder).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
    })
    const file = join(folder, `${randomUUID()}${ARTICLE}`)
    const draft = `${file}.part`
    try {
      await writeFile(draft, Y.encodeStateAsUpdate(document), { flush: true })
      await rename(draft, file)
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
    this.own.set(name, file)
  }

  private folderOf(name: string): string {
    return join(this.folder, fileName(name))
  }
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder)
    return names.filter((name) => name.endsWith(ARTICLE)).map((name) => join(folder, name))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

/** The name of an article is anybody's; a folder's begins with no dot and has no slash. */
function fileName(name: string): string {
  return `article-${encodeURIComponent(name)}`
}

/** An error of which the page is told the reason. */
function refusal(reason: string): Error {
  return Object.assign(new Error(reason), { reason })
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
