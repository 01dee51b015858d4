/** Whether an article can go out; apart from the other commands, so that only who asks loads the house's rules. */
import type { EditorState } from 'prosemirror-state'
import { checkPolicy, DEFAULT_POLICY, type Policy, type PublishCheck } from '../model/policy.js'
import { getDossier, getOwnPolicy, getScheme, isPending } from './commands.js'

/** The house's rules. */
export function getPolicy(state: EditorState): Policy {
  return getOwnPolicy(state) ?? DEFAULT_POLICY
}

/**
 * "Can this go out?", by the house's rules or by others. Blocks while the text is still being read; wait for
 * `isPending` to be false where the answer counts. What was answered goes to the log by the action `publish`.
 */
export function publishCheck(state: EditorState, policy: Policy = getPolicy(state)): PublishCheck {
  return checkPolicy(getDossier(state), policy, { scheme: getScheme(state), isPending: isPending(state) })
}
