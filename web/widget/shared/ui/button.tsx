import type { ComponentChildren, JSX, Ref } from "preact";

type ButtonProps = JSX.IntrinsicElements["button"] & { look?: "primary" | "plain" | "quiet"; children: ComponentChildren };

export const Button = ({ look = "plain", class: extra, ...props }: ButtonProps) => (
  <button type="button" {...props} class={["button", `button-${look}`, extra].filter(Boolean).join(" ")} />
);

type IconButtonProps = JSX.IntrinsicElements["button"] & {
  label: string;
  children: ComponentChildren;
  buttonRef?: Ref<HTMLButtonElement>;
};

export const IconButton = ({ label, buttonRef, class: extra, ...props }: IconButtonProps) => (
  <button
    ref={buttonRef}
    type="button"
    aria-label={label}
    title={label}
    {...props}
    class={["icon-button", extra].filter(Boolean).join(" ")}
  />
);
