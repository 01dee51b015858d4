import { entries } from '../entries.js'
import { Desk } from './desk.jsx'

/** At each request, so that the server imports every entry too, not the build alone. */
export const dynamic = 'force-dynamic'

export default function Page() {
  return (
    <main>
      <h1 data-entries={JSON.stringify(entries)}>Artikel</h1>
      <Desk />
    </main>
  )
}
