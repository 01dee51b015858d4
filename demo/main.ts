/**
 * A small CMS page: the article in an editor, the panel beside it, a report at
 * the end. Everything stays in this browser.
 */
import { redo, undo } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import type { Command, EditorState, Transaction } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import {
  annotateSelection,
  attribution,
  getArticle,
  getDossier,
  isPending,
  publishCheck,
  selectNext,
  selectPrevious,
  setAnnotations,
  setEngine,
  subscribe,
  type AttributionProblem,
} from '../src/index.js'
import { articleDigest, sealDossier, verifyLog, type Dossier } from '../src/model/index.js'
import { reportDOCX, reportHTML, reportJSON, reportMarkdown } from '../src/report/index.js'
import { describeReason } from '../src/text/index.js'
import { bindBeside, bindHover, bindPanel } from '../src/ui/index.js'
import '../src/ui/define.js'
import { createState, parseArticle, schema } from './editor.js'
import { element } from './element.js'
import { ADDRESSES, resolveKnown } from './known-sources.js'
import { loadLanguages, type MakeEngine } from './languages.js'
import { messages, type Locale } from './messages.js'
import { choices, OWN, people, present as presentUser } from './people.js'
import { publish } from './publish.js'
import { loadSettings, saveSettings, SENSITIVITY, type Settings } from './settings.js'
import { SavedElsewhere, Store, type Loaded, type Stored } from './storage.js'
import { earlierVersion, reorder, replaceByItself, replaceChanged, replaceWords } from './workshop.js'

const SAVE_DELAY_MS = 300
/** After a save that failed. */
const RETRY_MS = 10_000
/** The page whose article is made up, not fetched. */
const LONG = 'long'
/** In pixels. */
const PANEL_WIDTH = { min: 300, max: 560, step: 20 }
/** In percent. */
const PANEL_HEIGHT = { min: 25, max: 85, step: 5 }
/** As in style.css: the panel is a sheet from below, and the pages and what can be tried go into a menu. */
const sheet = matchMedia('(width < 900px)')

const settings = loadSettings()
const articleUrl = document.body.dataset['article']
const isLong = articleUrl === LONG
const store = new Store(articleUrl ? `article:${articleUrl}` : 'article:own', schema)
const t = () => messages[settings.locale]

// ── The page ────────────────────────────────────────────────────────────────

const panel = element('attribution-panel', { id: 'panel' })
const beside = element('attribution-beside', { id: 'beside' })
const hover = element('attribution-hover', {})
const paper = element('main', { id: 'paper' })
const notice = element('div', { id: 'notice', role: 'alert', hidden: true })
const divider = element('div', { id: 'divider', role: 'separator', tabIndex: 0 })
const header = element('header', { id: 'bar' })
const aside = element('aside', { id: 'side' }, divider, panel)
document.body.append(header, notice, element('div', { id: 'desk' }, paper, aside), beside, hover)

let saveTimer = 0
/** Saves that have begun and not ended. */
let saving = 0
/** Since the person was told so; one message stands for all failures until a save succeeds. */
let isSaveFailing = false
/** Another window has worked on the article, and the person was told so. */
let isBeside = false
/** Since the person was told so, once. */
let isDetectionFailing = false
let isReset = false
/** The text that was there before an earlier version was loaded. */
let laterDoc: Node | null = null
/** What is changed at random is changed differently each time. */
let workshopSeed = 1

/** Null until the languages are there, and when they did not come. */
let makeEngine: MakeEngine | null = null

// What was saved comes first: an editor that starts on the fresh article could save that over it.
const { doc, dossier, lang: startingLang } = await startingPoint()
const view = new EditorView(paper, {
  state: stateOf(doc, dossier),
  attributes: (state) => ({
    'aria-label': t().article,
    role: 'textbox',
    'aria-multiline': 'true',
    lang: articleLang(state),
    id: 'article',
    class: 'article',
    tabindex: '0', // the article is what the keyboard scrolls
  }),
})
bindPanel(panel, view, { describeReason, resolveSource: resolveKnown })
bindBeside(beside, view, { describeReason, resolveSource: resolveKnown })
bindHover(hover, view, {
  isOpen: (id) => beside.opened === id || (settings.panelOpen && panel.opened === id),
})
renderPage()
sheet.addEventListener('change', renderPage)
watchDivider()
document.addEventListener('keydown', showKeys)
addEventListener('pagehide', leave)
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave())
document.documentElement.dataset['ready'] = ''
const languagesTaken = takeLanguages()

