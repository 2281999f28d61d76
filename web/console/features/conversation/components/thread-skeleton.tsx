import { Bar } from "@console/shared/ui/skeleton";
import css from "./thread.module.css";

export const Skeleton = () => (
  <div className={css.skeleton} aria-hidden>
    {[54, 76, 40, 98, 54].map((height, at) => (
      <span key={at} className={css.skeletonBubble}>
        <Bar width="100%" height={height} />
      </span>
    ))}
  </div>
);
