/**
 * Two articles on one page, each with its own editor, panel and language; the second belongs to a house with
 * statuses and rules of its own. Nothing is saved here.
 */
import { EditorView } from 'prosemirror-view'
import { attribution, setEngine } from '../src/index.js'
import { DEFAULT_SCHEME, type Policy, type Scheme, type User } from '../src/model/index.js'
import { describeReason } from '../src/text/index.js'
import { bindPanel } from '../src/ui/index.js'
import '../src/ui/define.js'
import { createState, schema } from './editor.js'
import { element } from './element.js'
import { resolveKnown } from './known-sources.js'
import { loadLanguages, type MakeEngine } from './languages.js'
import { messages, type Locale } from './messages.js'
import { people, present } from './people.js'
import { publish } from './publish.js'
import { SENSITIVITY } from './settings.js'

const NOBODY_ELSE = { person: '', name: '' }

/** What this house has added: a status that waits for its lawyers, and one that they have given. */
const SCHEME: Partial<Scheme> = {
  statuses: [
    ...DEFAULT_SCHEME.statuses,
    {
      key: 'with-lawyers',
      label: { de: 'Bei der Rechtsabteilung', en: 'With the lawyers' },
      sign: '§',
      colour: 'light-dark(oklch(40.5% 0.12 340), oklch(80% 0.1 340))',
      isFinal: false,
      isBlocking: true,
    },
    {
      key: 'cleared',
      label: { de: 'Rechtlich frei', en: 'Cleared by the lawyers' },
      sign: '⚖',
      colour: 'light-dark(oklch(40.5% 0.09 190), oklch(80% 0.1 190))',
      isFinal: true,
      isBlocking: false,
    },
  ],
}

/** Two rules: nothing goes out unchecked, and what has no source is warned of. */
const POLICY: Policy = {
  settings: { sourcesForAccusation: 2, sourcesForPlural: 2 },
  overrideRoles: ['chief'],
  rules: [
    {
      id: 'checked',
      severity: 'blocks',
      text: { de: 'Die Aussage ist noch nicht geprüft.', en: 'The statement has not been checked yet.' },
      isBroken: ({ review }, { scheme }) =>
        !scheme.statuses.some(
          ({ key, isFinal, isBlocking }) => key === review.status && isFinal && !isBlocking,
        ),
    },
    {
      id: 'source',
      severity: 'warns',
      text: { de: 'Die Aussage hat keine Quelle.', en: 'The statement has no source.' },
      isBroken: ({ evidence }) => evidence.length === 0,
    },
  ],
}

interface Desk {
  readonly id: string
  readonly locale: Locale
  readonly user: User
  readonly paragraphs: readonly string[]
  readonly scheme?: Partial<Scheme>
  readonly policy?: Policy
}

const DESKS: readonly Desk[] = [
  {
    id: 'first',
    locale: 'de',
    user: present(NOBODY_ELSE),
    paragraphs: [
      'Brücke bleibt gesperrt',
      'Die Brücke über die Aare bleibt vorerst gesperrt. „Wir haben Risse gefunden“, sagte Stadträtin Mira Seidel am Dienstag. Die Sanierung werde bis zum Herbst dauern.',
      'Laut Polizei umfuhren schon am ersten Tag 3000 Fahrzeuge die Sperre. Anwohner klagten, der Lärm sei kaum auszuhalten.',
    ],
  },
  {
    id: 'second',
    locale: 'en',
    user: present({ person: 'demo:chris-falk', name: '' }),
    scheme: SCHEME,
    policy: POLICY,
    paragraphs: [
      'Bridge stays closed',
      'The bridge over the river stays closed for now. “We have found cracks,” said Councillor Helen Carter on Tuesday. She added that repairs would last until autumn.',
      'The contractor was negligent, according to the engineer Tom Hale.',
    ],
  },
]

const desks = DESKS.map(openDesk)
document.body.append(element('main', {}, ...desks.map(({ section }) => section)))
document.documentElement.dataset['ready'] = ''

function openDesk({ id, locale, user, paragraphs, scheme, policy }: Desk) {
  const words = messages[locale]
  const panel = element('attribution-panel', { id: `${id}-panel`, locale })
  const paper = element('div', { className: 'paper' })
  const told = element('output', { className: 'told' })
  const button = element('button', { type: 'button', className: 'primary' }, words.publish)
  const heading = element('h2', { id: `${id}-heading` }, `${words.article}: ${paragraphs[0] ?? ''}`)
  const section = element(
    'section',
    { id, lang: locale },
    element(
      'div',
      { className: 'house-bar' },
      heading,
      told,
      element('span', { className: 'who' }, `${words.who}: ${user.name}`),
      button,
    ),
    element('div', { className: 'desk' }, paper, element('div', { className: 'side' }, panel)),
  )
  section.setAttribute('aria-labelledby', heading.id)
  const [title = '', ...rest] = paragraphs
  const doc = schema.node('doc', null, [
    schema.node('heading', { level: 1 }, [schema.text(title)]),
    ...rest.map((text) => schema.node('paragraph', null, [schema.text(text)])),
  ])
  const view = new EditorView(paper, {
    state: createState(doc, {
      attribution: attribution({
        engine: null, // it comes with the languages
        user: () => user,
        people: () => people(NOBODY_ELSE),
        ...(scheme ? { scheme } : {}),
        ...(policy ? { policy } : {}),
      }),
      placeholder: () => words.placeholder,
    }),
    attributes: {
      'aria-label': heading.textContent,
      role: 'textbox',
      'aria-multiline': 'true',
      class: 'article',
      lang: locale,
      tabindex: '0',
    },
  })
  bindPanel(panel, view, { describeReason, resolveSource: resolveKnown })
  panel.pending = true
  const reading = loadLanguages(locale).then(
    (makeEngine: MakeEngine) => setEngine(makeEngine(SENSITIVITY.balanced))(view.state, view.dispatch),
    () => {
      panel.pending = false
      return false
    },
  )
  button.addEventListener('click', () =>
    publish({
      view,
      panel,
      locale: () => locale,
      reading,
      tell: (words, isGood) => {
        told.textContent = words
        told.dataset['tone'] = isGood ? 'good' : 'bad'
      },
      showPanel: () => panel.scrollIntoView({ block: 'nearest' }),
    }),
  )
  return { section }
}
