import { Menu } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { FlaskConical, ListChecks } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useQuestionSets, useSetStep } from "../api/questions";

/** How many sets the menu names; the page of sets has all of them. */
const most = 6;

interface Props {
  article: string;
  /** Saves what is on the screen; false if it could not be saved. */
  ready(): Promise<boolean>;
}

/** Asks a set of questions of what is live with this draft in it, before anybody else sees it. */
export function TryItems({ article, ready }: Props) {
  const { t } = useTranslation("curation");
  const { slug = "" } = useParams({ strict: false });
  const navigate = useNavigate();
  const sets = (useQuestionSets().data ?? []).filter((set) => set.questions > 0);
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t("try.label")}</Menu.Label>
      {sets.slice(0, most).map((set) => (
        <TryItem key={set.id} set={set.id} name={set.name} article={article} ready={ready} />
      ))}
      <Menu.Item leftSection={<ListChecks size={16} />} onClick={() => void navigate({ to: "/w/$slug/knowledge/questions", params: { slug } })}>
        {t(sets.length === 0 ? "try.none" : "try.all")}
      </Menu.Item>
      <Menu.Divider />
    </>
  );
}

function TryItem({ set, name, article, ready }: Props & { set: string; name: string }) {
  const { slug = "" } = useParams({ strict: false });
  const navigate = useNavigate();
  const step = useSetStep(set);
  // The menu closes with the click: what follows must not hang on this item being there.
  const run = async () => {
    if (!(await ready())) return;
    const { run: begun } = await step.mutateAsync({ do: "run", article }).catch(() => ({ run: undefined }));
    if (begun) await navigate({ to: "/w/$slug/knowledge/questions/$set/$run", params: { slug, set, run: begun.id } });
  };
  return (
    <Menu.Item leftSection={<FlaskConical size={16} />} onClick={() => void run()}>
      {name}
    </Menu.Item>
  );
}
