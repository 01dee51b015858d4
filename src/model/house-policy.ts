/**
 * The rules that the house brings along. They follow published practice, each as its comment says:
 * the German Press Code (Pressekodex of the Presserat), the handbook of Reuters and its sourcing rules,
 * and the news values and principles of the Associated Press (AP). None of it is quoted.
 *
 * Where the rules look:
 * - State first. A statement that is unchecked, stale, reopened or blocked by its status is told as that
 *   alone; what its check lacks is told when there is one. Overriding the state does not hide the rest.
 * - Verified is every final status that neither blocks nor is `unverifiable` or `not-checkable`, so that a
 *   house's own statuses are held to the same.
 * - A direct quote was said or was not, whatever its status says of the truth: it needs the place where it
 *   was said even when it is an opinion that nobody can check. Other kinds with `not-checkable` need none.
 * - A statement inside another one of the same speaker (quoted words in indirect speech) rests on the outer
 *   one's evidence as well, and what the outer one is asked for it is not asked again.
 * - A headline repeats the text: it rests on the evidence, reason and sign-off of that speaker's statements as well.
 * - Sources count by themselves, not by their links; unreliable ones bear nothing out.
 */
import { extentOf, isSignedOff, isStale, type Annotation } from './annotation.js'
import { agreementOf } from './agreement.js'
import { ACCUSATIONS, DENIALS, UNNAMED_PLURALS } from './house-policy.data.js'
import type { PolicyContext, PolicyRule } from './policy.js'
import { foldSpace } from './presentation.js'
import type { Evidence, Source } from './source.js'
import { statusIn } from './status.js'
import { isOpenThread } from './thread.js'
import { wordFinder } from './word-list.js'
import { isSameWording } from './wording.js'

/**
 * Every statement is reviewed before it goes out: what is meant for publication is checked for its truth
 * with the care that the circumstances ask for (Pressekodex, Ziffer 2; AP: accuracy before speed).
 */
const reviewed: PolicyRule = {
  id: 'reviewed',
  severity: 'blocks',
  stage: 'state',
  title: { de: 'Jede Aussage ist geprüft', en: 'Every statement is checked' },
  text: {
    de: 'Noch nicht fertig geprüft: Prüfen Sie die Aussage, und setzen Sie einen abschließenden Status.',
    en: 'Not fully checked yet: check the statement and set a final status.',
  },
  isBroken: ({ review, target }, { scheme }) => {
    const { isFinal, isBlocking } = statusIn(scheme, review.status)
    return !target.detached && !isFinal && !isBlocking
  },
}

/** A status by which the statement must not go out as it is, by the house's own list (Pressekodex, Ziffer 2). */
const status: PolicyRule = {
  id: 'status',
  severity: 'blocks',
  stage: 'state',
  title: { de: 'Kein Status sperrt', en: 'No status blocks' },
  text: {
    de: 'Mit diesem Status kann die Aussage nicht erscheinen: Ändern Sie den Text, oder klären Sie, was strittig ist, und setzen Sie den Status neu.',
    en: 'With this status the statement cannot go out: change the text, or settle what is in dispute, and set the status again.',
  },
  isBroken: (annotation, { scheme }) =>
    !annotation.target.detached &&
    !isStale(annotation) &&
    statusIn(scheme, annotation.review.status).isBlocking,
}

/** What was checked is what goes out: editing must not change the sense of what was checked (Pressekodex, Ziffer 2). */
const stale: PolicyRule = {
  id: 'stale',
  severity: 'blocks',
  stage: 'state',
  title: { de: 'Der geprüfte Wortlaut steht noch da', en: 'The words are those that were checked' },
  text: {
    de: 'Der Wortlaut hat sich seit der Prüfung geändert: Prüfen Sie erneut, oder bestätigen Sie, dass die Prüfung weiterhin gilt.',
    en: 'The wording has changed since it was checked: check it again, or confirm that the check still holds.',
  },
  // One that is not fully checked is told as that.
  isBroken: (annotation, { scheme }) => {
    const { isFinal, isBlocking } = statusIn(scheme, annotation.review.status)
    return (isFinal || isBlocking) && isStale(annotation)
  },
}

