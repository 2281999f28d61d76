import "@mantine/core/styles/PasswordInput.css";
import type { ReactNode } from "react";
import { Logo } from "@console/shared/ui/logo";
import css from "./auth.module.css";
import { LanguageSwitch } from "@console/shared/ui/language-switch";

/** The quiet page of sign-in and set-up: one card, the mark above it. */
export function Frame({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <main className={css.page}>
      <div className={css.card}>
        <Logo size={36} />
        <h1 className={css.title}>{title}</h1>
        <p className={css.lead}>{lead}</p>
        {children}
      </div>
      <footer className={css.footer}>
        <LanguageSwitch />
      </footer>
    </main>
  );
}
