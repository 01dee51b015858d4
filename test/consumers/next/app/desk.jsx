'use client'

import { useEffect, useRef } from 'react'
import { mount } from '../editor.js'

export function Desk() {
  const place = useRef(null)
  useEffect(() => mount(place.current), [])
  return <div ref={place} />
}
