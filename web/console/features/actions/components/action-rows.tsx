import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listed } from "@shared/text/listed";
import { textIn } from "@shared/text/text-in";
import { useWorkspace } from "@console/shared/session/session";
import type { ActionView } from "../api/actions";
import css from "./actions.module.css";

/** Each action with what it does to whom, and whether somebody has to look at it. */
export function ActionRows({ actions, may }: { actions: ActionView[]; may: boolean }) {
  const { t, i18n } = useTranslation("actions");
  const { slug } = useWorkspace();
  const marks = ({ definition, enabled }: ActionView) =>
    listed([t(enabled ? "on" : "off"), t(definition.writes ? "writes" : "reads"), ...(definition.identified ? [t("identified")] : []), ...(definition.tool ? ["MCP"] : [])], i18n.language);
  return (
    <ul className={css.rows}>
      {actions.map((one) => (
        <li key={one.id} className={css.row}>
          <div className={css.head}>
            {may ? (
              <Link to="/w/$slug/settings/actions/$action" params={{ slug, action: one.id }} search={{}} className={css.name} data-off={!one.enabled || undefined}>
                {textIn(one.definition.title, i18n.language)}
              </Link>
            ) : (
              <span className={css.name}>{textIn(one.definition.title, i18n.language)}</span>
            )}
            <code className={css.meta}>{one.definition.name}</code>
          </div>
          <p className={css.text}>{one.definition.description}</p>
          <p className={css.meta}>{marks(one)}</p>
          {one.review && (
            <p className={css.meta} data-warn role="status">
              {t(`review_${one.review}`)}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
