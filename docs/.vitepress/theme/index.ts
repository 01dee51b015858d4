/** VitePress's own theme, in the system's typeface: no font is loaded. */
import DefaultTheme from 'vitepress/theme-without-fonts'
import './style.css'

export default DefaultTheme
