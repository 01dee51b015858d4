/**
 * Fills in what is known of a pasted address, without asking anybody: a dozen addresses stand here, of others
 * the host tells publisher and kind. It takes its time, as a service would, and one address fails.
 */
import type { SourceKind } from '../src/model/index.js'
import type { ResolvedSource, ResolveSource } from '../src/ui/index.js'

const DELAY_MS = { min: 300, max: 800 }

/** The service is out for this one. */
export const FAILING = 'https://archiv.example/ausfall'

/** Hosts are real or reserved for examples; what stands at the addresses is made up. */
const KNOWN: Readonly<Record<string, ResolvedSource>> = {
  'https://www.interfax.ru/world/814211': {
    kind: 'agency-copy',
    title: 'Калашников: Россия обязана помочь Казахстану',
    author: 'Interfax',
    publisher: 'Interfax',
    date: '2022-01-05',
  },
  'https://www.facebook.com/nikol.pashinyan/posts/1': {
    kind: 'post',
    title: 'Erklärung zum Einsatz der OVKS',
    author: 'Nikol Paschinjan',
    publisher: 'Facebook',
    date: '2022-01-06',
  },
  'https://tass.com/world/1384765': {
    kind: 'agency-copy',
    title: 'Tokayev appeals to CSTO heads of state for help',
    author: 'TASS',
    publisher: 'TASS',
    date: '2022-01-05',
  },
  'https://www.dw.com/de/kasachstan-tote-bei-protesten/a-60335561': {
    kind: 'web-page',
    title: 'Kasachstan: Tote bei Protesten',
    author: 'Deutsche Welle',
    publisher: 'dw.com',
    date: '2022-01-06',
  },
  'https://www.state.gov/briefings/2022-01-05': {
    kind: 'press-release',
    title: 'Statement on the Situation in Kazakhstan',
    author: 'U.S. Department of State',
    publisher: 'state.gov',
    date: '2022-01-05',
  },
  'https://t.me/almaty_heute/4711': {
    kind: 'post',
    title: 'Video: Schüsse in der Innenstadt von Almaty',
    author: 'Almaty heute',
    publisher: 'Telegram',
    date: '2022-01-05',
  },
  'https://polizei.example/presse/2022-03': {
    kind: 'press-release',
    title: 'Lagebericht zur Nacht',
    author: 'Polizei Beispielstadt',
    publisher: 'Polizei Beispielstadt',
    date: '2022-01-06',
  },
  'https://akorda.example/speeches/2022-01-05': {
    kind: 'broadcast',
    title: 'Fernsehansprache des Präsidenten',
    author: 'Kassym-Schomart Tokajew',
    publisher: 'Präsidialamt',
    date: '2022-01-05',
  },
  'https://odkb.example/erklaerung': {
    kind: 'press-release',
    title: 'Beschluss des Rates für kollektive Sicherheit',
    author: 'OVKS',
    publisher: 'OVKS',
    date: '2022-01-06',
  },
  'https://institut.example/analyse/kasachstan.pdf': {
    kind: 'document',
    title: 'Kasachstan: Machtkampf im Schatten der Proteste',
    author: 'Institut für Eurasische Studien',
    publisher: 'Institut für Eurasische Studien',
    date: '2022-01',
  },
  'https://statistik.example/gaspreise.csv': {
    kind: 'data-set',
    title: 'Preise für Flüssiggas nach Gebieten',
    publisher: 'Statistikamt',
    date: '2021-12',
  },
  'https://verlag.example/buecher/zentralasien': {
    kind: 'book',
    title: 'Zentralasien verstehen',
    author: 'Mira Seidel',
    publisher: 'Beispielverlag',
    date: '2020',
  },
}

/** Addresses to try, the one that fails last. */
export const ADDRESSES: readonly string[] = [
  'https://www.interfax.ru/world/814211',
  'https://www.facebook.com/nikol.pashinyan/posts/1',
  'https://www.dw.com/de/kasachstan-tote-bei-protesten/a-60335561',
  'https://polizei.example/presse/2022-03',
  'https://www.bbc.co.uk/news/world-asia-59880166',
  FAILING,
]

/** Who is behind a host and its subdomains. */
const HOSTS: Readonly<Record<string, readonly [publisher: string, kind: SourceKind]>> = {
  'interfax.ru': ['Interfax', 'agency-copy'],
  'tass.com': ['TASS', 'agency-copy'],
  'tass.ru': ['TASS', 'agency-copy'],
  'reuters.com': ['Reuters', 'agency-copy'],
  'apnews.com': ['Associated Press', 'agency-copy'],
  'afp.com': ['Agence France-Presse', 'agency-copy'],
  'dpa.com': ['Deutsche Presse-Agentur', 'agency-copy'],
  'dw.com': ['Deutsche Welle', 'web-page'],
  'tagesschau.de': ['tagesschau.de', 'web-page'],
  'bbc.co.uk': ['BBC', 'web-page'],
  'bbc.com': ['BBC', 'web-page'],
  'facebook.com': ['Facebook', 'post'],
  'x.com': ['X', 'post'],
  'twitter.com': ['Twitter', 'post'],
  't.me': ['Telegram', 'post'],
  'instagram.com': ['Instagram', 'post'],
  'youtube.com': ['YouTube', 'broadcast'],
  'presseportal.de': ['Presseportal', 'press-release'],
  'polizei.example': ['Polizei Beispielstadt', 'press-release'],
}

export const resolveKnown: ResolveSource = async (url, signal) => {
  await wait(DELAY_MS.min + Math.random() * (DELAY_MS.max - DELAY_MS.min), signal)
  const address = normal(url)
  if (address === FAILING) throw new Error(`no answer for ${url}`)
  return KNOWN[address] ?? byHost(address)
}

function byHost(address: string): ResolvedSource | null {
  const labels = hostOf(address).split('.')
  for (let i = 0; i < labels.length - 1; i++) {
    const [publisher, kind] = HOSTS[labels.slice(i).join('.')] ?? []
    if (publisher && kind) return { publisher, kind }
  }
  return null
}

function hostOf(address: string): string {
  try {
    return new URL(address).hostname
  } catch {
    return ''
  }
}

/** Without what says where somebody came from, and without a slash at the end. */
function normal(url: string): string {
  return url
    .trim()
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '')
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason as Error) // an AbortError, unless the caller has given another
    })
  })
}
