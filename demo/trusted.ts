/** Trusted Types, where the browser has them; TypeScript's library does not name them yet. */
interface Factory {
  createPolicy(
    name: string,
    rules: { readonly createHTML: (html: string) => string },
  ): {
    createHTML(html: string): string // an object, which goes wherever such a string is asked for
  }
}

const { trustedTypes } = window as { readonly trustedTypes?: Factory }

const policy = trustedTypes?.createPolicy('attribution-demo', { createHTML: (html) => html })

/** HTML as a document of its own, in which nothing runs and nothing is loaded. */
export function parsePage(html: string): Document {
  return new window.DOMParser().parseFromString(policy?.createHTML(html) ?? html, 'text/html')
}
