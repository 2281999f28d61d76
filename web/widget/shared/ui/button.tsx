import type { ComponentChildren, JSX } from "preact";

type ButtonProps = JSX.IntrinsicElements["button"] & { look?: "primary" | "plain" | "quiet"; children: ComponentChildren };

export const Button = ({ look = "plain", class: extra, ...props }: ButtonProps) => (
  <button type="button" {...props} class={["button", `button-${look}`, extra].filter(Boolean).join(" ")} />
);

type IconButtonProps = JSX.IntrinsicElements["button"] & { label: string; children: ComponentChildren };

export const IconButton = ({ label, class: extra, ...props }: IconButtonProps) => (
  <button type="button" aria-label={label} title={label} {...props} class={["icon-button", extra].filter(Boolean).join(" ")} />
);