/**
 * A source was corrected or lost its credit after the check (Pressekodex, Ziffer 3: what turns out wrong is
 * put right). Told beside `stale`: these are two things to look at, though one decision heals both.
 */
const reopened: PolicyRule = {
  id: 'reopened',
  severity: 'blocks',
  stage: 'state',
  title: { de: 'Die Quellen gelten noch', en: 'The sources still hold' },
  text: {
    de: 'Eine Quelle dieser Aussage wurde berichtigt oder gilt nicht mehr als verlässlich: Prüfen Sie erneut, oder bestätigen Sie, dass die Prüfung weiterhin gilt.',
    en: 'A source of this statement was corrected or is no longer held for reliable: check it again, or confirm that the check still holds.',
  },
  isBroken: ({ reopened, review, target }, { scheme }) => {
    const { isFinal, isBlocking } = statusIn(scheme, review.status)
    return reopened !== null && !target.detached && (isFinal || isBlocking)
  },
}

/** Nothing is lost without a word; no published rule, but the trace of a check stays in the file. */
const detached: PolicyRule = {
  id: 'detached',
  severity: 'warns',
  stage: 'state',
  title: { de: 'Geprüftes steht im Text', en: 'What was checked is in the text' },
  text: {
    de: 'Der Text dieser geprüften Aussage fehlt im Artikel: Hängen Sie sie an der richtigen Stelle an, oder entfernen Sie sie.',
    en: 'The text of this checked statement is not in the article: attach it in the right place, or remove it.',
  },
  isBroken: ({ review, target }) => target.detached && review.wording !== null,
}

/** Every statement has a source unless the reporter was there, and that is one as well (Reuters, sourcing; AP, attribution). */
const verifiedEvidence: PolicyRule = {
  id: 'verified-evidence',
  severity: 'blocks',
  stage: 'check',
  coveredBy: ['quote-origin'],
  title: { de: 'Bestätigtes ist belegt', en: 'What is verified has evidence' },
  text: {
    de: 'Zu dieser bestätigten Aussage fehlt ein Beleg: Hängen Sie die Quelle an, aus der sie stammt oder die sie stützt.',
    en: 'This verified statement has no evidence: attach the source that it comes from or that supports it.',
  },
  isBroken: (annotation, context) =>
    isVerified(annotation, context) && !evidenceOf(annotation, context).some(isBearing),
}

/** Quotes are verbatim and can be shown to have been said (Reuters, accuracy: quotes; AP: quotations; Pressekodex, Ziffer 2). */
const quoteOrigin: PolicyRule = {
  id: 'quote-origin',
  severity: 'blocks',
  stage: 'check',
  title: { de: 'Direkte Zitate haben eine Fundstelle', en: 'Direct quotes have an origin' },
  text: {
    de: 'Zum direkten Zitat fehlt die Fundstelle: Hängen Sie die Quelle an, in der es steht oder zu hören ist.',
    en: 'The direct quote has no origin: attach the source in which it stands or can be heard.',
  },
  isBroken: (annotation, context) => annotation.kind === 'direct' && !originsOf(annotation, context).length,
}

/**
 * The words of a quote are those that were said; only what is marked as left out may be missing (Reuters,
 * AP: quotes are not altered). One origin that has the words is enough. A translated one cannot be compared
 * and does not block, see the next rule.
 */
const quotePassage: PolicyRule = {
  id: 'quote-passage',
  severity: 'blocks',
  stage: 'check',
  title: {
    de: 'Direkte Zitate stimmen mit der Fundstelle überein',
    en: 'Direct quotes agree with their origin',
  },
  text: {
    de: 'Keine eingetragene Stelle hat das direkte Zitat so im Wortlaut: Tragen Sie die Stelle im Wortlaut ein, oder gleichen Sie das Zitat an.',
    en: 'No passage that was entered has the direct quote word for word: enter the exact passage, or bring the quote in line with it.',
  },
  isBroken: (annotation, context) => {
    if (annotation.kind !== 'direct') return false
    const origins = originsOf(annotation, context)
    return origins.length > 0 && !origins.some((own) => isShown(annotation, own) || own.translated)
  },
}

