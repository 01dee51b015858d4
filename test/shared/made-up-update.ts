/** Updates that no Yjs makes: what somebody can send who writes the bytes themselves. */
import * as Y from 'yjs'

/** Client and clock. */
export type At = readonly [client: number, clock: number]

type Struct = Y.Item | Y.GC | Y.Skip

/** A register in a top-level map, or, with `beside`, wherever that one stands. */
export function register(
  at: At,
  { root = '', key = '', beside, before }: { root?: string; key?: string; beside?: At; before?: At },
  ...values: readonly unknown[]
): Y.Item {
  const isBeside = beside !== undefined || before !== undefined
  // As the decoder of Yjs makes it: a name is a parent until it is put in.
  const parent = (isBeside ? null : root) as unknown as null
  const content = new Y.ContentAny([...values]) as unknown as Y.ContentString // any content will do
  const left = beside ? Y.createID(...beside) : null
  const right = before ? Y.createID(...before) : null
  return new Y.Item(Y.createID(...at), null, left, null, right, parent, isBeside ? null : key, content)
}

/** What was deleted and collected. */
export function collected(at: At, length: number): Y.GC {
  return new Y.GC(Y.createID(...at), length)
}

/** What is left out. */
export function skipped(at: At, length: number): Y.Skip {
  return new Y.Skip(Y.createID(...at), length)
}

/** An update of these lists, each of one client and in its order; `deletes` are clocks of the given client. */
export function madeUpUpdate(
  lists: readonly (readonly [Struct, ...Struct[]])[],
  deletes: readonly At[] = [],
): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  encoder.writeLen(lists.length)
  for (const list of lists) {
    encoder.writeLen(list.length)
    encoder.writeClient(list[0].id.client)
    encoder.writeLen(list[0].id.clock)
    for (const struct of list) struct.write(encoder, 0)
  }
  encoder.writeLen(deletes.length)
  for (const [client, clock] of deletes) {
    encoder.resetDsCurVal()
    encoder.writeClient(client)
    encoder.writeLen(1)
    encoder.writeDsClock(clock)
    encoder.writeDsLen(1)
  }
  return encoder.toUint8Array()
}
