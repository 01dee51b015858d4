import 'prosemirror-attribution/style.css'
import './page.js'
