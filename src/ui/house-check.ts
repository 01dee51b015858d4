/** What answers for a panel that is bound to no editor: the house's rules that come along. */
export { checkPolicy, DEFAULT_POLICY } from '../model/policy.js'
