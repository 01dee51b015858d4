/** What answers for a bound panel whether the article can go out; loaded with the first answer. */
export { publishCheck } from '../plugin/publishing.js'