/** Nobody can compare the words of a translation but somebody who reads both, so a second one should (Reuters, quotes in translation). */
const quoteTranslated: PolicyRule = {
  id: 'quote-translated',
  severity: 'warns',
  stage: 'check',
  title: { de: 'Übersetzte Zitate sind gegengelesen', en: 'Translated quotes are signed off' },
  text: {
    de: 'Das direkte Zitat ist übersetzt und lässt sich nicht Wort für Wort vergleichen: Lassen Sie die Übersetzung gegenlesen.',
    en: 'The direct quote is translated and cannot be compared word by word: have somebody else sign the translation off.',
  },
  isBroken: (annotation, context) => {
    if (annotation.kind !== 'direct') return false
    const origins = originsOf(annotation, context)
    return (
      origins.some((own) => own.translated) &&
      !origins.some((own) => isShown(annotation, own)) &&
      !supportersOf(annotation, context).some(isSignedOff)
    )
  },
}

/** Why somebody is not named is known, and told where it can be (AP, anonymous sources; Pressekodex, Ziffer 5 protects who they are). */
const unnamedReason: PolicyRule = {
  id: 'unnamed-reason',
  severity: 'blocks',
  stage: 'check',
  title: { de: 'Fehlende Namen sind begründet', en: 'Missing names have a reason' },
  text: {
    de: 'Hier spricht jemand ohne Namen: Nennen Sie den Namen, oder halten Sie fest, warum er fehlt.',
    en: 'Somebody speaks here without a name: name them, or note why they are not named.',
  },
  isBroken: (annotation, context) =>
    isUnnamed(annotation, context) &&
    !supportersOf(annotation, context).some(({ anonymity }) => foldSpace(anonymity) !== ''),
}

/** An editor beside the reporter knows and approves of an unnamed source (AP: news manager; Reuters: supervisor). Opinions too. */
const unnamedSignOff: PolicyRule = {
  id: 'unnamed-sign-off',
  severity: 'blocks',
  stage: 'check',
  title: { de: 'Ungenannte Quellen sind gegengelesen', en: 'Unnamed sources are signed off' },
  text: {
    de: 'Eine ungenannte Quelle braucht vier Augen: Lassen Sie die Aussage von jemand anderem gegenlesen.',
    en: 'An unnamed source needs a second pair of eyes: have somebody else sign the statement off.',
  },
  isBroken: (annotation, context) =>
    isUnnamed(annotation, context) && !supportersOf(annotation, context).some(isSignedOff),
}

/** Who has one source does not write of several (Reuters, sourcing: no plural for a single source). */
const pluralSources: PolicyRule = {
  id: 'plural-sources',
  severity: 'warns',
  stage: 'check',
  title: { de: 'Eine Mehrzahl steht für mehrere Quellen', en: 'A plural stands for several sources' },
  text: {
    de: 'Der Text nennt mehrere, belegt sind zu wenige: Hängen Sie weitere Quellen an, oder schreiben Sie in der Einzahl.',
    en: 'The text speaks of several, but too few sources are attached: attach more, or write in the singular.',
  },
  isBroken: (annotation, context) =>
    isUnnamed(annotation, context) &&
    isPlural(annotation) &&
    sourceCount(annotation, context) < context.settings.sourcesForPlural,
}

/**
 * Who is accused is not guilty yet, and one voice is not enough (Pressekodex, Ziffer 13 and 2; AP and
 * Reuters: more than one source, and all sides). Not asked of an opinion that nobody can check, nor of a denial.
 */
const accusationSources: PolicyRule = {
  id: 'accusation-sources',
  severity: 'warns',
  stage: 'check',
  title: { de: 'Vorwürfe haben mehrere Quellen', en: 'Accusations have several sources' },
  text: {
    de: 'Für diesen Vorwurf gibt es zu wenige Quellen: Belegen Sie ihn durch eine weitere, unabhängige.',
    en: 'This accusation has too few sources: back it up with another, independent one.',
  },
  isBroken: (annotation, context) =>
    annotation.review.status !== 'not-checkable' &&
    sourceCount(annotation, context) < context.settings.sourcesForAccusation &&
    !indexOf(context).outer.has(annotation.id) &&
    isAccusation(annotation),
}

