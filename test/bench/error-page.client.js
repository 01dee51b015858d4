/** Filters and walks the cards of the error page. */
const cards = [...document.querySelectorAll('.card')]
const chips = [...document.querySelectorAll('.chip')]
const byId = (id) => document.getElementById(id)
const search = byId('search')
const texts = new Map(
  cards.map((card) => [
    card,
    `${card.textContent} ${card.closest('article').querySelector('.id').textContent}`
      .replace(/\s+/g, ' ')
      .toLowerCase(),
  ]),
)
const wordsOf = new Map()
for (const span of document.querySelectorAll('[data-e]'))
  for (const number of span.dataset.e.split(' ')) wordsOf.set(number, [...(wordsOf.get(number) ?? []), span])
let shown = cards
let current = null

function filter() {
  const verdicts = chips.filter((chip) => chip.ariaPressed === 'true').map((chip) => chip.dataset.verdict)
  const kind = byId('kind').value
  const rule = byId('rule').value
  const wanted = search.value.trim().replace(/\s+/g, ' ').toLowerCase()
  const fits = (card) =>
    (!verdicts.length || card.dataset.verdicts.split(' ').some((verdict) => verdicts.includes(verdict))) &&
    (!kind || card.dataset.kinds.split(' ').includes(kind)) &&
    (!rule || card.dataset.rule === rule) &&
    (!wanted || texts.get(card).includes(wanted))
  shown = cards.filter(fits)
  const visible = new Set(shown)
  for (const card of cards) card.hidden = !visible.has(card)
  const withCards = new Set(shown.map((card) => card.closest('article')))
  const isNarrowed = verdicts.length || kind || rule || wanted
  for (const article of document.querySelectorAll('article')) {
    const isRight = article.dataset.errors === '0'
    article.hidden = isRight ? !byId('all').checked || Boolean(isNarrowed) : !withCards.has(article)
  }
  document.querySelector('.none').hidden = shown.length > 0
  if (current && !visible.has(current)) leave()
  tell()
}

function tell() {
  const at = current ? shown.indexOf(current) + 1 : 0
  byId('place').textContent = at ? `${at} of ${shown.length}` : `${shown.length} errors`
}

function leave() {
  current?.classList.remove('current')
  if (current) for (const span of wordsOf.get(current.id.slice(1)) ?? []) span.classList.remove('current')
  current = null
}

function go(card, { scroll = true } = {}) {
  if (!card) return
  leave()
  current = card
  card.classList.add('current')
  for (const span of wordsOf.get(card.id.slice(1)) ?? []) span.classList.add('current')
  if (scroll) card.scrollIntoView({ block: 'center' })
  history.replaceState(null, '', `#${card.id}`)
  tell()
}

/** From the current card, else from the first one below the head. */
function step(by) {
  if (current) return go(shown[shown.indexOf(current) + by])
  const top = document.querySelector('header').getBoundingClientRect().bottom
  go(shown.find((card) => card.getBoundingClientRect().bottom > top) ?? shown[0])
}

function clear() {
  for (const chip of chips) chip.ariaPressed = 'false'
  byId('kind').value = byId('rule').value = search.value = ''
  filter()
}

for (const chip of chips)
  chip.addEventListener('click', () => {
    chip.ariaPressed = String(chip.ariaPressed !== 'true')
    filter()
  })
for (const id of ['kind', 'rule', 'all']) byId(id).addEventListener('change', filter)
search.addEventListener('input', filter)
byId('next').addEventListener('click', () => step(1))
byId('previous').addEventListener('click', () => step(-1))
byId('clear').addEventListener('click', clear)
document.addEventListener('click', ({ target }) => {
  const words = target.closest('[data-e]')
  const card = words
    ? shown.find((candidate) => words.dataset.e.split(' ').includes(candidate.id.slice(1)))
    : target.closest('.card')
  if (card) go(card, { scroll: false })
})
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === 'Escape') {
    search.blur()
    return clear()
  }
  if (event.target.closest('input[type="search"], select')) {
    if (event.key === 'Enter') {
      event.target.blur()
      step(1)
    }
    return
  }
  if (event.key === 'j') step(1)
  else if (event.key === 'k') step(-1)
  else if (event.key === '/') {
    event.preventDefault()
    search.focus()
  }
})

filter()
const asked = location.hash ? byId(location.hash.slice(1)) : null
if (cards.includes(asked)) go(asked)
