/** The demo page's own words; panel, marks and report bring theirs. */
export type Locale = 'de' | 'en'

const de = {
  headline: 'Wer hat was gesagt?',
  seed: 'Beispielartikel',
  long: 'Langer Artikel',
  empty: 'Eigener Text',
  pages: 'Seiten',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  previous: 'Vorige Aussage',
  next: 'Nächste Aussage',
  annotate: 'Auswahl markieren',
  annotateHint: 'Markieren Sie zuerst Text im Artikel.',
  report: 'Bericht',
  view: 'Ansehen',
  saveHtml: 'Als HTML sichern',
  saveWord: 'Als Word-Datei sichern',
  saveMarkdown: 'Als Markdown sichern',
  saveJson: 'Als JSON sichern',
  reportName: 'bericht',
  reportLanguage: 'Sprache des Berichts',
  likeArticle: 'Wie der Artikel',
  reset: 'Zurücksetzen',
  resetConfirm: 'Artikel und alle Prüfvermerke auf den Anfang zurücksetzen?',
  resetEmptyConfirm: 'Text und alle Prüfvermerke löschen?',
  who: 'Ich bin',
  name: 'Eigener Name',
  publish: 'Veröffentlichen',
  publishing: 'Wird geprüft …',
  published:
    'Kann raus. Diese Seite schickt nichts fort; in einem Redaktionssystem wäre der Artikel jetzt veröffentlicht.',
  publishedUnchecked:
    'Nichts zu prüfen: Im Artikel steht keine Aussage. Diese Seite schickt nichts fort; in einem Redaktionssystem wäre der Artikel jetzt veröffentlicht.',
  publishBlocked: (n: number) =>
    n === 0
      ? 'Kann noch nicht raus.'
      : n === 1
        ? 'Kann noch nicht raus: Bei einer Aussage fehlt noch etwas. Die Leiste zeigt, was.'
        : `Kann noch nicht raus: Bei ${n} Aussagen fehlt noch etwas. Die Leiste zeigt, was.`,
  publishWarned: (n: number) =>
    n === 1 ? 'Kann raus. Einen Hinweis gibt es vorher:' : `Kann raus. ${n} Hinweise gibt es vorher:`,
  publishAnyway: 'Trotzdem veröffentlichen',
  publishBack: 'Zurück zur Prüfung',
  publishUnread:
    'Kann noch nicht raus: Die Erkennung ist nicht geladen, der Artikel ist also nicht ganz gelesen. Laden Sie die Seite neu.',
  article: 'Artikel',
  placeholder: 'Artikel hier einfügen oder schreiben',
  panel: 'Aussagen',
  showPanel: 'Aussagen zeigen',
  hidePanel: 'Aussagen ausblenden',
  keysHint: 'Im Text öffnet Umschalt+F2 die Karte der Aussage, außerhalb zeigt ? alle Tasten.',
  resize: 'Breite der Leiste',
  theme: 'Farben',
  themeAuto: 'Wie das System',
  themeLight: 'Hell',
  themeDark: 'Dunkel',
  language: 'Sprache',
  sensitivity: 'Empfindlichkeit',
  sensitivityFew: 'Wenige und sichere',
  sensitivityBalanced: 'Ausgewogen',
  sensitivityAll: 'Alle möglichen',
  sensitivityHelp: 'Wie viele Aussagen gezeigt werden. Was Sie bearbeitet haben, bleibt.',
  settings: 'Einstellungen',
  saveFailed:
    'Die Änderungen konnten nicht gesichert werden. Sie können weiterarbeiten; es wird immer wieder versucht. Sichern Sie den Bericht als JSON, bevor Sie die Seite schließen.',
  storageDenied:
    'Der Browser lässt hier nichts sichern. Sie können arbeiten; sichern Sie den Bericht als JSON, bevor Sie die Seite schließen.',
  retry: 'Noch einmal versuchen',
  unreadable: 'Der gesicherte Stand ist nicht lesbar. Er bleibt aufgehoben, der Artikel beginnt von vorn.',
  unreadableLast:
    'Der letzte gesicherte Stand ist nicht lesbar. Er bleibt aufgehoben, es geht mit dem vorigen weiter.',
  newer:
    'Der gesicherte Stand stammt aus einer neueren Version dieser Seite. Er bleibt unverändert erhalten; was Sie hier tun, wird daneben gesichert.',
  foreign:
    'Der gesicherte Stand gehört zu einem anderen Artikel. Er bleibt aufgehoben, dieser Artikel beginnt von vorn.',
  elsewhere:
    'Dieser Artikel ist in einem anderen Fenster bearbeitet worden. Was Sie hier tun, wird daneben gesichert. Welcher Stand soll gelten?',
  elsewhereKept:
    'Dieser Artikel ist auch in einem anderen Fenster bearbeitet worden. Jener Stand bleibt aufgehoben, es geht mit dem letzten weiter.',
  loadElsewhere: 'Stand des anderen Fensters laden',
  keepHere: 'Diesen Stand behalten',
  articleMissing: 'Der Beispielartikel konnte nicht geladen werden.',
  languagesFailed:
    'Die Erkennung konnte nicht geladen werden. Sie können schreiben und Aussagen von Hand markieren; laden Sie die Seite neu, um es noch einmal zu versuchen.',
  detectionFailed:
    'Die Erkennung kommt mit diesem Text nicht zurecht. Was markiert ist, bleibt; Sie können schreiben und Aussagen von Hand markieren.',
  close: 'Schließen',
  things: 'Ausprobieren',
  thingsTitle: 'Was sich hier ausprobieren lässt',
  deskList: [
    'Auf eine Aussage klicken, eine Quelle anhängen und den Status setzen.',
    'Unter „Ich bin“ jemand anderen wählen und gegenlesen: Nicht benannte Quellen brauchen zwei Augenpaare.',
    'Ein Wort einer bestätigten Aussage ändern: „Wortlaut geändert“ erscheint. Mit Strg+Z gilt die Bestätigung wieder.',
    '„Veröffentlichen“ drücken, wann immer Sie wollen: Es sagt, was noch fehlt.',
  ],
  addresses: 'Adressen zum Einfügen als Quelle',
  addressesHelp: 'Die Seite weiß, ohne jemanden zu fragen, was dahinter steht. Die letzte antwortet nicht.',
  copy: 'Kopieren',
  copied: 'Kopiert',
  thingsList: [
    'Einen geprüften Absatz ausschneiden (Strg+X) und weiter unten einsetzen: Die Vermerke ziehen mit.',
    'Danach Strg+Z, so oft es geht: Der Text kommt zurück, kein Vermerk geht verloren.',
    'In einer bestätigten Aussage ein Wort ändern: „Wortlaut geändert“ erscheint. Das alte Wort wieder schreiben: Die Bestätigung gilt wieder.',
    'Alles markieren (Strg+A), kopieren und über den ganzen Text einsetzen.',
    'Alles markieren und löschen, dann Strg+Z.',
    'Einen markierten Absatz mit der Maus an eine andere Stelle ziehen.',
    'Den Zwilling finden: „Man müsse jetzt zusammenstehen“ steht zweimal im Text. Nur einen davon bestätigen, dann beide verschieben.',
    'Eine Aussage ausblenden (X auf ihrer Karte) und über den Filter „Ausgeblendet“ zurückholen.',
    'Einen Absatz kopieren und zweimal einsetzen: Die Kopie ist ein neuer Text und noch offen.',
    'Die Seite neu laden oder drucken, den Bericht ansehen.',
  ],
  workshop: 'Werkstatt',
  workshopHelp: 'Was ein Redaktionssystem mit dem Text tun kann. Rückgängig mit Strg+Z.',
  replaceByItself: 'Ganzen Text durch sich selbst ersetzen',
  replaceChanged: 'Ganzen Text ersetzen, 1 % der Wörter anders',
  reorder: 'Absätze zufällig umordnen',
  find: 'Überall suchen',
  replaceBy: 'Ersetzen durch',
  replaceWords: 'Überall ersetzen',
  wordsMissing: 'Diese Wörter kommen im Text nicht vor.',
  loadEarlier: 'Frühere Fassung des Textes laden',
  loadLater: 'Wieder die spätere Fassung laden',
  loadHelp: 'Laden beginnt die Bearbeitung neu, es ist nicht rückgängig zu machen.',
  earlierLead:
    'Dieser Vorspann stand nur in der früheren Fassung. „Wir schieben alles um ein paar Zeilen“, sagte Setzer Quirin Ostermoor.',
}