/** What others report is traced to where it was said, at least to the one we have it from (AP: attribution of second-hand information; Pressekodex, Ziffer 2: agencies). */
const secondHand: PolicyRule = {
  id: 'second-hand',
  severity: 'warns',
  stage: 'check',
  coveredBy: ['quote-origin', 'verified-evidence'],
  title: { de: 'Aus zweiter Hand: die erste ist belegt', en: 'Second-hand: the first hand is attached' },
  text: {
    de: 'Die Aussage kommt aus zweiter Hand: Hängen Sie als Quelle an, wo sie gefallen ist oder wer sie zuerst gemeldet hat.',
    en: 'This statement comes second-hand: attach where it was made, or who reported it first, as a source.',
  },
  isBroken: (annotation, context) =>
    (annotation.chain.length > 0 || annotation.flags.includes('second-hand')) &&
    !indexOf(context).outer.has(annotation.id) &&
    !isTraced(annotation, context),
}

/** What cannot be confirmed is told as somebody's claim (Pressekodex, Ziffer 2: rumours and suspicions are marked as such; AP: attribution). */
const unverifiableAttribution: PolicyRule = {
  id: 'unverifiable-attribution',
  severity: 'blocks',
  stage: 'check',
  title: { de: 'Nicht Belegbares wird jemandem zugeschrieben', en: 'What cannot be verified is attributed' },
  text: {
    de: 'Die Aussage ist nicht belegbar, und der Text sagt nicht, von wem sie stammt: Nennen Sie im Text, wer das sagt, oder streichen Sie sie.',
    en: 'This statement cannot be verified, and the text does not say whose it is: say in the text who says so, or cut it.',
  },
  isBroken: ({ id, review, speakerIs, outlet }, context) =>
    review.status === UNVERIFIABLE && speakerIs.kind === 'none' && !outlet && !indexOf(context).outer.has(id),
}

/** Why it runs all the same is noted (Pressekodex, Ziffer 2, as before). */
const unverifiableNote: PolicyRule = {
  id: 'unverifiable-note',
  severity: 'blocks',
  stage: 'check',
  title: { de: 'Nicht Belegbares hat eine Notiz', en: 'What cannot be verified has a note' },
  text: {
    de: 'Die Aussage ist nicht belegbar: Halten Sie in der Notiz fest, was versucht wurde und warum sie trotzdem im Text steht.',
    en: 'This statement cannot be verified: say in the note what was tried and why it is in the text all the same.',
  },
  isBroken: ({ review, note }) => review.status === UNVERIFIABLE && foldSpace(note) === '',
}

/** Nothing is confirmed by those who are not to be relied on (AP: the source must be reliable; Reuters: track record of a source). */
const reliableSource: PolicyRule = {
  id: 'reliable-source',
  severity: 'blocks',
  stage: 'check',
  title: {
    de: 'Bestätigtes ruht auf verlässlichen Quellen',
    en: 'What is verified rests on reliable sources',
  },
  text: {
    de: 'Diese bestätigte Aussage ruht nur auf Quellen, die nicht als verlässlich gelten: Suchen Sie eine andere Quelle, oder ändern Sie den Status.',
    en: 'This verified statement rests only on sources that are held for unreliable: find another one, or change the status.',
  },
  isBroken: (annotation, context) => {
    if (!isVerified(annotation, context)) return false
    const bearing = evidenceOf(annotation, context).filter(isBearing)
    return bearing.length > 0 && bearing.every(({ sourceId }) => isUnreliable(context.sources.get(sourceId)))
  },
}

/** What speaks against it was weighed (Reuters and AP: all sides). Somebody who has given a verdict on these words has done that. */
const refuted: PolicyRule = {
  id: 'refuted',
  severity: 'warns',
  stage: 'check',
  title: { de: 'Widersprüche sind abgewogen', en: 'Contradictions were weighed' },
  text: {
    de: 'Ein Beleg widerlegt diese bestätigte Aussage: Fällen Sie ein Urteil, oder prüfen Sie den Status.',
    en: 'A piece of evidence refutes this verified statement: give a verdict, or reconsider the status.',
  },
  isBroken: (annotation, context) =>
    isVerified(annotation, context) &&
    annotation.evidence.some(({ relation }) => relation === 'refutes') &&
    !(annotation.verdict && isSameWording(annotation.verdict.wording, annotation.target.wording)),
}

