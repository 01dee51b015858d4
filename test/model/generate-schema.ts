/** Writes the published JSON Schema from the checks that a file goes through: `npm run generate:schema`. */
import { writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { jsonSchema } from './json-schema.js'

export const SCHEMA_FILE = 'src/model/format.schema.json'

/** The schema as it stands in the file. */
export async function schemaText(): Promise<string> {
  const options = await resolveConfig(SCHEMA_FILE)
  return format(JSON.stringify(jsonSchema(), null, 2), { ...options, parser: 'json' })
}

if (process.argv[1]?.endsWith('generate-schema.ts')) writeFileSync(SCHEMA_FILE, await schemaText())
