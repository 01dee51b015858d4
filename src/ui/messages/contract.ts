/**
 * Every text of the interface. One object per language; the compiler tells
 * what a language lacks. Kinds, statuses and the like come from the model's
 * labels, which the report uses too.
 */
import type { ReviewAction } from '../../model/action.js'
import type { Labels } from '../../model/labels.js'
import type { Person } from '../../model/person.js'
import type { LogFault } from '../../model/seal.js'

/** All words of the interface in one language, but for the model's values (`Labels`). */
export interface Messages {
  readonly title: string
  /** "14 of 17 checked" */
  readonly checked: (checked: number, total: number) => string
  readonly sources: (count: number) => string
  readonly pending: string
  readonly search: string
  readonly filters: string
  readonly all: string
  readonly hidden: string
  readonly shown: (shown: number, total: number) => string
  readonly list: string
  readonly help: string
  readonly close: string

  /** What is loaded only when it is needed. */
  readonly late: {
    readonly loading: string
    readonly failed: string
    readonly retry: string
  }

  /** The panel's views, grouping, several at once, the walk. */
  readonly views: {
    readonly label: string
    /** Heads the panel, over all its views. */
    readonly title: string
    /** One short word each. */
    readonly tab: Readonly<Record<'statements' | 'sources' | 'speakers' | 'check' | 'log', string>>

    /** "4 block, 2 warn": how the line at the foot answers whether the article can go out. */
    readonly blocking: (count: number) => string
    readonly warning: (count: number) => string
    readonly ready: string
    readonly reading: string

    readonly arrange: string
    readonly groupBy: string
    readonly grouping: Readonly<Record<'none' | 'block' | 'speaker' | 'source' | 'status', string>>
    readonly orderBy: string
    readonly order: Readonly<Record<'text' | 'activity' | 'status' | 'assignee', string>>
    readonly only: string
    readonly condition: Readonly<Record<'mine' | 'open-thread' | 'no-source' | 'unnamed-source', string>>
    readonly removeFilter: (name: string) => string
    readonly paragraph: (number: number) => string
    readonly notInText: string
    readonly withoutSource: string
    /** "3 statements", behind the heading of a group. */
    readonly statements: (count: number) => string

    readonly several: string
    readonly endSeveral: string
    readonly mark: (words: string) => string
    readonly marked: (count: number) => string
    readonly markAll: string
    readonly attach: string
    readonly attachTo: (count: number) => string
    readonly assign: string
    readonly toMe: string
    readonly toNobody: string
    readonly hide: string
    readonly working: string

    readonly walk: string
    readonly endWalk: string
    readonly unsent: string
    readonly previous: string
    readonly next: string
    /** "3 of 17 · 9 still open" */
    readonly place: (place: number, total: number, open: number) => string
    readonly walked: string
    /** "Done: 2 still block" */
    readonly walkedText: (blocking: number | null) => string
    readonly toCheck: string
    readonly toList: string
    readonly cannotSignOff: string
    readonly holdsAnyway: string
    readonly holdsNothing: string

    /** What was just done, for screen readers and the walk; a status, a verdict and an assignment are named themselves. */
    readonly done: Readonly<
      Record<Exclude<ReviewAction['type'], 'set-status' | 'set-verdict' | 'assign' | 'all'>, string>
    >
    readonly verdictWithdrawn: string
    readonly assigned: (name: string | null) => string
  }

  readonly emptyTitle: string
  readonly emptyText: string
  readonly pendingTitle: string
  readonly noMatchTitle: string
  readonly noMatchText: string
  readonly resetFilters: string
  readonly allHiddenTitle: string
  readonly allHiddenText: string
  readonly showHidden: string

  /** The card beside the text, and what shows on hover. */
  readonly beside: {
    readonly label: string
    readonly close: string
  }

