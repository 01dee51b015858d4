/** A dossier as a desk makes it, action by action, so that its log is the real one. */
import assert from 'node:assert/strict'
import type { Annotation } from '../../src/model/annotation.js'
import { withSource } from '../../src/model/library.js'
import type { LogEntry } from '../../src/model/log.js'
import { DEFAULT_POLICY } from '../../src/model/policy.js'
import { personOf, type User } from '../../src/model/person.js'
import { reviewed, type DeskAction } from '../../src/model/review.js'
import type { Evidence } from '../../src/model/source.js'
import { schemeFor, type Dossier } from '../../src/model/dossier.js'
import { AT, DOSSIER, EDITOR } from '../model/sample.js'

export const CHIEF = { id: 'vl', name: 'V. L.', roles: ['chief'] }

/** `dossier` is what has been made of the one that it began with. */
export class Desk {
  /** ISO 8601 time of what is done next. */
  at = AT

  constructor(public dossier: Dossier = DOSSIER) {}

  library(action: Parameters<typeof withSource>[1]): void {
    const made = withSource(this.dossier, action, { by: EDITOR, at: this.at })
    assert.ok(made, `${action.type} applies`)
    this.dossier = {
      ...this.dossier,
      sources: made.sources,
      annotations: this.dossier.annotations.map((own) => {
        const reopened = made.reopened.get(own.id)
        return reopened === undefined ? own : { ...own, reopened }
      }),
    }
    this.log(...made.entries)
  }

  desk(id: string, change: DeskAction | ((own: Annotation) => DeskAction), user: User = CHIEF): void {
    const own = this.dossier.annotations.find((annotation) => annotation.id === id)
    assert.ok(own)
    const action = typeof change === 'function' ? change(own) : change
    const { sources, log } = this.dossier
    const policy = {
      ...DEFAULT_POLICY,
      rules: [
        ...DEFAULT_POLICY.rules,
        { id: 'rule', severity: 'blocks' as const, text: { en: 'Rule' }, isBroken: () => true },
      ],
    }
    const newId = `made-${log.length}`
    const scheme = schemeFor(this.dossier, this.dossier.scheme)
    const made = reviewed(own, action, { user, at: this.at, newId, scheme, policy, sources })
    assert.ok(made, `${action.type} applies`)
    const annotations = this.dossier.annotations.map((one) => (one === own ? made.annotation : one))
    this.dossier = { ...this.dossier, annotations }
    this.log(...made.entries.map((entry) => ({ subject: id, by: personOf(user), ...entry })))
  }

  /** By the editor where nobody else is named. */
  log(
    ...entries: readonly (Pick<LogEntry, 'action' | 'subject' | 'before' | 'after'> &
      Partial<Pick<LogEntry, 'by'>>)[]
  ): void {
    const added = entries.map((entry) => ({ by: EDITOR, at: this.at, ...entry, seal: null }))
    this.dossier = { ...this.dossier, log: [...this.dossier.log, ...added] }
  }
}

export function evidenceOf(own: Annotation, index = 0): Evidence {
  const found = own.evidence[index]
  assert.ok(found)
  return found
}