/** What the desk still talks about is not settled; no published rule. */
const openThread: PolicyRule = {
  id: 'open-thread',
  severity: 'warns',
  title: { de: 'Rückfragen sind geklärt', en: 'Questions are settled' },
  text: {
    de: 'Über diese Aussage wird noch gesprochen: Klären Sie die Frage, und schließen Sie das Gespräch ab.',
    en: 'This statement is still being discussed: settle the question and resolve the discussion.',
  },
  isBroken: ({ thread, target }) => !target.detached && isOpenThread(thread),
}

/** The default house policy's rules, in the order in which their problems are told. */
export const HOUSE_RULES: readonly PolicyRule[] = [
  reviewed,
  status,
  stale,
  reopened,
  detached,
  verifiedEvidence,
  quoteOrigin,
  quotePassage,
  quoteTranslated,
  unnamedReason,
  unnamedSignOff,
  pluralSources,
  accusationSources,
  secondHand,
  unverifiableAttribution,
  unverifiableNote,
  reliableSource,
  refuted,
  openThread,
]

const UNVERIFIABLE = 'unverifiable'
const UNCONFIRMED: ReadonlySet<string> = new Set([UNVERIFIABLE, 'not-checkable'])

/** Whether the status says that it was confirmed, in the default list or in a house's own. */
function isVerified({ review }: Annotation, { scheme }: PolicyContext): boolean {
  const { isFinal, isBlocking } = statusIn(scheme, review.status)
  return isFinal && !isBlocking && !UNCONFIRMED.has(review.status)
}

/** It says that the statement was made, or that it is so. */
function isBearing({ relation }: Evidence): boolean {
  return relation === 'origin' || relation === 'supports'
}

function isUnreliable(source: Source | undefined): boolean {
  return source?.reliability === 'unreliable'
}

/** The last answer for each piece of evidence: the gate is asked again and again while little changes. */
const shown = new WeakMap<Evidence, { readonly wording: string; readonly isShown: boolean }>()

function isShown({ target: { wording } }: Annotation, evidence: Evidence): boolean {
  const known = shown.get(evidence)
  if (known?.wording === wording) return known.isShown
  const isShown = agreementOf(wording, evidence) === 'agrees'
  shown.set(evidence, { wording, isShown })
  return isShown
}

/** Asked once: where the outer statement of the same speaker is asked already, the inner one is not. */
function isUnnamed(annotation: Annotation, context: PolicyContext): boolean {
  return annotation.speakerIs.kind === 'unnamed' && !indexOf(context).outer.has(annotation.id)
}

/** The statement itself and those whose evidence counts for it as well. */
function supportersOf(annotation: Annotation, context: PolicyContext): readonly Annotation[] {
  const { outer, bySpeaker } = indexOf(context)
  const around = outer.get(annotation.id)
  if (around) return [annotation, around]
  const key = annotation.flags.includes('headline') ? speakerKey(annotation) : null
  return key === null ? [annotation] : [annotation, ...(bySpeaker.get(key) ?? [])]
}

function evidenceOf(annotation: Annotation, context: PolicyContext): readonly Evidence[] {
  const supporters = supportersOf(annotation, context)
  if (supporters.length === 1) return annotation.evidence
  const { evidence } = indexOf(context)
  const known = evidence.get(annotation.id)
  if (known) return known
  const made = supporters.flatMap((own) => own.evidence)
  evidence.set(annotation.id, made)
  return made
}

function originsOf(annotation: Annotation, context: PolicyContext): readonly Evidence[] {
  return evidenceOf(annotation, context).filter(({ relation }) => relation === 'origin')
}

/** How many sources bear it out. The same address is the same source. */
function sourceCount(annotation: Annotation, context: PolicyContext): number {
  const found = new Set<string>()
  for (const evidence of evidenceOf(annotation, context)) {
    const source = context.sources.get(evidence.sourceId)
    if (isBearing(evidence) && !isUnreliable(source)) found.add(source?.url ?? evidence.sourceId)
  }
  return found.size
}

