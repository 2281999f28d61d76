/** Colour arithmetic for what is only known at run time: a workspace's brand colour. */

export type Rgb = readonly [number, number, number]; // linear light, 0–1

const toLinear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
const toGamma = (channel: number) => (channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055);
const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** Reads "#rgb" or "#rrggbb"; undefined for anything else, so that a caller falls back knowingly. */
export function parseHex(hex: string): Rgb | undefined {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(hex);
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  const parts = short ? short.slice(1).map((digit) => digit + digit) : long?.slice(1);
  if (!parts) return undefined;
  const [red = 0, green = 0, blue = 0] = parts.map((part) => toLinear(parseInt(part, 16) / 255));
  return [red, green, blue];
}

export function toHex(rgb: Rgb): string {
  return "#" + rgb.map((channel) => Math.round(toGamma(clamp(channel)) * 255).toString(16).padStart(2, "0")).join("");
}

/** WCAG 2 relative luminance. */
export const luminance = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** WCAG 2 contrast ratio, 1–21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** OKLCH to linear sRGB, clipped to the gamut. The matrices are Björn Ottosson's, https://bottosson.github.io/posts/oklab/. */
export function fromOklch(lightness: number, chroma: number, hue: number): Rgb {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

const white: Rgb = [1, 1, 1];
const black: Rgb = [0, 0, 0];

/** White text where it reads (4.5), otherwise black: one of the two always does. */
export const textOn = (fill: Rgb): Rgb => (contrast(white, fill) >= 4.5 ? white : black);

/**
 * The nearest shade of a colour that reaches a contrast on a surface: mixed step by step towards black
 * on a light surface and towards white on a dark one, so that the hue stays recognisable.
 */
export function readableOn(surface: Rgb, colour: Rgb, ratio: number): Rgb {
  const target: Rgb = luminance(surface) > 0.18 ? black : white;
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = mix(colour, target, share);
    if (contrast(mixed, surface) >= ratio) return mixed;
  }
  return target;
}

/** Mixes in linear light; share 0 is the first colour, 1 the second. */
export function mix([r, g, b]: Rgb, [r2, g2, b2]: Rgb, share: number): Rgb {
  return [r + (r2 - r) * share, g + (g2 - g) * share, b + (b2 - b) * share];
}
