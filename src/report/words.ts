/** What the report says itself, per language; kinds, statuses and so on are in the model's labels. */
import type { Reopening } from '../model/annotation.js'
import type { Locale } from '../model/labels.js'
import type { LogFault } from '../model/seal.js'
import type { SpeakersOverview } from '../model/speakers-overview.js'

/** A report's own words in one language. */
export interface Words {
  readonly report: string
  readonly created: string
  readonly timesIn: string
  readonly sections: string
  readonly article: string
  readonly statements: string
  readonly detached: string
  readonly detachedHint: string
  readonly sources: string
  readonly log: string
  readonly noStatements: string
  readonly noSources: string
  readonly noLog: string
  readonly logComplete: (entries: number) => string
  readonly logDigest: string
  /** SHA-256 of the article's plain text. */
  readonly articleDigest: string
  /** How many entries of this copy tell less than was sealed. */
  readonly logBlanked: (count: number) => string
  /** What is wrong, with the number of the first broken entry, from 1. */
  readonly logFault: Readonly<Record<LogFault, (number: number) => string>>
  readonly checked: (checked: number, total: number) => string
  readonly staleCount: (count: number) => string
  readonly detachedCount: (count: number) => string
  readonly dismissedCount: (count: number) => string
  readonly confidentialSource: string
  readonly contactLeftOut: string
  readonly confidentialLeftOut: (count: number) => string
  readonly confidentialIncluded: (count: number) => string
  readonly lines: string
  readonly markHint: string
  readonly statement: string
  readonly toText: string
  readonly untitled: string
  readonly outlet: string
  readonly when: string
  readonly chain: string
  readonly reviewed: string
  readonly notReviewed: string
  readonly somebody: string
  readonly reviewedWording: string
  readonly presentWording: string
  readonly speakerMention: string
  readonly evidence: string
  readonly noEvidence: string
  readonly note: string
  readonly flags: string
  readonly reasons: string
  readonly manual: string
  readonly usedBy: string
  readonly unused: string
  readonly accessed: string
  readonly archived: string
  readonly goneSubject: string
  readonly leaf: string
  /** Before a source's number: "Q1". */
  readonly sourcePrefix: string
  readonly page: string
  /** Before who has said that a review still holds. */
  readonly confirmed: string
  readonly signedOff: string
  readonly signOffLapsed: string
  readonly reopened: string
  /** What has happened to the source, named as a subject. */
  readonly reopenedWhy: Readonly<Record<Reopening['why'], (source: string) => string>>
  readonly reopenedCount: (count: number) => string
  readonly verdict: string
  readonly verdictWording: string
  readonly anonymity: string
  readonly assignee: string
  readonly overrides: string
  readonly overrideLapsed: string
  readonly thread: string
  readonly comments: (count: number) => string
  readonly threadOpen: string
  readonly threadResolved: string
  readonly commentEdited: string
  readonly threadsIncluded: string
  readonly looked: string
  readonly correction: string
  readonly contact: string
  readonly contactsIncluded: string
  /** The words are still those that were reviewed. */
  readonly sameWording: string
  /** How to read what was reviewed beside what stands there now. */
  readonly changedHint: string
  readonly agrees: string
  readonly differs: string
  /** How to read a passage beside the statement. */
  readonly differsHint: string
  readonly notCompared: string
  readonly speakers: string
  readonly speakersSummary: (
    overview: Pick<SpeakersOverview, 'speakers' | 'unnamed' | 'total' | 'withoutSpeaker'>,
  ) => string
  readonly speaker: string
  readonly direct: string
  readonly indirect: string
  readonly ofThemChecked: string
  /** Before the numbers of a speaker's statements. */
  readonly numbersOf: (count: number) => string
  readonly gate: string
  readonly gatePending: string
  readonly gateBlocks: string
  readonly gateWarns: string
  readonly gateOverridden: string
  readonly gateFine: (count: number) => string
  /** In a file of Word: what the lines and numbers are. */
  readonly wordHint: string
  /** On the further pieces of a statement, by its name. */
  readonly wordContinued: (statement: string) => string
  readonly wordSummary: string
}

