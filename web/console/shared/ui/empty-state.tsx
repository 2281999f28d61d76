import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import css from "./empty-state.module.css";

interface Props {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  tone?: "calm" | "error";
}

/** Teaches: what appears here, how to make it happen, one action. Errors use it too: what happened, what is safe, what to do. */
export function EmptyState({ icon: Icon, title, children, action, tone = "calm" }: Props) {
  return (
    <div className={css.empty} data-tone={tone} role={tone === "error" ? "alert" : undefined}>
      <span className={css.icon}>
        <Icon size={20} aria-hidden />
      </span>
      <p className={css.title}>{title}</p>
      {children && <div className={css.text}>{children}</div>}
      {action && <div className={css.action}>{action}</div>}
    </div>
  );
}
