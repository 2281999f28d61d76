/** The panel is 400 × min(700, 85 vh) in the corner, the whole screen on a phone. */
export const styles = `
:host {
  --gap: 24px;
  color-scheme: light dark;
  position: fixed;
  inset: auto var(--gap) var(--gap) auto;
  z-index: 2147483000;
}
:host([data-side="left"]) { inset: auto auto var(--gap) var(--gap); }
.launcher {
  position: relative;
  display: grid;
  place-items: center;
  width: 56px;
  height: 56px;
  padding: 0;
  border: 0;
  border-radius: 50%;
  color: var(--on-brand);
  background: var(--brand);
  box-shadow: 0 0 0 1px rgb(0 0 0 / .04), 0 2px 6px rgb(0 0 0 / .12), 0 8px 24px rgb(0 0 0 / .16);
  cursor: pointer;
  transition: transform 120ms cubic-bezier(.2,.7,.2,1);
  -webkit-tap-highlight-color: transparent;
}
.launcher:hover { transform: scale(1.04); }
.launcher:active { transform: scale(.97); }
.launcher:focus-visible { outline: 3px solid light-dark(#565fde, #a5b0ff); outline-offset: 3px; }
svg {
  grid-area: 1 / 1;
  width: 26px;
  height: 26px;
  fill: none;
  stroke: currentColor;
  stroke-width: 1.75;
  stroke-linecap: round;
  stroke-linejoin: round;
  transition: opacity 120ms, transform 120ms cubic-bezier(.2,.7,.2,1);
}
.chevron, :host([data-open]) .speech { opacity: 0; transform: scale(.6); }
:host([data-open]) .chevron { opacity: 1; transform: none; }
.badge {
  position: absolute;
  top: -3px;
  right: -3px;
  min-width: 20px;
  padding: 0 5px;
  border-radius: 10px;
  color: #fff;
  background: #c62828;
  box-shadow: 0 0 0 2px light-dark(#fff, #16181d);
  box-sizing: border-box;
  font: 600 12px/20px system-ui, sans-serif;
  text-align: center;
}
.badge[hidden], :host([data-open]) .badge { display: none; }
.panel {
  position: absolute;
  right: 0;
  bottom: 72px;
  width: 400px;
  height: min(700px, 85vh, calc(100vh - 120px));
  overflow: hidden;
  border-radius: 16px;
  background: light-dark(#fff, #16181d);
  box-shadow: 0 0 0 1px light-dark(rgb(15 20 35 / .07), rgb(255 255 255 / .09)), 0 4px 12px rgb(15 20 35 / .08), 0 16px 48px rgb(15 20 35 / .18);
  opacity: 0;
  visibility: hidden;
  transform: translateY(12px) scale(.985);
  transform-origin: bottom right;
  transition: opacity 140ms cubic-bezier(.2,.7,.2,1), transform 140ms cubic-bezier(.2,.7,.2,1), visibility 0s 140ms;
}
:host([data-side="left"]) .panel { right: auto; left: 0; transform-origin: bottom left; }
:host([data-open]) .panel { opacity: 1; visibility: visible; transform: none; transition-delay: 0s; }
iframe { display: block; width: 100%; height: 100%; border: 0; }
@media (max-width: 480px), (max-height: 480px) {
  :host { --gap: 16px; }
  :host([data-open]) .launcher { display: none; }
  .panel { position: fixed; inset: 0 0 auto 0; width: 100%; height: var(--height, 100dvh); border-radius: 0; box-shadow: none; }
}
@media (prefers-reduced-motion: reduce) {
  .launcher, .panel, svg { transition: none; }
}
@media print { :host { display: none; } }
`;
