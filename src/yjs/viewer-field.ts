/** The field of the awareness' states in which an editor says who looks at what. */
export const VIEWER_FIELD = 'attribution'
