/** The files of a small desk, which samples for the command line are run on. The same ones each time. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { dossierToJSON, type Dossier } from '../../src/model/dossier.js'
import { sealLog } from '../../src/model/seal.js'
import { reportCSL, reportJSON } from '../../src/report/index.js'
import { ARTICLE, AT, DOSSIER, EDITOR, source } from '../model/sample.js'

const WORDING = '„Wir bauen“ … „noch im Mai.“'

const CHECKED: Dossier = {
  ...DOSSIER,
  annotations: DOSSIER.annotations.map((own) =>
    own.id === 'a1'
      ? { ...own, verdict: { rating: 'mostly-true', wording: WORDING, by: EDITOR, at: AT } }
      : own,
  ),
  sources: [
    source('q1', {
      kind: 'press-release',
      title: 'Rat beschließt Ausbau',
      author: 'Stadt Beispiel',
      date: '2026-11',
      url: 'https://example.org/rat',
      archivedUrl: 'https://archive.example/rat',
      accessed: '2026-11-24',
    }),
  ],
  log: [
    ...DOSSIER.log,
    {
      at: AT,
      by: EDITOR,
      action: 'set-note',
      subject: 'a1',
      before: '',
      after: 'Mitschnitt gehört',
      seal: null,
    },
  ],
}

const PUBLICATION = {
  url: 'https://news.example/rat',
  publisher: { kind: 'organisation', name: 'Beispielzeitung' },
  datePublished: '2026-11-24T08:00:00+01:00',
  trustIndicators: [{ role: 'unnamedSourcesPolicy', href: 'https://news.example/quellen' }],
  claimReview: {
    publisher: { kind: 'organisation', name: 'Beispielzeitung' },
    url: 'https://news.example/rat#check',
  },
}

const CORPUS = {
  id: '1',
  lang: 'de',
  text: '„Wir bauen“, sagte Meier.',
  statements: [
    { kind: 'direct', quote: [[0, 11]], speaker: [[19, 24]], cue: [[13, 18]], frame: [], addressee: [] },
  ],
}

/** Salts that are not random, so that the digest can be printed. */
const SAME_SALTS: Parameters<typeof sealLog>[1] = {
  subtle: crypto.subtle,
  getRandomValues: (bytes) => bytes,
}

/** Writes them into `folder`, and into `folder/bin` the programs that samples call. */
export async function writeDeskFiles(folder: string): Promise<void> {
  const log = await sealLog(CHECKED.log, SAME_SALTS)
  const page = ARTICLE.blocks.map(({ level, text }) =>
    level ? `<h${level}>${text}</h${level}>` : `<p>${text}</p>`,
  )
  const html = `<!doctype html><html lang="de"><title>Rat stimmt zu</title><article>${page.join('\n')}</article>\n`
  const json = (dossier: Dossier) => JSON.stringify(dossierToJSON(dossier))
  const dossier = { ...CHECKED, log }
  const full = (own: Dossier) => reportJSON({ article: ARTICLE, dossier: own }, { locale: 'en', now: AT })
  const archive = [
    { id: 1, text: '„Wir bauen“, sagte Meier.' },
    { id: 2, text: 'x' },
  ]
  const lines = (values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('')
  const files = {
    'a.html': html,
    'a.json': json(dossier),
    'article.html': html,
    'annotations.json': json(dossier),
    'b.json': json({ ...dossier, log: log.slice(1) }),
    'monday.json': full({ ...DOSSIER, log: [] }),
    'tuesday.json': full(dossier),
    'zotero.json': reportCSL({ article: ARTICLE, dossier }, { locale: 'en', now: AT }),
    'p.json': JSON.stringify(PUBLICATION),
    'archive.jsonl': lines(archive),
    'corpus.jsonl': lines(Array.from({ length: 40 }, (_, i) => ({ ...CORPUS, id: String(i) }))),
    'dev.jsonl': lines([CORPUS]),
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  program(join(bin, 'prosemirror-attribution'), `exec node ${resolve('dist/cli/main.js')} "$@"`)
  program(join(bin, 'publish'), 'exit 0')
}

function program(path: string, line: string): void {
  writeFileSync(path, `#!/bin/sh\n${line}\n`)
  chmodSync(path, 0o755)
}