function stateOf(doc: Node, dossier?: Dossier): EditorState {
  return createState(doc, {
    attribution: attribution({
      engine: null, // it comes with the languages
      user: () => presentUser(settings),
      people: () => people(settings),
      onChange: saveSoon,
      onProblem: tellProblem,
      ...(dossier ? { initial: dossier } : {}),
    }),
    placeholder: () => t().placeholder,
  })
}

/** What a person can do something about is said on the page; all of it stands in the console. */
function tellProblem({ where, error }: AttributionProblem): void {
  console.error(`${where}:`, error)
  if (where !== 'detection' || isDetectionFailing) return
  isDetectionFailing = true
  tell('detectionFailed')
}

/** What was saved here, else the article before anybody touched it; an empty one for the page without article. */
async function startingPoint(): Promise<{
  readonly doc: Node
  readonly dossier?: Dossier
  /** Empty where nobody has said it. */
  readonly lang: string
}> {
  const { stored, trouble } = await store.load().catch((): Loaded => {
    isSaveFailing = true
    tell('storageDenied', retry())
    return { stored: null, trouble: null }
  })
  if (trouble === 'elsewhere') tell('elsewhereKept')
  else if (trouble) tell(stored && trouble === 'unreadable' ? 'unreadableLast' : trouble)
  if (stored) return stored
  const empty = { doc: schema.node('doc', null, [schema.node('paragraph')]), lang: '' }
  if (!articleUrl) return empty
  if (isLong) return parseArticle((await import('./long/article.js')).longArticle())
  const response = await fetch(articleUrl).catch(() => null)
  if (response?.ok) return parseArticle(await response.text())
  tell('articleMissing')
  return empty
}

// ── Languages ───────────────────────────────────────────────────────────────

/**
 * Loads detection and lets it begin; until then an empty list means "not read yet". Not to be called
 * before the editor is there: running what was loaded would keep the page from drawing it.
 */
async function takeLanguages(): Promise<void> {
  let isLoading = true
  panel.pending = true
  const stop = subscribe(view, () =>
    // Behind the panel's own update, in the same frame.
    requestAnimationFrame(() => {
      if (isLoading) panel.pending = true
    }),
  )
  try {
    makeEngine = await loadLanguages(settings.locale)
  } catch {
    panel.pending = false
    tell('languagesFailed')
  }
  detectAnew()
  if (makeEngine && isLong) await takeSample()
  isLoading = false
  stop()
  panel.pending = isPending(view.state)
}

/**
 * Puts on the long article what a desk might have done with it, once, when detection has read it. What a
 * person does to text or statements meanwhile is kept.
 */
async function takeSample(): Promise<void> {
  const { reviewedDossier } = await import('./long/dossier.js')
  const logged = () => getDossier(view.state).log.length
  while (isPending(view.state)) await new Promise((done) => setTimeout(done, 30))
  if (logged() > 0) return
  for (let before = -1; before !== logged();) {
    before = logged()
    const dossier = await reviewedDossier(view.state.doc, getDossier(view.state))
    if (logged() === before) return void setAnnotations(dossier)(view.state, view.dispatch)
  }
}

function detectAnew(): void {
  if (makeEngine) setEngine(makeEngine(SENSITIVITY[settings.sensitivity]))(view.state, view.dispatch)
}

/** What the engine takes it for; before that what was said or saved, else the page's. */
function articleLang(state: EditorState): string {
  const { lang } = getArticle(state)
  return lang === 'und' ? startingLang || settings.locale : lang
}

// ── Saving: soon after a change, at once when the page goes ─────────────────

function saveSoon(): void {
  if (isReset) return
  delete document.documentElement.dataset['saved']
  clearTimeout(saveTimer)
  saveTimer = window.setTimeout(() => void saveNow(), SAVE_DELAY_MS)
}

