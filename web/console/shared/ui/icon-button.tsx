import { ActionIcon, Tooltip, type ActionIconProps } from "@mantine/core";
import type { LucideIcon } from "lucide-react";
import type { ComponentPropsWithRef } from "react";
import type { ActionId } from "../actions/bindings";
import { useBinding } from "../actions/use-actions";
import css from "./icon-button.module.css";
import { Kbd } from "./kbd";

interface Props extends ActionIconProps, Omit<ComponentPropsWithRef<"button">, "color" | "size" | "style"> {
  icon: LucideIcon;
  label: string;
  action?: ActionId;
  iconSize?: number;
}

/** A button that is only an icon: its label is the tooltip and the accessible name, its chord stands in both. */
export function IconButton({ icon: Icon, label, action, iconSize = 16, ...rest }: Props) {
  const chord = useBinding(action ?? "palette");
  const keys = action ? chord : "";
  return (
    <Tooltip
      label={
        <span className={css.tip}>
          {label}
          <Kbd chord={keys} subtle />
        </span>
      }
    >
      <ActionIcon aria-label={label} aria-keyshortcuts={keys.replace("mod", "Control") || undefined} {...rest}>
        <Icon size={iconSize} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
