/**
 * Colours, type and the controls that all components share. Every token can be
 * set from outside by the custom property of its name: `--attribution-accent`
 * over `--_accent`, and so on. Colours follow the `color-scheme` of the page.
 *
 * Status colours have one lightness per theme, so that none shouts: 7:1 and
 * more as text, on the surface and on their own tint.
 */
import { css } from 'lit'

/**
 * Colours, type and common controls of all elements. Hosts set the custom properties; the ones with an
 * underscore are ours.
 *
 * @cssprop --attribution-background - Behind cards and lists.
 * @cssprop --attribution-surface - Of cards, fields and buttons.
 * @cssprop --attribution-hover - Of what the pointer rests on.
 * @cssprop --attribution-text - Of words.
 * @cssprop --attribution-quiet - Of words that stand back: labels, times.
 * @cssprop --attribution-hairline - Of lines between things.
 * @cssprop --attribution-edge - Of the edges of fields, 3:1 on the surface.
 * @cssprop --attribution-accent - Of focus, links and the button that stands out.
 * @cssprop --attribution-on-accent - Of words on the accent.
 * @cssprop --attribution-error - Of what is wrong in a form.
 * @cssprop --attribution-unchecked - Of statements that nobody has checked.
 * @cssprop --attribution-in-progress - Of statements that somebody is checking.
 * @cssprop --attribution-verified - Of verified statements.
 * @cssprop --attribution-needs-change - Of statements whose words must change.
 * @cssprop --attribution-disputed - Of disputed statements.
 * @cssprop --attribution-unverifiable - Of statements that cannot be verified.
 * @cssprop --attribution-not-checkable - Of statements that there is nothing to check about.
 * @cssprop --attribution-stale - Of reviews of other words, and of those that were opened again.
 * @cssprop --attribution-radius - Of corners.
 * @cssprop --attribution-font - A font family.
 * @cssprop --attribution-font-size - Of words in running text; all other sizes of type, and what must grow with them, follow. Default `0.875rem`, 14 px where neither reader nor page have changed the size of type.
 */
