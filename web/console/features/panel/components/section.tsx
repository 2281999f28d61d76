import { ChevronRight } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import css from "./section.module.css";

interface Props {
  /** Under which name the browser remembers whether it is open. */
  name: string;
  title: string;
  aside?: ReactNode;
  startsOpen?: boolean;
  children: ReactNode;
}

const key = (name: string) => `firstline.section.${name}`;

/** A part of the panel that folds, and stays as it was left. */
export function Section({ name, title, aside, startsOpen = true, children }: Props) {
  const id = useId();
  const [open, setOpen] = useState(() => (localStorage.getItem(key(name)) ?? (startsOpen ? "open" : "")) === "open");
  const toggle = () => {
    localStorage.setItem(key(name), open ? "" : "open");
    setOpen(!open);
  };
  return (
    <section className={css.section} aria-labelledby={`${id}-title`}>
      <div className={css.bar}>
        <h3 className={css.heading}>
          <button type="button" id={`${id}-title`} className={css.toggle} aria-expanded={open} aria-controls={`${id}-body`} onClick={toggle}>
            <ChevronRight size={14} aria-hidden className={css.chevron} />
            {title}
          </button>
        </h3>
        {aside}
      </div>
      <div id={`${id}-body`} className={css.body} hidden={!open}>
        {children}
      </div>
    </section>
  );
}
