import { contrast, fromOklch, parseHex, readableOn, textOn, toHex, type Rgb } from "@shared/design/color";

/** The accent of the tokens, for a workspace without a colour of its own. */
const accent = fromOklch(0.55, 0.19, 275);
/** The sunken surface in both themes: what reads on it reads on the panel as well. */
const light: Rgb = fromOklch(0.967, 0.005, 265);
const dark: Rgb = fromOklch(0.235, 0.012, 265);

export interface BrandColours {
  /** The brand's own shade, and text that reads on it. */
  fill: string;
  onFill: string;
  /** Shades of it that read as text (4.5) and as a line or sign (3) on the panel, by theme. */
  textLight: string;
  textDark: string;
  markLight: string;
  markDark: string;
}

/** Any colour may be a brand's: yellow, white, black. These shades of it stay readable in both themes. */
export function brandColours(hex: string): BrandColours {
  const brand = parseHex(hex) ?? accent;
  return {
    fill: toHex(brand),
    onFill: toHex(textOn(brand)),
    textLight: toHex(readableOn(light, brand, 4.6)),
    textDark: toHex(readableOn(dark, brand, 5)),
    markLight: toHex(contrast(brand, light) >= 3 ? brand : readableOn(light, brand, 3)),
    markDark: toHex(contrast(brand, dark) >= 3 ? brand : readableOn(dark, brand, 3)),
  };
}

/** Set by script, because the frame's CSP refuses style attributes. */
export function applyBrand(root: HTMLElement, hex: string): BrandColours {
  const colours = brandColours(hex);
  root.style.setProperty("--fl-brand", colours.fill);
  root.style.setProperty("--fl-on-brand", colours.onFill);
  root.style.setProperty("--fl-brand-text", `light-dark(${colours.textLight}, ${colours.textDark})`);
  root.style.setProperty("--fl-brand-mark", `light-dark(${colours.markLight}, ${colours.markDark})`);
  return colours;
}
