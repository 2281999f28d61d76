import {
  ActionIcon,
  Button,
  createTheme,
  Input,
  Loader,
  Menu,
  SegmentedControl,
  Switch,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from "@mantine/core";
import parts from "./theme.module.css";

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
  components: {
    Button: Button.extend({ defaultProps: { size: "sm" }, classNames: { root: parts.button } }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: "subtle", size: 28 },
      classNames: { root: parts.icon },
    }),
    Input: Input.extend({ classNames: { input: parts.input } }),
    InputWrapper: Input.Wrapper.extend({
      classNames: { label: parts.label, description: parts.description, error: parts.error },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 350, withArrow: false, transitionProps: { duration: 120 }, events: { hover: true, focus: true, touch: false } },
      classNames: { tooltip: parts.tooltip },
    }),
    Menu: Menu.extend({
      defaultProps: { transitionProps: { duration: 120 }, offset: 6 },
      classNames: { dropdown: parts.dropdown, item: parts.item, label: parts.menuLabel, divider: parts.divider },
    }),
    // By name: naming the component would bring its code into the first load.
    Modal: {
      defaultProps: { centered: true, transitionProps: { duration: 140, transition: "pop" } },
      classNames: { content: parts.modal, header: parts.modalHeader, body: parts.modalBody, title: parts.modalTitle, overlay: parts.overlay },
    },
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: "xs", transitionDuration: 140, withItemsBorders: false },
      classNames: { root: parts.segments, indicator: parts.segment, label: parts.segmentLabel },
    }),
    Switch: Switch.extend({ defaultProps: { size: "xs", withThumbIndicator: false } }),
    Loader: Loader.extend({ defaultProps: { size: 16 } }),
  },
});

/** Mantine's own variables, told to follow the tokens: one place decides about colour, in both themes. */
const surfaces = {
  "--mantine-color-body": "var(--fl-bg)",
  "--mantine-color-text": "var(--fl-text)",
  "--mantine-color-dimmed": "var(--fl-text-3)",
  "--mantine-color-placeholder": "var(--fl-text-3)",
  "--mantine-color-anchor": "var(--fl-accent-text)",
  "--mantine-color-default": "var(--fl-surface)",
  "--mantine-color-default-hover": "var(--fl-hover)",
  "--mantine-color-default-color": "var(--fl-text)",
  "--mantine-color-default-border": "var(--fl-line)",
  "--mantine-color-error": "var(--fl-red-text)",
  "--mantine-color-disabled": "var(--fl-sunken)",
  "--mantine-color-disabled-color": "var(--fl-text-3)",
  "--mantine-color-accent-filled": "var(--fl-accent)",
  "--mantine-color-accent-filled-hover": "var(--fl-accent-hover)",
  "--mantine-color-accent-light": "var(--fl-accent-tint)",
  "--mantine-color-accent-light-hover": "var(--fl-accent-tint)",
  "--mantine-color-accent-light-color": "var(--fl-accent-text)",
  "--mantine-color-accent-text": "var(--fl-accent-text)",
  "--mantine-color-accent-outline": "var(--fl-accent-text)",
  "--mantine-primary-color-filled": "var(--fl-accent)",
  "--mantine-primary-color-filled-hover": "var(--fl-accent-hover)",
  "--mantine-primary-color-light": "var(--fl-accent-tint)",
  "--mantine-primary-color-light-color": "var(--fl-accent-text)",
};

export const resolveVariables: CSSVariablesResolver = () => ({ variables: {}, light: surfaces, dark: surfaces });
