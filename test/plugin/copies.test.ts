import { expect } from '@open-wc/testing'
import { Schema } from 'prosemirror-model'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { schema } from 'prosemirror-schema-basic'
import { attribution } from '../../src/index.js'

/** A second copy of a package, as a page has it where two of its dependencies bring one each. */
const second = (name: string) => import(`../../node_modules/${name}/dist/index.js?second`)
const plugins = () => [attribution({ engine: null })]

describe('with a second copy of a package of ProseMirror', () => {
  it('names prosemirror-model where the schema comes from it', async () => {
    const { Schema: SecondSchema } = (await second('prosemirror-model')) as { Schema: typeof Schema }
    expect(SecondSchema, 'it is another copy').not.to.equal(Schema)
    const other = new SecondSchema(schema.spec)
    expect(() => EditorState.create({ schema: other, plugins: plugins() })).to.throw(
      TypeError,
      /^Two copies of prosemirror-model are loaded.*"npm ls prosemirror-model".*"npm dedupe"/,
    )
  })

  it('names prosemirror-state where the state comes from it', async () => {
    const own = (await second('prosemirror-state')) as { EditorState: typeof EditorState }
    expect(() => own.EditorState.create({ schema, plugins: plugins() })).to.throw(
      TypeError,
      /^Two copies of prosemirror-state are loaded/,
    )
  })

  it('names prosemirror-view where the view comes from it', async () => {
    const own = (await second('prosemirror-view')) as { EditorView: typeof EditorView }
    const state = EditorState.create({ schema, plugins: plugins() })
    expect(() => new own.EditorView(null, { state })).to.throw(
      TypeError,
      /^Two copies of prosemirror-view are loaded/,
    )
  })

  it('says nothing where there is one of each', () => {
    const view = new EditorView(null, { state: EditorState.create({ schema, plugins: plugins() }) })
    view.destroy()
  })
})
