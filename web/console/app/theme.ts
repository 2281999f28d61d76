import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** Mantine wants ten shades of the accent; the tokens hold the three that matter, these lie between them. */
const accent: MantineColorsTuple = [
  "oklch(0.97 0.015 275)",
  "oklch(0.94 0.03 275)",
  "oklch(0.88 0.06 275)",
  "oklch(0.8 0.1 275)",
  "oklch(0.71 0.14 275)",
  "oklch(0.62 0.17 275)",
  "oklch(0.55 0.19 275)",
  "oklch(0.5 0.19 275)",
  "oklch(0.44 0.17 275)",
  "oklch(0.37 0.14 275)",
];

export const theme = createTheme({
  colors: { accent },
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 6 },
  fontFamily: "var(--fl-font)",
  fontFamilyMonospace: "var(--fl-mono)",
  fontSizes: { xs: "12px", sm: "13px", md: "15px", lg: "17px", xl: "20px" },
  lineHeights: { xs: "16px", sm: "20px", md: "22px", lg: "24px", xl: "28px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "4px", sm: "6px", md: "10px", lg: "16px", xl: "24px" },
  defaultRadius: "sm",
  cursorType: "pointer",
  focusRing: "auto",
});