async function saveNow(): Promise<void> {
  if (!saveTimer) return
  clearTimeout(saveTimer)
  saveTimer = 0
  saving++
  try {
    await store.save(present())
    if (isSaveFailing) {
      isSaveFailing = false
      if (notice.dataset['message'] === 'saveFailed' || notice.dataset['message'] === 'storageDenied')
        notice.hidden = true
    }
    if (!saveTimer) document.documentElement.dataset['saved'] = ''
  } catch (error) {
    if (error instanceof SavedElsewhere) {
      if (!isBeside) tell('elsewhere', reloadButton(), takePlaceButton())
      isBeside = true
      if (!saveTimer) document.documentElement.dataset['saved'] = ''
      return
    }
    if (!isSaveFailing) tell('saveFailed', retry())
    isSaveFailing = true
    saveTimer ||= window.setTimeout(() => void saveNow(), RETRY_MS)
  } finally {
    saving--
  }
}

/** Shows what the other window has saved; what was done here is beside it. */
function reloadButton(): HTMLElement {
  const button = element('button', { type: 'button' }, t().loadElsewhere)
  button.addEventListener('click', () => location.reload())
  return button
}

function takePlaceButton(): HTMLElement {
  const button = element('button', { type: 'button' }, t().keepHere)
  button.addEventListener('click', async () => {
    try {
      await store.takePlace()
      isBeside = false
      notice.hidden = true
      view.focus()
      saveSoon()
      await saveNow()
    } catch {
      tell('saveFailed', retry())
    }
  })
  return button
}

/** A button that does not wait for the next attempt. */
function retry(): HTMLElement {
  const button = element('button', { type: 'button' }, t().retry)
  button.addEventListener('click', () => {
    saveSoon()
    void saveNow()
  })
  return button
}

/** The page may go before a save ends. */
function leave(): void {
  if (!saveTimer && !saving) return
  store.leaveBehind(present())
  void saveNow()
}

function present(): Stored {
  return { doc: view.state.doc, dossier: getDossier(view.state), lang: articleLang(view.state) }
}

async function reset(): Promise<void> {
  if (!confirm(articleUrl ? t().resetConfirm : t().resetEmptyConfirm)) return
  isReset = true
  clearTimeout(saveTimer)
  saveTimer = 0
  try {
    await store.clear()
    location.reload()
  } catch {
    isReset = false
    tell('saveFailed')
  }
}

// ── Bar ─────────────────────────────────────────────────────────────────────

/** Draws what depends on the settings; an open menu stays open, and the focus where it is. */
function renderPage(): void {
  const { locale, theme, panelOpen } = settings
  document.documentElement.lang = locale
  document.documentElement.style.colorScheme = theme === 'auto' ? 'light dark' : theme
  document.body.classList.toggle('panel-closed', !panelOpen)
  for (const part of [panel, beside, hover]) part.locale = locale
  beside.active = !panelOpen
  showUser()
  aside.setAttribute('aria-label', t().panel)
  divider.setAttribute('aria-label', t().resize)
  renderSize()
  document.title = `prosemirror-attribution: ${isLong ? t().long : articleUrl ? t().headline : t().empty}`
  const focused = header.contains(document.activeElement) ? document.activeElement?.id : undefined
  const openMenu = header.querySelector(':popover-open')?.id
  header.replaceChildren(
    ...(sheet.matches ? [] : [pageLinks()]),
    element(
      'div',
      { className: 'tools' },
      ...(sheet.matches ? [pagesMenu()] : []),
      commandButton('undo', '↶', t().undo, undo),
      commandButton('redo', '↷', t().redo, redo),
      commandButton('previous', '↑', t().previous, selectPrevious),
      commandButton('next', '↓', t().next, selectNext),
      annotateButton(),
      ...(sheet.matches ? [panelButton()] : []),
    ),
    element(
      'div',
      { className: 'tools end' },
      ...(articleUrl && !sheet.matches ? [thingsMenu()] : []),
      ...(isLong ? [workshopMenu()] : []),
      whoChoice(),
      reportMenu(),
      settingsMenu(),
      publishButton(),
      ...(sheet.matches ? [] : [panelButton()]),
    ),
  )
  if (openMenu) document.getElementById(openMenu)?.showPopover()
  if (focused) document.getElementById(focused)?.focus()
  view.updateState(view.state) // its label and placeholder speak the language too
}

