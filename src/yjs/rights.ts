/**
 * What a server tells of rights, as stateless messages of Hocuspocus: JSON texts that nobody keeps. A client asks
 * without `rights`, the server answers with them, and tells them unasked when they change.
 */
import * as v from 'valibot'
import { RIGHTS, type Right } from '../model/rights.js'

const TYPE = 'attribution:rights'
const schema = v.object({ type: v.literal(TYPE), rights: v.optional(v.array(v.string())) })

/** A message that asks what its sender may do, or tells it. */
export function rightsMessage(rights?: readonly Right[]): string {
  return JSON.stringify({ type: TYPE, rights })
}

/** The rights in a message, `ask` where it asks for them; null for a message about something else. */
export function readRights(payload: string): readonly Right[] | 'ask' | null {
  let message: unknown
  try {
    message = JSON.parse(payload)
  } catch {
    return null
  }
  const { success, output } = v.safeParse(schema, message)
  if (!success) return null
  const { rights } = output
  return rights ? RIGHTS.filter((right) => rights.includes(right)) : 'ask'
}
