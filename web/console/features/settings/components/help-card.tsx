import { Switch } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, ask } from "@console/shared/api/client";
import { useMay, useWorkspace } from "@console/shared/session/session";
import css from "./settings.module.css";

const path = "/v1/workspaces/{workspace}";

/** Switches the public help centre on, and leads to it. */
export function HelpCard() {
  const { t, i18n } = useTranslation("library");
  const { id, slug } = useWorkspace();
  const admin = useMay("administer");
  const queries = useQueryClient();
  const params = { path: { workspace: id } };
  const read = () => ask(api.GET(path, { params }));
  const workspace = useQuery({ queryKey: ["workspace", id], queryFn: read });
  const save = useMutation({
    // Read afresh: the other settings are saved on other screens.
    mutationFn: async (on: boolean) => {
      const now = await read();
      await ask(api.PUT(path, { params, body: { name: now.name, settings: { ...now.settings, help_centre: on } } }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["workspace", id] }),
  });
  const on = save.isPending ? save.variables : !!workspace.data?.settings.help_centre;
  return (
    <div className={css.help}>
      {admin && <Switch label={t("help.on")} checked={on} disabled={!workspace.data || save.isPending} onChange={(event) => save.mutate(event.currentTarget.checked)} />}
      {!admin && workspace.data && !on && <p>{t("help.admins")}</p>}
      {on && !save.isPending && (
        <a href={`/help/${slug}/${i18n.language}/`} target="_blank" rel="noreferrer">
          {t("help.open")} <ExternalLink size={12} aria-hidden />
        </a>
      )}
    </div>
  );
}