function pageLinks(): HTMLElement {
  const links = element(
    'nav',
    {},
    pageLink('./', t().seed, Boolean(articleUrl) && !isLong),
    pageLink('long.html', t().long, isLong),
    pageLink('empty.html', t().empty, !articleUrl),
  )
  links.setAttribute('aria-label', t().pages)
  return links
}

/** Where the bar has no room for them: the pages, and what can be tried here. */
function pagesMenu(): HTMLElement {
  const sign = element('span', {}, '☰')
  sign.setAttribute('aria-hidden', 'true')
  const anchor = menu(
    'pages',
    [sign, element('span', { className: 'unseen' }, t().pages)],
    pageLinks(),
    ...(articleUrl ? [element('div', { className: 'group things' }, ...things())] : []),
  )
  anchor.querySelector('button')?.classList.add('icon')
  return anchor
}

function pageLink(href: string, label: string, current: boolean): HTMLElement {
  const link = element('a', { href }, label)
  if (current) link.setAttribute('aria-current', 'page')
  return link
}

function commandButton(id: string, sign: string, label: string, command: Command): HTMLElement {
  const button = element(
    'button',
    { id, type: 'button', title: label, ariaLabel: label, className: 'icon' },
    sign,
  )
  button.addEventListener('click', () => {
    command(view.state, view.dispatch, view)
    view.focus()
  })
  return button
}

function annotateButton(): HTMLElement {
  const button = element(
    'button',
    { id: 'annotate', type: 'button', title: t().annotate },
    ...shortened('✎', t().annotate),
  )
  button.addEventListener('click', () => {
    if (!annotateSelection()(view.state, view.dispatch, view)) tell('annotateHint')
    view.focus()
  })
  return button
}

function reportMenu(): HTMLElement {
  return menu(
    'report',
    t().report,
    menuItem(t().view, viewReport),
    menuItem(t().saveHtml, () => void saveReport('html', 'text/html', reportHTML)),
    menuItem(t().saveWord, () => void saveReport('docx', WORD, reportDOCX)),
    menuItem(t().saveMarkdown, () => void saveReport('md', 'text/markdown', reportMarkdown)),
    menuItem(t().saveJson, () => void saveReport('json', 'application/json', reportJSON)),
    element(
      'label',
      {},
      t().reportLanguage,
      choice(
        'report-language',
        settings.reportLocale,
        { article: t().likeArticle, de: 'Deutsch', en: 'English' },
        (reportLocale) => keep({ reportLocale }),
      ),
    ),
  )
}

/**
 * Puts the report into a page of its own, whose policy allows the report's style sheet and no script;
 * a blob of it would come under this page's stricter policy and stand there unstyled.
 */