export const theme = css`
  :host {
    --_background: var(--attribution-background, light-dark(oklch(97.3% 0.003 260), oklch(17% 0.008 260)));
    --_surface: var(--attribution-surface, light-dark(oklch(100% 0 0), oklch(21% 0.009 260)));
    --_hover: var(--attribution-hover, light-dark(oklch(95.6% 0.005 260), oklch(25.5% 0.011 260)));
    --_text: var(--attribution-text, light-dark(oklch(22% 0.012 260), oklch(93% 0.005 260)));
    --_quiet: var(--attribution-quiet, light-dark(oklch(42% 0.016 260), oklch(78% 0.012 260)));
    --_hairline: var(--attribution-hairline, light-dark(oklch(89.5% 0.006 260), oklch(31% 0.011 260)));
    /* The edge of fields and buttons: 3:1 on the surface. */
    --_edge: var(--attribution-edge, light-dark(oklch(62% 0.012 260), oklch(55% 0.014 260)));
    --_accent: var(--attribution-accent, light-dark(oklch(45% 0.16 258), oklch(80% 0.1 258)));
    --_on-accent: var(--attribution-on-accent, light-dark(oklch(99% 0 0), oklch(18% 0.03 258)));
    --_error: var(--attribution-error, light-dark(oklch(40.5% 0.15 27), oklch(81% 0.11 25)));

    --_unchecked: var(--attribution-unchecked, light-dark(oklch(40.5% 0.012 260), oklch(80% 0.01 260)));
    --_in-progress: var(--attribution-in-progress, light-dark(oklch(40.5% 0.13 250), oklch(80% 0.1 250)));
    --_verified: var(--attribution-verified, light-dark(oklch(40.5% 0.1 152), oklch(80% 0.12 152)));
    --_needs-change: var(--attribution-needs-change, light-dark(oklch(40.5% 0.09 72), oklch(80% 0.11 78)));
    --_disputed: var(--attribution-disputed, light-dark(oklch(40.5% 0.15 27), oklch(80% 0.1 25)));
    --_unverifiable: var(--attribution-unverifiable, light-dark(oklch(40.5% 0.15 300), oklch(80% 0.1 300)));
    --_not-checkable: var(
      --attribution-not-checkable,
      light-dark(oklch(40.5% 0.012 260), oklch(80% 0.01 260))
    );
    --_stale: var(--attribution-stale, light-dark(oklch(40.5% 0.1 50), oklch(80% 0.1 55)));

    --_radius: var(--attribution-radius, 8px);
    --_font: var(--attribution-font, system-ui, sans-serif);
    --_px: calc(var(--attribution-font-size, 0.875rem) / 14);
    --_target: calc(28 * var(--_px));
    --_motion: 120ms;

    box-sizing: border-box;
    font: calc(14 * var(--_px)) / calc(20 * var(--_px)) var(--_font);
    font-variant-numeric: tabular-nums;
    color: var(--_text);
    text-align: start;
    -webkit-text-size-adjust: 100%;
  }
  @media (pointer: coarse) {
    :host {
      --_target: max(44px, calc(28 * var(--_px)));
    }
  }
  @media (prefers-reduced-motion: reduce) {
    :host {
      --_motion: 0s;
    }
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h2,
  h3,
  p,
  ul,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  ul {
    list-style: ''; /* not none: Safari would no longer call it a list */
  }
  h3,
  .label {
    font-size: calc(12 * var(--_px));
    line-height: calc(16 * var(--_px));
    font-weight: 600;
    color: var(--_quiet);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .late {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    min-height: 36px;
    padding: 8px 12px;
    color: var(--_quiet);
  }
  .soon {
    animation: appear 0s 500ms both;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
  svg.icon {
    flex: none;
    width: calc(14 * var(--_px));
    height: calc(14 * var(--_px));
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }

  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: var(--_target);
    min-width: var(--_target);
    margin: 0;
    padding: 3px 10px;
    border: 1px solid transparent;
    border-radius: 6px;
    background: none;
    cursor: pointer;
    transition: background-color var(--_motion);
  }
  button[aria-pressed] {
    transition: none; /* on the way, text and background would be alike */
  }
  button:hover {
    background: var(--_hover);
  }
  .outlined {
    border-color: var(--_hairline);
    background: var(--_surface);
  }
  .primary {
    font-weight: 600;
    color: var(--_on-accent);
    background: var(--_accent);
  }
  .primary:hover {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }
  .icon-only {
    padding: 0;
    color: var(--_quiet);
  }
  .icon-only svg {
    width: calc(16 * var(--_px));
    height: calc(16 * var(--_px));
  }

  input:not([type='radio'], [type='checkbox']),
  select,
  textarea {
    width: 100%;
    min-height: max(32px, var(--_target));
    margin: 0;
    padding: 5px 8px;
    border: 1px solid var(--_edge);
    border-radius: 6px;
    background: var(--_surface);
  }
  input,
  select {
    text-overflow: ellipsis;
  }
  textarea {
    display: block;
    resize: vertical;
    field-sizing: content;
    min-height: calc(52 * var(--_px));
    max-height: calc(240 * var(--_px));
  }
  ::placeholder {
    color: var(--_quiet);
    opacity: 1;
  }
  input[type='radio'],
  input[type='checkbox'] {
    flex: none;
    width: calc(16 * var(--_px));
    height: calc(16 * var(--_px));
    margin: 2px 0;
    accent-color: var(--_accent);
  }
  [aria-invalid='true'] {
    border-color: var(--_error) !important;
  }
  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    outline-offset: -1px;
  }

  .unchecked {
    --_status: var(--_unchecked);
  }
  .in-progress {
    --_status: var(--_in-progress);
  }
  .verified {
    --_status: var(--_verified);
  }
  .needs-change {
    --_status: var(--_needs-change);
  }
  .disputed {
    --_status: var(--_disputed);
  }
  .unverifiable {
    --_status: var(--_unverifiable);
  }
  .not-checkable {
    --_status: var(--_not-checkable);
  }
  :is(.stale, .reopened) {
    --_status: var(--_stale);
  }
  .chip {
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: 4px;
    padding: 2px 8px 2px 6px;
    border-radius: 10px;
    font-size: calc(12 * var(--_px));
    line-height: calc(16 * var(--_px));
    font-weight: 500;
    color: var(--_status);
    background: color-mix(in oklab, var(--_status) 10%, var(--_surface));
  }

  @media (forced-colors: active) {
    .outlined,
    .primary,
    .chip {
      border: 1px solid ButtonBorder;
    }
    .icon-only,
    .chip {
      color: inherit;
    }
    /* Of what is drawn, browsers leave the colours alone. */
    svg {
      color: inherit !important;
    }
  }
`
