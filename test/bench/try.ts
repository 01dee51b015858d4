import { de } from '../../src/lang/de/index.js'
import { candidatesOf } from '../../src/train/candidates.js'
import { compile } from '../../src/text/lexicon.js'
const lex = compile(de)
const sents = process.argv[2] ? [process.argv[2]] : [
'Zunächst ist laut Automobilwoche an den Bau des Audi A4 in Emden gedacht.',
'Die Nähe des Bären zu menschlichen Siedlungen stellt nach Angaben des Sprechers des bayerischen Umweltministeriums, Roland Eichhorn, ein immer größer werdendes Risiko für Menschen dar.',
'Nach übereinstimmenden Angaben der New York Times und der Los Angeles Times, die sich auf die Angaben von Kongress-, Militär-, und  Pentagon-Sprechern stützen, kommt eine Untersuchung des US-Militärs zu dem Ergebnis, dass der Tod von 24 irakischen Zivilisten in der irakischen Stadt Haditha ein Kriegsverbrechen war.',
'Nach bisher unbestätigten Berichten wurde der Firma Boeing außerdem Einsicht in das Angebot von EADS gewährt.',
'Ansonsten geht ihn die Innenpolitik laut Verfassung eigentlich nichts an.',
'Nach jetzigem Ermittlungsstand ist der 16-jährige früher an der Schule gemobbt worden.',
'Die Entscheidung wird damit begründet, dass das Land von der Fischerei abhängig sei.',
'In einer Stellungnahme des Ministeriums, auf die sich verschiedene internationale Medien berufen, wird die Entscheidung damit begründet, dass das Land von der Fischerei abhängig sei.',
'Es war die Mandantin, die auch angab, dass ihre Mandantin oftmals in Todesangst die Polizei gerufen habe.',
'Der Sprecher des Weißen Hauses in Washington und andere Mitarbeiter der Außenministerin beeilten sich, gegenüber Journalisten zu erklären, die Rice-Äußerungen stellten keineswegs einen Politikwechsel dar.',
]
for (const s of sents) { console.log('\n' + s); const cs = candidatesOf({ id: '', lang: 'de', text: s + ' ', statements: [] }, lex)
 if (cs[0]) console.log('   SEG', cs[0].parse.sentences.map((x) => x.segments.map((g) => `${g.kind}<${g.before}>[${cs[0]!.parse.text.slice(cs[0]!.parse.tokens[g.first]!.start, cs[0]!.parse.tokens[g.last]!.end)}] v=${cs[0]!.parse.tokens[g.verb]?.text}`).join(' ')).join(' || '))
 for (const c of cs) console.log('   ', c.draft.kind, c.draft.reason.rule, c.draft.confidence, '|', c.quote.map((q) => s.slice(q[0], q[1])).join(' ¦ '), '| F', c.draft.frame.map((z) => s.slice(c.parse.tokens[z.first]!.start, c.parse.tokens[z.last]!.end)).join('¦'), '| S', c.draft.speaker ? s.slice(c.parse.tokens[c.draft.speaker.first]!.start, c.parse.tokens[c.draft.speaker.last]!.end) : '-') }