/** A report's own words in each language. */
export const WORDS: Readonly<Record<Locale, Words>> = {
  de: {
    report: 'Prüfbericht',
    created: 'Erstellt',
    timesIn: 'Zeitzone',
    sections: 'Abschnitte',
    article: 'Artikel',
    statements: 'Aussagen',
    detached: 'Aussagen ohne Stelle im Text',
    detachedHint: 'Ihre Worte stehen nicht mehr im Artikel; was über sie bekannt ist, bleibt erhalten.',
    sources: 'Quellen',
    log: 'Verlauf',
    noStatements: 'Im Artikel ist keine Aussage markiert.',
    noSources: 'Es ist keine Quelle angehängt.',
    noLog: 'Es ist noch nichts verzeichnet.',
    logComplete: (entries) =>
      entries === 1 ? 'Verlauf lückenlos, ein Eintrag.' : `Verlauf lückenlos, ${entries} Einträge.`,
    logDigest: 'Prüfsumme',
    articleDigest: 'Prüfsumme des Artikels (SHA-256)',
    logBlanked: (count) =>
      count === 1
        ? 'Von einem Eintrag sind Angaben weggelassen; sein Platz in der Reihe ist gesichert.'
        : `Von ${count} Einträgen sind Angaben weggelassen; ihr Platz in der Reihe ist gesichert.`,
    logFault: {
      changed: (number) => `Eintrag ${number} wurde nachträglich geändert.`,
      gap: (number) =>
        number === 1
          ? 'Eintrag 1 war nicht der erste: Davor fehlt etwas.'
          : `Eintrag ${number} passt nicht zum vorigen: Dazwischen fehlt etwas, oder der vorige wurde ersetzt.`,
      inserted: (number) => `Eintrag ${number} wurde nachträglich eingefügt.`,
      moved: (number) => `Eintrag ${number} steht nicht an seinem Platz.`,
      unsealed: (number) =>
        `Ab Eintrag ${number} ist der Verlauf nicht versiegelt; ob dort etwas fehlt, lässt sich nicht sagen.`,
      'other-digest': () =>
        'Der Verlauf hatte nie die erwartete Prüfsumme: Am Ende fehlt etwas, oder er wurde neu versiegelt.',
    },
    checked: (checked, total) => (total ? `${checked} von ${total} geprüft` : 'Keine Aussagen'),
    staleCount: (count) => `${count} × Wortlaut nach der Prüfung geändert`,
    detachedCount: (count) => `${count} × Text fehlt`,
    dismissedCount: (count) =>
      count === 1
        ? 'Eine Stelle wurde als keine Aussage ausgeblendet.'
        : `${count} Stellen wurden als keine Aussage ausgeblendet.`,
    confidentialSource: 'Vertrauliche Quelle',
    contactLeftOut: 'Kontakt weggelassen',
    confidentialLeftOut: (count) =>
      count === 1
        ? 'Angaben zu einer vertraulichen Quelle sind weggelassen.'
        : `Angaben zu ${count} vertraulichen Quellen sind weggelassen.`,
    confidentialIncluded: (count) =>
      count === 1
        ? 'Dieser Bericht nennt eine vertrauliche Quelle. Nicht weitergeben.'
        : `Dieser Bericht nennt ${count} vertrauliche Quellen. Nicht weitergeben.`,
    lines: 'Linien',
    markHint: 'Die Linie zeigt die Art, Farbe und Zeichen den Status, die Zahl führt zur Aussage.',
    statement: 'Aussage',
    toText: 'Zur Stelle im Text',
    untitled: 'Ohne Titel',
    outlet: 'Medium',
    when: 'Zeitangabe',
    chain: 'Weg der Aussage',
    reviewed: 'Status von',
    notReviewed: 'Noch nicht angesehen',
    somebody: 'Unbekannt',
    reviewedWording: 'Geprüfter Wortlaut',
    presentWording: 'Wortlaut jetzt',
    speakerMention: 'Im Text',
    evidence: 'Belege',
    noEvidence: 'Keine Quelle angehängt',
    note: 'Notiz',
    flags: 'Hinweise',
    reasons: 'Erkannt an',
    manual: 'Von Hand markiert',
    usedBy: 'Zu Aussage',
    unused: 'Keiner Aussage angehängt',
    accessed: 'abgerufen',
    archived: 'Archiviert',
    goneSubject: 'Nicht im Bericht',
    leaf: 'Bild oder anderes Element',
    sourcePrefix: 'Q',
    page: 'Seite',
    confirmed: 'Gilt weiterhin laut',
    signedOff: 'Gegengelesen von',
    signOffLapsed: 'gilt nicht mehr, seither hat sich etwas geändert',
    reopened: 'Wieder offen',
    reopenedWhy: {
      corrected: (source) => `${source} wurde berichtigt`,
      unreliable: (source) => `${source} gilt nicht mehr als verlässlich`,
    },
    reopenedCount: (count) => `${count} × wegen einer Quelle wieder offen`,
    verdict: 'Urteil',
    verdictWording: 'Beurteilt wurde',
    anonymity: 'Warum ohne Namen',
    assignee: 'Zugewiesen an',
    overrides: 'Ausgesetzte Regeln',
    overrideLapsed: 'gilt nicht mehr, der Wortlaut ist seither ein anderer',
    thread: 'Gespräch',
    comments: (count) => (count === 1 ? 'Ein Kommentar' : `${count} Kommentare`),
    threadOpen: 'offen',
    threadResolved: 'erledigt von',
    commentEdited: 'geändert',
    threadsIncluded: 'Dieser Bericht enthält, was die Redaktion untereinander besprochen hat.',
    looked: 'Angesehen von',
    correction: 'Berichtigt',
    contact: 'Kontakt',
    contactsIncluded: 'Dieser Bericht nennt Kontakte zu Quellen. Nicht weitergeben.',
    sameWording: 'Wortlaut seither unverändert',
    changedHint: 'Durchgestrichen stand da, als geprüft wurde; unterstrichen steht jetzt da.',
    agrees: 'Wortlaut stimmt überein',
    differs: 'Wortlaut weicht ab',
    differsHint: 'Durchgestrichen steht nur in der Quelle, unterstrichen nur im Artikel.',
    notCompared: 'Übersetzt, Wortlaut nicht verglichen',
    speakers: 'Sprecher',
    speakersSummary: ({ speakers, unnamed, total, withoutSpeaker }) =>
      [
        `${speakers} Sprecher in ${total === 1 ? 'einer Aussage' : `${total} Aussagen`}`,
        unnamed > 0 ? `, ${unnamed} davon ohne Namen` : '',
        '.',
        withoutSpeaker === 1 ? ' Eine Aussage nennt keinen Sprecher.' : '',
        withoutSpeaker > 1 ? ` ${withoutSpeaker} Aussagen nennen keinen Sprecher.` : '',
      ].join(''),
    speaker: 'Sprecher',
    direct: 'direkt',
    indirect: 'indirekt',
    ofThemChecked: 'geprüft',
    numbersOf: (count) => (count === 1 ? 'Aussage' : 'Aussagen'),
    gate: 'Freigabe',
    gatePending: 'Der Text wurde noch gelesen, als gefragt wurde. Es kann mehr dazukommen.',
    gateBlocks: 'Hält auf',
    gateWarns: 'Hinweise',
    gateOverridden: 'Ausgesetzt',
    gateFine: (count) =>
      count === 1
        ? 'Zu einer Aussage gibt es nichts zu sagen.'
        : `Zu ${count} Aussagen gibt es nichts zu sagen.`,
    wordHint:
      'Unterstrichen sind Aussagen, doppelt, wo eine in der anderen steht. Die Zahl führt zur Aussage, der Kommentar nennt ihre Prüfung.',
    wordContinued: (statement) => `${statement}, weiterer Teil`,
    wordSummary: 'Überblick',
  },
  en: {
    report: 'Verification report',
    created: 'Created',
    timesIn: 'Time zone',
    sections: 'Sections',
    article: 'Article',
    statements: 'Statements',
    detached: 'Statements without a place in the text',
    detachedHint: 'Their words are no longer in the article; what is known about them is kept.',
    sources: 'Sources',
    log: 'Log',
    noStatements: 'No statement is marked in the article.',
    noSources: 'No source is attached.',
    noLog: 'Nothing has been recorded yet.',
    logComplete: (entries) =>
      entries === 1 ? 'Log complete, one entry.' : `Log complete, ${entries} entries.`,
    logDigest: 'Digest',
    articleDigest: 'Digest of the article (SHA-256)',
    logBlanked: (count) =>
      count === 1
        ? 'Something is left out of one entry; its place in the chain is proved.'
        : `Something is left out of ${count} entries; their places in the chain are proved.`,
    logFault: {
      changed: (number) => `Entry ${number} was changed afterwards.`,
      gap: (number) =>
        number === 1
          ? 'Entry 1 was not the first: something before it is missing.'
          : `Entry ${number} does not follow on the one before: something between them is missing, or the one before was replaced.`,
      inserted: (number) => `Entry ${number} was put in afterwards.`,
      moved: (number) => `Entry ${number} is out of its place.`,
      unsealed: (number) =>
        `From entry ${number} on the log is not sealed; nobody can say whether something is missing there.`,
      'other-digest': () =>
        'The log never had the digest expected: its end is missing, or it was sealed anew.',
    },
    checked: (checked, total) => (total ? `${checked} of ${total} checked` : 'No statements'),
    staleCount: (count) => `${count} × wording changed after the check`,
    detachedCount: (count) => `${count} × text gone`,
    dismissedCount: (count) =>
      count === 1
        ? 'One passage was hidden as not a statement.'
        : `${count} passages were hidden as not statements.`,
    confidentialSource: 'Confidential source',
    contactLeftOut: 'Contact left out',
    confidentialLeftOut: (count) =>
      count === 1
        ? 'What is known about one confidential source is left out.'
        : `What is known about ${count} confidential sources is left out.`,
    confidentialIncluded: (count) =>
      count === 1
        ? 'This report names a confidential source. Do not pass it on.'
        : `This report names ${count} confidential sources. Do not pass it on.`,
    lines: 'Lines',
    markHint: 'The line shows the kind, colour and sign show the status, the number leads to the statement.',
    statement: 'Statement',
    toText: 'To its place in the text',
    untitled: 'Untitled',
    outlet: 'Outlet',
    when: 'Time given',
    chain: 'Came through',
    reviewed: 'Status by',
    notReviewed: 'Nobody has looked yet',
    somebody: 'Unknown',
    reviewedWording: 'Wording reviewed',
    presentWording: 'Wording now',
    speakerMention: 'In the text',
    evidence: 'Evidence',
    noEvidence: 'No source attached',
    note: 'Note',
    flags: 'Flags',
    reasons: 'Found by',
    manual: 'Marked by hand',
    usedBy: 'For statement',
    unused: 'Attached to no statement',
    accessed: 'accessed',
    archived: 'Archived',
    goneSubject: 'Not in the report',
    leaf: 'Image or other element',
    sourcePrefix: 'S',
    page: 'Page',
    confirmed: 'Still holds, says',
    signedOff: 'Signed off by',
    signOffLapsed: 'holds no more, something has changed since',
    reopened: 'Open again',
    reopenedWhy: {
      corrected: (source) => `${source} was corrected`,
      unreliable: (source) => `${source} is no longer held for reliable`,
    },
    reopenedCount: (count) => `${count} × open again because of a source`,
    verdict: 'Verdict',
    verdictWording: 'Wording rated',
    anonymity: 'Why unnamed',
    assignee: 'Assigned to',
    overrides: 'Rules overridden',
    overrideLapsed: 'holds no more, the wording is another one now',
    thread: 'Discussion',
    comments: (count) => (count === 1 ? 'One comment' : `${count} comments`),
    threadOpen: 'open',
    threadResolved: 'resolved by',
    commentEdited: 'changed',
    threadsIncluded: 'This report contains what the desk has discussed internally.',
    looked: 'Looked at by',
    correction: 'Corrected',
    contact: 'Contact',
    contactsIncluded: 'This report names contacts of sources. Do not pass it on.',
    sameWording: 'wording unchanged since',
    changedHint: 'Struck through is what stood there when it was reviewed, underlined what stands there now.',
    agrees: 'Wording agrees',
    differs: 'Wording differs',
    differsHint: 'Struck through is in the source only, underlined in the article only.',
    notCompared: 'Translated, wording not compared',
    speakers: 'Speakers',
    speakersSummary: ({ speakers, unnamed, total, withoutSpeaker }) =>
      [
        `${speakers === 1 ? 'One speaker' : `${speakers} speakers`} in ${total === 1 ? 'one statement' : `${total} statements`}`,
        unnamed > 0 ? `, ${unnamed} of them unnamed` : '',
        '.',
        withoutSpeaker === 1 ? ' One statement gives no speaker.' : '',
        withoutSpeaker > 1 ? ` ${withoutSpeaker} statements give no speaker.` : '',
      ].join(''),
    speaker: 'Speaker',
    direct: 'direct',
    indirect: 'indirect',
    ofThemChecked: 'checked',
    numbersOf: (count) => (count === 1 ? 'Statement' : 'Statements'),
    gate: 'Publication',
    gatePending: 'The text was still being read when this was asked. There may be more.',
    gateBlocks: 'Blocks',
    gateWarns: 'Warnings',
    gateOverridden: 'Overridden',
    gateFine: (count) =>
      count === 1 ? 'Nothing is wrong with one statement.' : `Nothing is wrong with ${count} statements.`,
    wordHint:
      'Statements are underlined, twice where one stands inside another. The number leads to the statement, the comment tells of its check.',
    wordContinued: (statement) => `${statement}, further part`,
    wordSummary: 'Summary',
  },
}
