import { build } from 'esbuild'
import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
const pkg = JSON.parse(readFileSync('package.json','utf8'))
const peers = [...Object.keys(pkg.peerDependencies)]
async function m(label: string, code: string, show = 0) {
  const r = await build({ stdin: {contents: code, resolveDir: process.cwd(), loader: 'ts'}, bundle: true, minify: true, format: 'esm', target: 'es2022', write: false, splitting: true, outdir: 'x', metafile: true, external: peers.flatMap(p=>[p, p+'/*']) , platform: 'browser', logLevel:'error', absWorkingDir: process.cwd(), tsconfig: 'tsconfig.json'})
  console.log(label, r.outputFiles.map(f=>[f.path.split('/').pop(), f.contents.length, gzipSync(f.contents,{level:9}).length].join(' ')).join(' | '))
  const out = Object.values(r.metafile.outputs)[0]!
  console.log(Object.entries(out.inputs).filter(x=>x[1].bytesInOutput).sort((a,b)=>b[1].bytesInOutput-a[1].bytesInOutput).slice(0,show).map(([f,b])=>`   ${f} ${b.bytesInOutput}`).join('\n'))
}
for (const where of ['./dist', './src']) {
const x = where
await m(where+' attribution', `export { attribution } from '${x}/index.js'`, where=='./src'?80:5)
await m(where+' . *', `export * from '${x}/index.js'`, 0)
await m(where+' parseDossier', `export { parseDossier } from '${x}/model/index.js'`, 30)
await m(where+' standing', `export { isStale } from '${x}/model/index.js'`, 30)
await m(where+' define', `import '${x}/ui/define.js'`, where=='./src'?60:5)
await m(where+' card', `export { AttributionThread } from '${x}/ui/index.js'`, where=='./src'?60:5)
await m(where+' bind', `export { bindPanel } from '${x}/ui/index.js'`, where=='./src'?60:5)
await m(where+' text *', `export * from '${x}/text/index.js'`, 60)
}