  readonly status: string
  readonly you: string
  readonly reviewedBy: (who: string | null, when: string) => string
  readonly speaker: string
  readonly speakerUnknown: string
  readonly givenAs: string
  readonly saidOn: string
  readonly saidWhen: string
  readonly through: string
  readonly sourcesHeading: string
  readonly noSources: string
  readonly attachSource: string
  readonly detachSource: (title: string) => string
  readonly openLink: (title: string) => string
  readonly note: string
  readonly notePlaceholder: string
  readonly why: string
  readonly byHand: string
  readonly more: string
  readonly dismiss: string
  readonly restore: string
  readonly remove: string
  readonly dismissed: string
  readonly undoDismiss: string
  readonly dismissedText: string
  readonly detachedText: string

  /** "Can it go out?" */
  readonly check: {
    readonly title: string
    /** The answer in a line. */
    readonly blocked: (problems: number) => string
    readonly warned: (problems: number) => string
    readonly passes: string
    readonly nothing: string
    readonly pending: string
    readonly pendingText: string
    readonly emptyText: string
    /** How far the check has come. */
    readonly coverage: (checked: number, total: number) => string
    readonly stale: (count: number) => string
    readonly reopened: (count: number) => string
    readonly detached: (count: number) => string
    /** Headings above the statements. */
    readonly blocking: string
    readonly warning: string
    readonly overridden: string
    readonly fine: string
    readonly statements: (count: number) => string
    /** What one problem is. */
    readonly blocks: string
    readonly warns: string
    readonly exception: string
    /** The name of the list of a statement's problems. */
    readonly problems: string
    readonly override: string
    readonly reason: string
    readonly reasonHint: string
    readonly submit: string
    readonly cancel: string
    readonly errorReason: string
    readonly withdraw: string
    readonly by: (who: string | null, when: string) => string
  }

  readonly edit: {
    readonly title: string
    readonly kind: string
    readonly speaker: string
    readonly speakerHint: string
    readonly speakerKind: string
    readonly speakerFromSelection: string
    readonly borders: string
    readonly bordersFromSelection: string
    readonly merge: string
    readonly split: string
    /** While borders are being moved. */
    readonly adjusting: string
    readonly adjustingKeys: string
    readonly take: string
    readonly cancel: string
    readonly suggestion: string
    readonly takeSuggestion: string
    readonly candidates: (count: number) => string
    readonly attachHere: string
    readonly attachSelection: string
    /** Why something that needs the text could not be done. */
    readonly needsSelection: string
    readonly needsCursor: string
  }

  /** The card: verdict, second pair of eyes, assignment, discussion. */
  readonly desk: {
    /** Why a review waits for somebody again though its words are the same. */
    readonly corrected: string
    readonly unreliable: string
    readonly reopenedBy: (who: string | null, when: string) => string
    readonly source: string
    readonly correction: string
    /** The source is not in the article any more. */
    readonly sourceGone: string

    readonly signOff: string
    readonly signedOffBy: (who: string, when: string) => string
    /** Somebody had signed off what is not so any more. */
    readonly signOffFallen: (who: string) => string
    readonly withdrawSignOff: string
    /** Why the present user cannot sign off. */
    readonly signOffAfterReview: string
    readonly signOffByOther: string
    readonly signOffAfterRecheck: string

    readonly anonymity: string
    readonly anonymityHint: string

    readonly assignee: string
    readonly assignedTo: (name: string) => string
    readonly nobody: string
    /** Who else is at the statement now. */
    readonly viewedBy: (names: string) => string
    readonly assignToMe: string
    readonly takeBack: string

    readonly verdict: string
    /** What the small label says. */
    readonly verdictIs: (rating: string) => string
    readonly verdictExplained: string
    readonly verdictBy: (who: string | null, when: string) => string
    readonly verdictChanged: string
    readonly withdrawVerdict: string

    readonly thread: string
    readonly comments: (count: number) => string
    readonly openComments: (count: number) => string
    /** Author of one's own comments, as a subject. */
    readonly youSay: string
    readonly somebody: string
    readonly comment: string
    readonly commentHint: string
    readonly send: string
    readonly sendKeys: string
    /** Something typed and not sent. */
    readonly draft: string
    readonly edited: string
    readonly edit: string
    readonly editOf: (when: string) => string
    readonly save: string
    readonly cancel: string
    readonly delete: string
    readonly deleteOf: (when: string) => string
    readonly resolve: string
    readonly resolved: string
    readonly reopen: string
    readonly resolvedBy: (who: string | null, when: string) => string
    readonly mention: string
    readonly mentionsFound: (count: number) => string

    readonly history: (count: number) => string
    readonly older: (count: number) => string
  }

