import { Bar, Disc } from "@console/shared/ui/skeleton";
import css from "./header.module.css";

export const HeaderSkeleton = () => (
  <div className={css.header} aria-hidden>
    <Disc size={28} />
    <Bar width={120} height={12} />
  </div>
);