const en: typeof de = {
  headline: 'Who said what?',
  seed: 'Sample article',
  long: 'Long article',
  empty: 'Your own text',
  pages: 'Pages',
  undo: 'Undo',
  redo: 'Redo',
  previous: 'Previous statement',
  next: 'Next statement',
  annotate: 'Mark selection',
  annotateHint: 'Select text in the article first.',
  report: 'Report',
  view: 'View',
  saveHtml: 'Save as HTML',
  saveWord: 'Save as a Word file',
  saveMarkdown: 'Save as Markdown',
  saveJson: 'Save as JSON',
  reportName: 'report',
  reportLanguage: 'Language of the report',
  likeArticle: 'Like the article',
  reset: 'Reset',
  resetConfirm: 'Put the article and everything noted on it back to the start?',
  resetEmptyConfirm: 'Delete the text and everything noted on it?',
  who: 'I am',
  name: 'Name of your own',
  publish: 'Publish',
  publishing: 'Checking …',
  published:
    'Can go out. This page sends nothing anywhere; in a newsroom system the article would be published now.',
  publishedUnchecked:
    'Nothing to check: the article has no statement. This page sends nothing anywhere; in a newsroom system the article would be published now.',
  publishBlocked: (n: number) =>
    n === 0
      ? 'Cannot go out yet.'
      : n === 1
        ? 'Cannot go out yet: something is missing in one statement. The panel shows what.'
        : `Cannot go out yet: something is missing in ${n} statements. The panel shows what.`,
  publishWarned: (n: number) =>
    n === 1 ? 'Can go out. One warning first:' : `Can go out. ${n} warnings first:`,
  publishAnyway: 'Publish anyway',
  publishBack: 'Back to checking',
  publishUnread:
    'Cannot go out yet: detection is not loaded, so the article has not been read in full. Reload the page.',
  article: 'Article',
  placeholder: 'Paste or write an article here',
  panel: 'Statements',
  showPanel: 'Show statements',
  hidePanel: 'Hide statements',
  keysHint: 'In the text Shift+F2 opens the card of the statement; outside it ? shows all keys.',
  resize: 'Panel width',
  theme: 'Colours',
  themeAuto: 'Like the system',
  themeLight: 'Light',
  themeDark: 'Dark',
  language: 'Language',
  sensitivity: 'Sensitivity',
  sensitivityFew: 'Few and sure',
  sensitivityBalanced: 'Balanced',
  sensitivityAll: 'All possible',
  sensitivityHelp: 'How many statements are shown. What you have worked on stays.',
  settings: 'Settings',
  saveFailed:
    'Changes could not be saved. You can go on working; saving is tried again and again. Save the report as JSON before you close the page.',
  storageDenied:
    'The browser lets nothing be saved here. You can work; save the report as JSON before you close the page.',
  retry: 'Try again',
  unreadable: 'What was saved cannot be read. It is kept aside; the article starts afresh.',
  unreadableLast: 'What was saved last cannot be read. It is kept aside; this is the state before it.',
  newer:
    'What was saved comes from a newer version of this page. It stays as it is; what you do here is saved beside it.',
  foreign: 'What was saved belongs to another article. It is kept aside; this article starts afresh.',
  elsewhere:
    'This article has been worked on in another window. What you do here is saved beside it. Which state shall count?',
  elsewhereKept:
    'This article has been worked on in another window too. That state is kept aside; this is the last one.',
  loadElsewhere: 'Load the other window’s state',
  keepHere: 'Keep this state',
  articleMissing: 'The sample article could not be loaded.',
  languagesFailed:
    'Detection could not be loaded. You can write and mark statements by hand; reload the page to try again.',
  detectionFailed:
    'Detection cannot cope with this text. What is marked stays; you can write and mark statements by hand.',
  close: 'Close',
  things: 'Things to try',
  thingsTitle: 'Things to try here',
  deskList: [
    'Click a statement, attach a source, and set the status.',
    'Choose somebody else under “I am” and read after the first: unnamed sources need two pairs of eyes.',
    'Change a word inside a verified statement: “Wording changed” appears. With Ctrl+Z the verification holds again.',
    'Press “Publish” whenever you like: it says what is still missing.',
  ],
  addresses: 'Addresses to paste as a source',
  addressesHelp: 'The page knows, without asking anybody, what is behind them. The last one does not answer.',
  copy: 'Copy',
  copied: 'Copied',
  thingsList: [
    'Cut a checked paragraph (Ctrl+X) and paste it further down: what was noted moves along.',
    'Then press Ctrl+Z as often as you can: the text comes back, and nothing noted is lost.',
    'Change a word inside a verified statement: “Wording changed” appears. Write the old word again: the verification holds again.',
    'Select all (Ctrl+A), copy, and paste over the whole text.',
    'Select all and delete, then press Ctrl+Z.',
    'Drag a selected paragraph to another place with the mouse.',
    'Find the twin: “Man müsse jetzt zusammenstehen” is in the text twice. Verify only one of them, then move both.',
    'Hide a statement (X on its card) and bring it back by the filter “Hidden”.',
    'Copy a paragraph and paste it twice: a copy is a new text and still open.',
    'Reload the page or print it, and view the report.',
  ],
  workshop: 'Workshop',
  workshopHelp: 'What a newsroom system may do to the text. Ctrl+Z undoes it.',
  replaceByItself: 'Replace the whole text by itself',
  replaceChanged: 'Replace the whole text, 1 % of the words changed',
  reorder: 'Reorder paragraphs at random',
  find: 'Find everywhere',
  replaceBy: 'Replace by',
  replaceWords: 'Replace everywhere',
  wordsMissing: 'These words are not in the text.',
  loadEarlier: 'Load an earlier version of the text',
  loadLater: 'Load the later version again',
  loadHelp: 'Loading starts editing afresh and cannot be undone.',
  earlierLead:
    'Dieser Vorspann stand nur in der früheren Fassung. „Wir schieben alles um ein paar Zeilen“, sagte Setzer Quirin Ostermoor.',
}

export const messages: Readonly<Record<Locale, typeof de>> = { de, en }