  readonly staleTitle: string
  readonly staleReviewed: string
  readonly staleNow: string
  readonly stillHolds: string
  readonly checkAgain: string

  /** The view of all sources, and evidence in the card. */
  readonly library: {
    readonly title: string
    readonly add: string
    readonly search: string
    readonly found: (count: number) => string
    readonly emptyTitle: string
    readonly emptyText: string
    readonly noMatch: string
    readonly statements: (count: number) => string
    /** Heading of the statements that rest on a source. */
    readonly restOnIt: string
    readonly unused: string
    /** How to put a source on a statement with the mouse. */
    readonly dragHint: string
    readonly edit: string
    readonly markUnreliable: string
    readonly markReliable: string
    readonly unsetReliability: string
    readonly correct: string
    readonly correction: string
    readonly correctionHint: string
    readonly correctDone: string
    readonly corrected: string
    readonly remove: string
    /** What marking a source does to those that were reviewed, told before it is done. */
    readonly reopens: (count: number) => string
    readonly cancel: string
    readonly open: string
    readonly openArchived: string
    readonly newWindow: string
    readonly accessed: (when: string) => string
    readonly contact: string
    readonly note: string
    /** Evidence in the card. */
    readonly lookedBy: (who: string | null, when: string) => string
    readonly agrees: string
    readonly differs: string
    readonly differsHint: string
    readonly onlyInSource: string
    readonly onlyInArticle: string
    readonly translated: string
    readonly editEvidence: (title: string) => string
    readonly outletAsSource: (outlet: string) => string
  }

  readonly form: {
    readonly which: string
    readonly fresh: string
    readonly namedInText: string
    readonly title: string
    readonly kind: string
    readonly url: string
    readonly author: string
    readonly publisher: string
    readonly date: string
    readonly dateHint: string
    readonly confidential: string
    readonly confidentialHint: string
    readonly passage: string
    readonly passageHint: string
    readonly locator: string
    readonly locatorHint: string
    readonly relation: string
    readonly submit: string
    readonly cancel: string
    readonly errorTitle: string
    readonly errorUrl: string
    readonly errorDate: string
    /** The field at the top: an address, or words to search for. */
    readonly find: string
    /** Its name while there is nothing to search in. */
    readonly paste: string
    readonly findHint: string
    readonly pasteHint: string
    readonly matches: (count: number) => string
    readonly noMatch: string
    readonly alreadyThere: (title: string) => string
    readonly resolving: string
    readonly waiting: string
    readonly resolved: string
    readonly nothingKnown: string
    readonly resolveFailed: string
    readonly noPassword: string
    readonly pressAgain: string
    readonly moreFields: string
    readonly archivedUrl: string
    readonly accessed: string
    readonly reliability: string
    readonly contact: string
    readonly contactHint: string
    readonly note: string
    readonly translated: string
    readonly translatedHint: string
    readonly sourceFields: string
    readonly forAll: string
    readonly reopens: (count: number | null) => string
    readonly save: string
    readonly add: string
  }