function viewReport(): void {
  const page = open('report.html', '_blank') as (Window & typeof globalThis) | null // what `open` gives is a whole window
  const input = reportInput()
  page?.addEventListener('load', async () => {
    const report = new page.DOMParser().parseFromString(reportHTML(...(await input)), 'text/html')
    page.document.documentElement.replaceWith(page.document.adoptNode(report.documentElement))
  })
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

async function saveReport(
  extension: string,
  type: string,
  report: typeof reportHTML | typeof reportDOCX,
): Promise<void> {
  download(extension, type, await report(...(await reportInput())))
}

/**
 * What the page shows now and whether it can go out, with its log sealed and verified. A page without https can do neither, and
 * its report says nothing of it.
 */
async function reportInput(): Promise<Parameters<typeof reportHTML>> {
  const article = { ...getArticle(view.state), lang: articleLang(view.state) }
  const present = getDossier(view.state)
  const options = {
    locale: reportLocale(),
    now: new Date().toISOString(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    describeReason,
    check: publishCheck(view.state),
  }
  const dossier = await sealDossier(present).catch(() => present)
  const log = await verifyLog(dossier.log).catch(() => null)
  const digest = await articleDigest(article).catch(() => null)
  return [
    { article, dossier },
    { ...options, ...(log && { log }), ...(digest && { digest }) },
  ]
}

function reportLocale(): Locale {
  if (settings.reportLocale !== 'article') return settings.reportLocale
  const lang = articleLang(view.state)
  return lang === 'de' || lang === 'en' ? lang : settings.locale
}

function download(extension: string, type: string, content: string | Uint8Array): void {
  const name = `${messages[reportLocale()].reportName}.${extension}`
  const url = URL.createObjectURL(
    typeof content === 'string'
      ? new Blob([content], { type: `${type};charset=utf-8` })
      : new Blob([new Uint8Array(content)], { type }),
  )
  element('a', { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

function settingsMenu(): HTMLElement {
  const name = element('input', {
    id: 'name',
    value: settings.name,
    autocomplete: 'name',
  })
  name.addEventListener('change', () => {
    // The page is not drawn anew: the focus is on its way to the next field.
    keep({ name: name.value, person: name.value.trim() ? OWN : '' })
    document.getElementById('who-choice')?.replaceWith(whoChoice())
    showUser()
  })
  const sensitivity = choice(
    'sensitivity',
    settings.sensitivity,
    { few: t().sensitivityFew, balanced: t().sensitivityBalanced, all: t().sensitivityAll },
    (chosen) => {
      keep({ sensitivity: chosen })
      detectAnew()
    },
  )
  sensitivity.setAttribute('aria-describedby', 'sensitivity-help')
  return menu(
    'settings',
    shortened('⚙', t().settings),
    element('label', {}, t().name, name),
    element(
      'label',
      {},
      t().language,
      choice('language', settings.locale, { de: 'Deutsch', en: 'English' }, (locale) => change({ locale })),
    ),
    element(
      'label',
      {},
      t().theme,
      choice(
        'theme',
        settings.theme,
        { auto: t().themeAuto, light: t().themeLight, dark: t().themeDark },
        (theme) => change({ theme }),
      ),
    ),
    element('label', {}, t().sensitivity, sensitivity),
    element('p', { id: 'sensitivity-help', className: 'help' }, t().sensitivityHelp),
    menuItem(t().reset, () => void reset()),
  )
}

function thingsMenu(): HTMLElement {
  const anchor = menu('things', t().things, ...things())
  anchor.querySelector('.menu')?.classList.add('things')
  return anchor
}

function things(): readonly HTMLElement[] {
  const list = isLong ? t().thingsList : t().deskList
  return [
    element('h2', {}, t().thingsTitle),
    element('ol', {}, ...list.map((thing) => element('li', {}, thing))),
    ...(isLong ? [] : [addressList()]),
  ]
}

function addressList(): HTMLElement {
  return element(
    'div',
    { className: 'group' },
    element('h3', {}, t().addresses),
    element('p', { className: 'help' }, t().addressesHelp),
    element('ul', { className: 'addresses' }, ...ADDRESSES.map(copyable)),
  )
}

function copyable(address: string): HTMLElement {
  const button = element('button', { type: 'button' }, t().copy)
  button.setAttribute('aria-label', `${t().copy}: ${address}`)
  button.addEventListener('click', async () => {
    // Where the clipboard is closed to pages, the address can be selected and copied as any text.
    const isCopied = await navigator.clipboard?.writeText(address).then(
      () => true,
      () => false,
    )
    if (isCopied) button.textContent = t().copied
  })
  return element('li', {}, element('code', {}, address), button)
}

/** Who is at the keyboard. */
function whoChoice(): HTMLElement {
  const { id } = presentUser(settings)
  const chosen = settings.person === OWN ? OWN : id
  return element(
    'label',
    { id: 'who-choice' },
    element('span', {}, t().who),
    choice('who', chosen, choices(settings, settings.locale), (person) => {
      keep({ person })
      showUser()
    }),
  )
}

function showUser(): void {
  panel.user = presentUser(settings)
  panel.people = people(settings)
}

function publishButton(): HTMLElement {
  const button = element('button', { id: 'publish', type: 'button', className: 'primary' }, t().publish)
  button.addEventListener('click', async () => {
    if (button.ariaBusy === 'true') return
    // Not disabled, which would take the focus away.
    button.ariaBusy = 'true'
    button.textContent = t().publishing
    try {
      await publish({
        view,
        panel,
        locale: () => settings.locale,
        reading: languagesTaken.then(() => makeEngine !== null),
        tell: (words, isGood) => show(words, { tone: isGood ? 'good' : 'bad' }),
        showPanel: () => settings.panelOpen || change({ panelOpen: true }),
      })
    } finally {
      const present = document.getElementById('publish') ?? button // the bar may have been drawn anew
      present.ariaBusy = null
      present.textContent = t().publish
    }
  })
  return button
}

function workshopMenu(): HTMLElement {
  const find = element('input', { id: 'find', value: 'Osterkamp' })
  const by = element('input', { id: 'replace-by', value: 'Westerkamp' })
  return menu(
    'workshop',
    t().workshop,
    element('p', { className: 'help' }, t().workshopHelp),
    menuItem(t().replaceByItself, () => dispatch(replaceByItself(view.state))),
    menuItem(t().replaceChanged, () => dispatch(replaceChanged(view.state, workshopSeed++))),
    menuItem(t().reorder, () => dispatch(reorder(view.state, workshopSeed++))),
    element(
      'div',
      { className: 'group' },
      element('label', {}, t().find, find),
      element('label', {}, t().replaceBy, by),
      menuItem(t().replaceWords, () => {
        const tr = replaceWords(view.state, find.value, by.value)
        if (tr) dispatch(tr)
        else tell('wordsMissing')
      }),
    ),
    element(
      'div',
      { className: 'group' },
      menuItem(laterDoc ? t().loadLater : t().loadEarlier, loadOther),
      element('p', { className: 'help' }, t().loadHelp),
    ),
  )
}

function dispatch(tr: Transaction): void {
  view.dispatch(tr)
  view.focus()
}

/** Opens the other version of the text with the dossier as it stands, as a host does that opens a document. */
function loadOther(): void {
  const dossier = getDossier(view.state)
  const { doc } = view.state
  const other = laterDoc ?? earlierVersion(doc, t().earlierLead)
  laterDoc = laterDoc ? null : doc
  view.updateState(stateOf(other))
  setAnnotations(dossier)(view.state, view.dispatch)
  detectAnew()
  renderPage()
  view.focus()
}

function panelButton(): HTMLElement {
  const label = settings.panelOpen ? t().hidePanel : t().showPanel
  // With the panel closed nothing else on the page tells how the keyboard gets on.
  const title = settings.panelOpen ? label : `${label}. ${t().keysHint}`
  const button = element(
    'button',
    { id: 'toggle-panel', type: 'button', className: 'icon', title, ariaLabel: label },
    '◨',
  )
  if (!settings.panelOpen) button.ariaDescription = t().keysHint
  button.setAttribute('aria-expanded', String(settings.panelOpen))
  button.setAttribute('aria-controls', 'side')
  button.addEventListener('click', () => change({ panelOpen: !settings.panelOpen }))
  return button
}

/** Where nobody writes, `?` shows all keys, wherever the focus is; with the panel closed it opens that. */
function showKeys(event: KeyboardEvent): void {
  const [target] = event.composedPath()
  const isWriting =
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, select, textarea'))
  const isTaken = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey
  if (event.key !== '?' || isWriting || isTaken || document.querySelector('dialog[open]')) return
  event.preventDefault()
  if (!settings.panelOpen) change({ panelOpen: true })
  panel.showKeys()
}

/** Changes a setting that shows nowhere else on the page. */
function keep(part: Partial<Settings>): void {
  Object.assign(settings, part)
  saveSettings(settings)
}

function change(part: Partial<Settings>): void {
  keep(part)
  renderPage()
}

/** The sign where the bar has no room for the words, which screen readers always hear. */
function shortened(sign: string, words: string): readonly HTMLElement[] {
  const shown = element('span', { className: 'sign' }, sign)
  shown.setAttribute('aria-hidden', 'true')
  return [shown, element('span', { className: 'word' }, words)]
}

function menu(id: string, label: string | readonly HTMLElement[], ...items: HTMLElement[]): HTMLElement {
  const list = element('div', { id: `${id}-menu`, className: 'menu', popover: 'auto' }, ...items)
  const button = element('button', { id, type: 'button' }, ...(typeof label === 'string' ? [label] : label))
  button.setAttribute('popovertarget', list.id)
  list.addEventListener('beforetoggle', () => {
    // Below its button, in whichever row of the bar that stands.
    const { bottom, right } = button.getBoundingClientRect()
    const top = bottom + 4
    list.style.top = `${top}px`
    list.style.right = sheet.matches ? '' : `${Math.max(8, innerWidth - right)}px`
    list.style.maxHeight = `calc(100% - ${top + 8}px)`
  })
  return element('div', { className: 'menu-anchor' }, button, list)
}

function menuItem(label: string, act: () => void): HTMLElement {
  const button = element('button', { type: 'button' }, label)
  button.addEventListener('click', () => {
    button.closest<HTMLElement>('[popover]')?.hidePopover()
    act()
  })
  return button
}

function choice<T extends string>(
  id: string,
  value: T,
  options: Readonly<Record<T, string>>,
  pick: (value: T) => void,
): HTMLElement {
  const select = element(
    'select',
    { id },
    ...Object.entries<string>(options).map(([key, label]) =>
      element('option', { value: key, selected: key === value }, label),
    ),
  )
  select.addEventListener('change', () => pick(select.value as T)) // only options made above
  return select
}

// ── Panel width and notices ─────────────────────────────────────────────────

function watchDivider(): void {
  divider.addEventListener('pointerdown', (event) => {
    divider.setPointerCapture(event.pointerId)
    event.preventDefault()
  })
  divider.addEventListener('pointermove', ({ pointerId, clientX, clientY }) => {
    if (!divider.hasPointerCapture(pointerId)) return
    const { bottom, height } = paper.parentElement?.getBoundingClientRect() ?? new DOMRect()
    resize(sheet.matches ? ((bottom - clientY) / height) * 100 : innerWidth - clientX)
  })
  divider.addEventListener('keydown', (event) => {
    const { panelWidth, panelHeight } = settings
    const [more, less] = sheet.matches ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight']
    const direction = event.key === more ? 1 : event.key === less ? -1 : 0
    if (!direction) return
    event.preventDefault()
    resize(
      sheet.matches ? panelHeight + direction * PANEL_HEIGHT.step : panelWidth + direction * PANEL_WIDTH.step,
    )
  })
}

/** Gives the panel another width, or the sheet another height, within what is useful. */
function resize(size: number): void {
  const { min, max } = sheet.matches ? PANEL_HEIGHT : PANEL_WIDTH
  const within = Math.round(Math.min(max, Math.max(min, size)))
  keep(sheet.matches ? { panelHeight: within } : { panelWidth: within })
  renderSize()
}

function renderSize(): void {
  const { panelWidth, panelHeight } = settings
  const { min, max } = sheet.matches ? PANEL_HEIGHT : PANEL_WIDTH
  document.documentElement.style.setProperty('--panel-width', `${panelWidth}px`)
  document.documentElement.style.setProperty('--panel-height', `${panelHeight}%`)
  divider.setAttribute('aria-orientation', sheet.matches ? 'horizontal' : 'vertical')
  divider.setAttribute('aria-valuenow', String(sheet.matches ? panelHeight : panelWidth))
  divider.setAttribute('aria-valuemin', String(min))
  divider.setAttribute('aria-valuemax', String(max))
}

type Message =
  | 'elsewhere'
  | 'elsewhereKept'
  | 'saveFailed'
  | 'storageDenied'
  | 'unreadable'
  | 'unreadableLast'
  | 'newer'
  | 'foreign'
  | 'articleMissing'
  | 'annotateHint'
  | 'languagesFailed'
  | 'detectionFailed'
  | 'wordsMissing'

function tell(message: Message, ...actions: readonly HTMLElement[]): void {
  show(t()[message], { actions, message })
}

function show(
  words: string,
  {
    actions = [],
    message = '',
    tone = 'bad',
  }: {
    readonly actions?: readonly HTMLElement[]
    readonly message?: string
    readonly tone?: 'good' | 'bad'
  },
): void {
  const close = element('button', { type: 'button' }, t().close)
  close.addEventListener('click', () => {
    notice.hidden = true
    view.focus()
  })
  notice.dataset['message'] = message
  notice.dataset['tone'] = tone
  notice.replaceChildren(
    element('span', {}, words),
    element('div', { className: 'actions' }, ...actions, close),
  )
  notice.hidden = false
}