/** A source is where it was said, or is the first link of the chain or the outlet by name. */
function isTraced(annotation: Annotation, context: PolicyContext): boolean {
  const evidence = evidenceOf(annotation, context).filter(isBearing)
  if (evidence.some(({ relation }) => relation === 'origin')) return true
  const { chain, outlet } = annotation
  const first = chain[0]
  const names = [first?.mention, first?.speakerIs.name, first?.speakerIs.short, outlet ?? undefined]
    .map((name) => foldName(name))
    .filter(Boolean)
  return evidence.some(({ sourceId }) => {
    const source = context.sources.get(sourceId)
    const makers = [foldName(source?.author), foldName(source?.publisher)]
    return (
      names.some((name) => [foldName(source?.title), ...makers].some((words) => words.includes(name))) ||
      // "der russischen Agentur Interfax" in the text, "Interfax" in the library
      makers.some((maker) => maker && foldName(first?.mention).includes(maker))
    )
  })
}

/** In small letters between two spaces, so that only whole words are found in it; empty for nothing. */
function foldName(name: string | undefined): string {
  const words = (name ?? '').toLowerCase().match(/[\p{L}\p{N}]+/gu)
  return words ? ` ${words.join(' ')} ` : ''
}

const isAccusing = wordFinder(ACCUSATIONS)
const isDenying = wordFinder(DENIALS)
const isUnnamedPlural = wordFinder(UNNAMED_PLURALS)

/** By the statement's own words and the words that it was found by: "warf … vor" stands before the clause. */
function isAccusation({ target, reasons }: Annotation): boolean {
  const texts = [target.wording, ...reasons.map(({ word }) => word ?? '')]
  return texts.some(isAccusing) && !texts.some(isDenying)
}

/** One of many is one, "eine Reihe von" many are many; German weak nouns look like plurals. */
const SINGULAR =
  /^(?:ein(?:e[mnrs]?)?(?! (?:Gruppe|Handvoll|Mehrheit|Menge|Reihe|Vielzahl) )|dem|des|jede[mnrs]?|kein(?:e[mnrs]?)?|another|one of) /i

function isPlural({ target, speakerIs }: Annotation): boolean {
  const mention = foldSpace(target.speaker ?? '')
  return !SINGULAR.test(`${mention} `) && (isUnnamedPlural(mention) || isUnnamedPlural(speakerIs.name ?? ''))
}

interface Index {
  /** By id, the nearest statement of the same speaker around one. */
  readonly outer: ReadonlyMap<string, Annotation>
  /** By speaker, what stands in the text itself. */
  readonly bySpeaker: ReadonlyMap<string, readonly Annotation[]>
  /** By id, where others' evidence counts as well; filled as it is asked for. */
  readonly evidence: Map<string, readonly Evidence[]>
}

/** Worked out once for an answer. */
const indexes = new WeakMap<PolicyContext, Index>()

function indexOf(context: PolicyContext): Index {
  const known = indexes.get(context)
  if (known) return known
  const outer = new Map<string, Annotation>()
  const bySpeaker = new Map<string, Annotation[]>()
  let open: Annotation[] = []
  for (const annotation of context.annotations) {
    if (annotation.target.detached) continue
    const { start, end } = extentOf(annotation.target)
    open = open.filter(({ target }) => extentOf(target).end > start)
    const around = open.findLast((own) => extentOf(own.target).end >= end && speaksFor(own, annotation))
    if (around) outer.set(annotation.id, around)
    open.push(annotation)
    const key = annotation.flags.includes('headline') ? null : speakerKey(annotation)
    const others = key === null ? undefined : bySpeaker.get(key)
    if (others) others.push(annotation)
    else if (key !== null) bySpeaker.set(key, [annotation])
  }
  const index: Index = { outer, bySpeaker, evidence: new Map() }
  indexes.set(context, index)
  return index
}

/** Null where the text gives nobody that could be found elsewhere in it. */
function speakerKey({ speakerIs }: Annotation): string | null {
  return speakerIs.name && speakerIs.kind !== 'none' ? `${speakerIs.kind}: ${speakerIs.name}` : null
}

/** Whether the outer statement's speaker is the inner one's too; who is not given is taken from around. */
function speaksFor(outer: Annotation, inner: Annotation): boolean {
  if (inner.speakerIs.kind === 'none') return true
  if (outer.speakerIs.kind !== inner.speakerIs.kind) return false
  const key = speakerKey(inner)
  return key === null ? outer.target.speaker === inner.target.speaker : key === speakerKey(outer)
}
