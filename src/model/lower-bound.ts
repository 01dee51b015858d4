/** For all that is above the model and does not read texts. */
export { lowerBound } from '../text/lower-bound.js'