  readonly log: {
    readonly title: string
    readonly search: string
    readonly person: string
    readonly everybody: string
    readonly action: string
    readonly allActions: string
    readonly statement: string
    readonly allStatements: string
    readonly article: string
    readonly gone: string
    readonly somebody: string
    readonly noTime: string
    readonly entries: (count: number) => string
    readonly shown: (shown: number, total: number) => string
    readonly older: (count: number) => string
    readonly showChange: string
    readonly became: string
    /** For screen readers, before what went and what came. */
    readonly removed: string
    readonly added: string
    readonly blanked: string
    readonly emptyTitle: string
    readonly emptyText: string
    readonly noMatchTitle: string
    readonly noMatchText: string
    readonly reset: string
    /** The sealed log. */
    readonly complete: (entries: number) => string
    readonly digest: string
    readonly blankedCount: (entries: number) => string
    readonly broken: string
    /** `entry` counts from 1. */
    readonly fault: Readonly<Record<LogFault, (entry: number) => string>>
  }

  readonly speakers: {
    readonly title: string
    /** "12 speakers in 17 statements, 3 of them unnamed" */
    readonly summary: (counts: {
      readonly speakers: number
      readonly unnamed: number
      readonly total: number
    }) => string
    readonly withoutSpeaker: (statements: number) => string
    readonly caption: string
    readonly speaker: string
    readonly statements: string
    readonly open: string
    /** Of one speaker. */
    readonly direct: (count: number) => string
    readonly indirect: (count: number) => string
    readonly allChecked: string
    readonly unnamed: string
    /** The key to the bars. */
    readonly legendDirect: string
    readonly legendIndirect: string
    readonly legendChecked: string
    readonly hint: string
    readonly filtered: string
    readonly showAll: string
    readonly emptyTitle: string
    readonly emptyText: string
  }

  readonly keys: {
    readonly title: string
    readonly intro: string
    /** Where the keys work. */
    readonly group: Readonly<
      Record<'views' | 'list' | 'several' | 'card' | 'walk' | 'text' | 'borders' | 'field', string>
    >
    readonly move: string
    readonly ends: string
    readonly open: string
    readonly close: string
    readonly status: string
    readonly attach: string
    readonly note: string
    readonly comment: string
    readonly signOff: string
    readonly holds: string
    readonly dismiss: string
    readonly borders: string
    readonly search: string
    readonly walk: string
    readonly help: string
    readonly mark: string
    readonly extend: string
    readonly markAll: string
    readonly endSeveral: string
    readonly changeView: string
    readonly back: string
    readonly walkNext: string
    readonly walkPrevious: string
    readonly walkStatus: string
    readonly endWalk: string
    readonly textNext: string
    readonly textPrevious: string
    readonly textVerified: string
    readonly textMark: string
    readonly textOpen: string
    readonly assign: string
    readonly borderEnd: string
    readonly borderStart: string
    readonly borderCharacter: string
    readonly borderTake: string
    readonly borderLeave: string
    readonly send: string
    readonly mention: string
    readonly leaveField: string
    /** Names of keys as printed on them. */
    readonly enter: string
    readonly escape: string
    readonly home: string
    readonly end: string
    readonly space: string
    readonly shift: string
    readonly control: string
    readonly alt: string
  }
}

/** All words of the interface in one language: its own, and those that it shares with the report. */
export interface Catalogue {
  readonly messages: Messages
  readonly labels: Labels
}

/** Who reviewed: the present user as "you", somebody else by name, nobody known as null. */
export function nameOf(person: Person | null, user: Person | null, { you }: Messages): string | null {
  return person && (user?.id === person.id ? you : person.name)
}

/** Picks the plural form that `locale` wants for `n`, `zero` for none, and puts the number in for "#". */
export function plural(
  locale: string,
  forms: { readonly zero: string; readonly one: string; readonly other: string },
): (n: number) => string {
  const rules = new Intl.PluralRules(locale)
  const number = new Intl.NumberFormat(locale)
  return (n) =>
    forms[n === 0 ? 'zero' : rules.select(n) === 'one' ? 'one' : 'other'].replace('#', number.format(n))
}
