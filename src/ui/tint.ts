import { noChange } from 'lit'
import { directive, Directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js'
import { statusIn, type Scheme } from '../model/status.js'
import type { Standing } from './filter.js'

class Tint extends Directive {
  constructor(part: PartInfo) {
    super(part)
    if (part.type !== PartType.ELEMENT)
      throw new TypeError('tint belongs into an element, not into an attribute')
  }

  // What it takes; on the server nothing is tinted.
  render(...[]: [Standing, Scheme]): unknown {
    return noChange
  }

  override update({ element }: ElementPart, [standing, scheme]: [Standing, Scheme]): unknown {
    if (!(element instanceof HTMLElement || element instanceof SVGElement)) return noChange
    const { colour = '' } = statusIn(scheme, standing)
    // Through CSSOM, so that any CSP is fine with it.
    element.style.setProperty('--_status', CSS.supports('color', colour) ? colour : null)
    return noChange
  }
}

/** Gives an element the colour of a status that the house has brought along; of the others the theme's class does. */
export const tint = directive(Tint)
