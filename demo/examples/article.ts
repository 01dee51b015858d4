/** What the examples open with. */
export const LANG = 'de'

/** The heading. */
export const TITLE = 'Brücke bleibt gesperrt'

/** The text under it, a paragraph each. */
export const PARAGRAPHS: readonly string[] = [
  'Die Brücke über die Aare bleibt vorerst gesperrt. „Wir haben Risse gefunden“, sagte Stadträtin Mira Seidel am Dienstag. Die Sanierung werde bis zum Herbst dauern.',
  'Laut Polizei umfuhren schon am ersten Tag 3000 Fahrzeuge die Sperre. Anwohner klagten, der Lärm sei kaum auszuhalten.',
  'Am Donnerstag berät der Gemeinderat.',
]
