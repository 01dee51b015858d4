import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDate, quoted } from '../../src/model/presentation.js'

test('marks inside a quotation become the inner ones of the language, whichever they were', () => {
  for (const inner of ['„Wahnsinn“', '“Wahnsinn”', '«Wahnsinn»', '»Wahnsinn«', '"Wahnsinn"'])
    assert.equal(quoted(`Das sei ${inner}, sagte er.`, 'de'), '„Das sei ‚Wahnsinn‘, sagte er.“')
  assert.equal(quoted('He called it “madness”.', 'en-GB'), '“He called it ‘madness’.”')
  assert.equal(quoted('„Ja“ und („nein“)', 'de'), '„‚Ja‘ und (‚nein‘)“')
})

test('one quotation with marks of its own gets no second ones', () => {
  assert.equal(quoted('„Das stimmt nicht.“', 'de'), '„Das stimmt nicht.“')
  assert.equal(quoted('“No.”', 'de'), '“No.”')
})

test('English dates are British, unless the reader’s English is another', () => {
  assert.equal(formatDate('2026-11-29', 'en'), '29 Nov 2026')
  assert.equal(formatDate('2026-11-29', 'en-US'), 'Nov 29, 2026')
  assert.equal(formatDate('2026-11-29', 'de'), '29. Nov. 2026')
})
