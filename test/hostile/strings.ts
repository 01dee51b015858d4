/** One table of hostile texts, which every export and import is driven by. */
import { HOSTILE } from '../report/sample.js'

export const STRINGS = [
  ...HOSTILE,
  '</script><script>alert(6)</script>',
  '<!-- --!> <!--<script>',
  ']]><x xmlns="y">&xxe;</x>',
  '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>&xxe;',
  'https://evil.example/"onclick="alert(7)',
  'javascript:alert(8)',
  'java\tscript:alert(9)',
  'data:text/html,<script>alert(10)</script>',
  '=HYPERLINK("https://evil.example/";"x")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(1)',
  '\t=1+1',
  '\uFF1D1+1',
  '__proto__',
  'constructor',
  '${alert(11)} {{alert(12)}}',
  'url(https://evil.example/x.png); } * { background: url(https://evil.example/y.png) }',
  '\u2028\u2029\u0085\uFEFF',
  '\u0000',
  '\uD83D',
  '\u2066\u202Etxt.exe\u2069',
  'a'.repeat(10_000),
] as const

/** Short and printable, for titles of tests. */
export function titleOf(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}
