/** The house's rules on the command line: the default ones, or what a file makes of them. */
import * as v from 'valibot'
import type { Parsed } from '../model/dossier.js'
import { createPolicy, DEFAULT_POLICY, SEVERITIES, type Policy } from '../model/policy.js'
import { fail, parseJSON } from '../model/problems.js'
import { checked } from '../model/schema.js'
import { readJSON } from './inputs.js'
import { messageOf, type Problems } from './problems.js'

/** What a file may say of the rules; plain data. Rules of a house's own are code, and not for the command line. */
export interface HouseRules {
  /** By the rule's id: whether it blocks, warns or is off. */
  readonly severities?: Readonly<Record<string, (typeof SEVERITIES)[number] | 'off'>>
  readonly settings?: Partial<Policy['settings']>
}

const rulesSchema = v.strictObject({
  severities: v.exactOptional(v.record(v.string(), v.picklist([...SEVERITIES, 'off']))),
  settings: v.exactOptional(
    v.strictObject({
      sourcesForAccusation: v.exactOptional(v.number()),
      sourcesForPlural: v.exactOptional(v.number()),
    }),
  ),
})

/** The name of the rules that the package brings. */
const DEFAULT = 'default'

/** The rules that `--policy` names: `default`, or a file; null when there are none, which is told. */
export async function rulesFor(name: string | undefined, problems: Problems): Promise<HouseRules | null> {
  if (name === undefined || name === DEFAULT) return {}
  if (/\.json$/i.test(name)) return readJSON(name, parseRules, problems)
  problems.tell('', `unknown policy "${name}"; known: ${DEFAULT}, or a FILE.json`)
  return null
}

function parseRules(text: string): Parsed<HouseRules> {
  const json = parseJSON(text)
  if (!json.ok) return json
  const parsed = checked(rulesSchema, json.value)
  if (!parsed.ok) return parsed
  try {
    createPolicy(parsed.value)
    return parsed
  } catch (error) {
    return fail('', messageOf(error))
  }
}

const policies = new WeakMap<HouseRules, Policy>()

/** The policy with these rules, the same one for the same object. */
export function policyOf(rules: HouseRules): Policy {
  const known = policies.get(rules)
  if (known) return known
  const made = Object.keys(rules).length ? createPolicy(rules) : DEFAULT_POLICY
  policies.set(rules, made)
  return made
}
