import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import Papa from 'papaparse'
import { sealDossier } from '../../src/model/dossier.js'
import { reportCSV, TABLES, type CSVOptions } from '../../src/report/index.js'
import { ARTICLE, DOSSIER, source } from '../model/sample.js'
import { DE, EN, HOSTILE, hostileInput, hostileOptions, INPUT } from './sample.js'

/** Read by a program that is not ours. */
function read(text: string, delimiter = ','): readonly (readonly string[])[] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\r\n' })
  assert.deepEqual(errors, [])
  assert.deepEqual(data.pop(), [''], 'the last line ends like the others')
  return data
}

/** Rows as objects by the names of the columns. */
function records(text: string): readonly Readonly<Record<string, string>>[] {
  const [names = [], ...rows] = read(text)
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? ''])))
}

const withTitle = (title: string) => ({
  article: ARTICLE,
  dossier: { ...DOSSIER, sources: [source('q1', { title, note: title })] },
})

describe('the CSV tables', () => {
  test('have the statements, each in a row, in the words of the language', () => {
    const [first, second, third, fourth, gone, ...more] = records(reportCSV(INPUT, DE))
    assert.equal(more.length, 0)
    assert.deepEqual(first, {
      'Nr.': '1',
      Aussage: '„Wir bauen“ … „noch im Mai.“',
      Art: 'Direkt',
      Sprecher: 'Meier',
      Funktion: '',
      'Art des Sprechers': 'Namentlich genannt',
      'Im Text': '',
      Medium: '',
      Zeitangabe: '',
      'Weg der Aussage': '',
      Hinweise: '',
      Status: 'Bestätigt',
      'Status von': 'M. K.',
      'Status am': '2026-11-24T09:30:00.000Z',
      'Geprüfter Wortlaut': '„Wir bauen“ … „noch im Mai.“',
      'Gilt noch': 'ja',
      'Gegengelesen von': '',
      'Gegengelesen am': '',
      Urteil: '',
      Belege: 'Q1 Ursprung, S. 3: Wir bauen noch im Mai',
      'Warum ohne Namen': '',
      Notiz: 'Mitschnitt gehört',
      'Zugewiesen an': '',
      Anfang: '15',
      Ende: '55',
    })
    assert.deepEqual([second?.['Status'], second?.['Gilt noch']], ['Ungeprüft', ''])
    assert.deepEqual([third?.['Gilt noch'], third?.['Weg der Aussage']], ['nein', 'Lokalzeit → Polizei'])
    assert.equal(fourth?.['Status von'], 'Unbekannt')
    assert.deepEqual([gone?.['Aussage'], gone?.['Anfang']], ['„Das bleibt teuer“', ''])
    assert.match(
      reportCSV(INPUT, EN),
      /^No\.,Statement,Kind,Speaker,[^]*\r\n1,„Wir bauen“ … „noch im Mai\.“,Direct,/,
    )
  })

  test('have the sources with their citation', () => {
    assert.deepEqual(records(reportCSV(INPUT, { ...DE, table: 'sources' }))[0], {
      'Nr.': '1',
      Nachweis: 'Stadt Beispiel: Titel q1. Webseite, November 2026, https://example.org/rat',
      Art: 'Webseite',
      Titel: 'Titel q1',
      Von: 'Stadt Beispiel',
      'Erschienen bei': '',
      Datum: '2026-11',
      Adresse: 'https://example.org/rat',
      Archiviert: '',
      Abgerufen: '',
      Verlässlichkeit: 'Nicht eingeschätzt',
      Vertraulich: 'nein',
      Notiz: '',
      Berichtigung: '',
      Kontakt: '',
      'Zu Aussage': '1',
    })
  })

  test('have the log with its sums', async () => {
    const dossier = await sealDossier(DOSSIER)
    const [row] = records(reportCSV({ article: ARTICLE, dossier }, { ...DE, table: 'log' }))
    assert.deepEqual(
      [row?.['Zeit'], row?.['Wer'], row?.['Was'], row?.['Woran'], row?.['Vorher'], row?.['Nachher']],
      ['2026-11-24T09:30:00.000Z', 'M. K.', 'Status gesetzt', 'Aussage 1', 'Ungeprüft', 'Bestätigt'],
    )
    assert.equal(row?.['Prüfsumme'], dossier.log[0]?.seal?.content)
  })

  test('have as many cells in each row as there are columns, whatever is in them', () => {
    for (const text of HOSTILE) {
      const input = hostileInput(text)
      for (const table of TABLES)
        for (const delimiter of [',', ';'] as const) {
          const rows = read(reportCSV(input, { ...hostileOptions(input, text), table, delimiter }), delimiter)
          assert.ok(rows.length > 1)
          for (const row of rows) assert.equal(row.length, rows[0]?.length, `${table}: ${text}`)
        }
    }
  })

  test('say that there is a confidential source, and nothing of it', () => {
    const secret = source('s', { title: 'Geheim', kind: 'interview', confidential: true })
    const input = { article: ARTICLE, dossier: { ...DOSSIER, sources: [...DOSSIER.sources, secret] } }
    const row = records(reportCSV(input, { ...DE, table: 'sources' }))[1] ?? {}
    assert.deepEqual(Object.values(row).filter(Boolean), [
      '2',
      'Vertrauliche Quelle',
      'Vertrauliche Quelle',
      'ja',
    ])
  })

  test('begin with a byte-order mark only where it is asked for', () => {
    assert.equal(reportCSV(INPUT, { ...DE, byteOrderMark: true }), `\uFEFF${reportCSV(INPUT, DE)}`)
  })
})

describe('cells that begin like a formula', () => {
  const options: CSVOptions = { ...DE, table: 'sources' }
  const FORMULAS = ['=', '+', '-', '@', '\t', '\r', '\n', ' =', '\u00A0=', '＝', '＋', '－', '＠']

  for (const sign of FORMULAS)
    test(`are text in spreadsheets: ${JSON.stringify(sign)}`, () => {
      for (const rest of ['1+1', "cmd|' /C calc'!A0", 'HYPERLINK("https://evil.example")\nb', '']) {
        const row = records(reportCSV(withTitle(`${sign}${rest}`), options))[0] ?? {}
        const shown = `${sign}${rest}`.replaceAll('\r', '\n')
        assert.equal(row['Titel'], `'${shown}`)
        assert.equal(row['Notiz'], `'${shown}`)
        for (const cell of Object.values(row)) assert.doesNotMatch(cell, /^\s*[=+\-@]/)
      }
    })

  test('are so too where a number is only text, while real numbers stay', () => {
    const text = reportCSV(withTitle('-1'), options)
    assert.match(text, /\r\n1,"'-1\. Webseite",Webseite,"'-1",/)
    assert.equal(records(reportCSV(withTitle('+49 171 555'), options))[0]?.['Titel'], "'+49 171 555")
    assert.equal(records(reportCSV(withTitle('2026'), options))[0]?.['Titel'], '2026')
  })

  test('cannot be made by a program that separates at another sign', () => {
    const text = reportCSV(withTitle('a;=1+1'), options)
    assert.match(text, /,"a;=1\+1",/)
  })
})
