import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "@console/shared/session/session";
import { useChangeServer, type Server } from "../api/actions";
import css from "./actions.module.css";
import { ServerForm } from "./server-form";

/** The servers with their tools; each tool becomes an action by itself. */
export function Servers({ servers }: { servers: Server[] }) {
  const { t } = useTranslation("actions");
  const [adding, setAdding] = useState(false);
  return (
    <>
      {servers.length === 0 && !adding && <p className={css.text}>{t("server_none")}</p>}
      <ul className={css.rows}>
        {servers.map((one) => (
          <ServerRow key={one.id} server={one} />
        ))}
      </ul>
      {adding ? (
        <ServerForm onDone={() => setAdding(false)} />
      ) : (
        <div className={css.buttons}>
          <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={() => setAdding(true)}>
            {t("server_add")}
          </Button>
        </div>
      )}
    </>
  );
}

function ServerRow({ server }: { server: Server }) {
  const { t } = useTranslation("actions");
  const [mode, setMode] = useState<"" | "edit" | "sure">("");
  const change = useChangeServer();
  const { slug } = useWorkspace();
  if (mode === "edit") {
    return (
      <li className={css.row}>
        <ServerForm server={server} onDone={() => setMode("")} />
      </li>
    );
  }
  return (
    <li className={css.row}>
      <div className={css.head}>
        <span className={css.name}>{server.name}</span>
        <span className={css.meta}>{server.url}</span>
      </div>
      {server.failure ? (
        <p className={css.meta} data-bad role="status">
          {t("server_failed", { why: t(`reason_${server.failure}` as "reason_slow", { defaultValue: server.failure }) })}
        </p>
      ) : (
        <p className={css.meta}>{t("server_tools", { count: server.tools.length })}</p>
      )}
      {server.tools.map((tool) => (
        <div key={tool.name} className={css.head}>
          <code>{tool.name}</code>
          <span className={css.text}>{tool.description}</span>
          <span className={css.grow} />
          {!tool.usable ? (
            <span className={css.meta}>{t("tool_unusable")}</span>
          ) : (
            <Link to="/w/$slug/settings/actions/$action" params={{ slug, action: tool.action_id ?? "new" }} search={tool.action_id ? {} : { server: server.id, tool: tool.name }} className={css.link}>
              {t(tool.action_id ? "tool_open" : "tool_use")}
            </Link>
          )}
        </div>
      ))}
      <div className={css.buttons}>
        <Button size="compact-xs" variant="default" loading={change.isPending} onClick={() => change.mutate({ do: "list", id: server.id })}>
          {t("server_refresh")}
        </Button>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setMode("edit")}>
          {t("server_edit")}
        </Button>
        <Button size="compact-xs" variant="subtle" color={mode === "sure" ? "red" : "gray"} onClick={() => (mode === "sure" ? change.mutate({ do: "remove", id: server.id }) : setMode("sure"))}>
          {t(mode === "sure" ? "server_remove_sure" : "server_remove")}
        </Button>
      </div>
    </li>
  );
}
