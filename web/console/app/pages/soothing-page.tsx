import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSaveSoothing, useSoothing, type Playbook } from "@console/features/soothing/api/soothing";
import { CodesCard } from "@console/features/soothing/components/codes-card";
import { PlaybookForm } from "@console/features/soothing/components/playbook-form";
import { RunList } from "@console/features/soothing/components/run-list";
import { useMay } from "@console/shared/session/session";
import { EditBar } from "@console/shared/ui/edit-bar";
import { Block, Loaded, SettingsFrame } from "@console/shared/ui/settings-frame";

/** What the bot may do for an angry visitor, and what it did. */
export function SoothingPage() {
  const { t } = useTranslation("soothing");
  const may = useMay("administer");
  return (
    <SettingsFrame title={t("title")} lead={t("lead")}>
      <Loaded query={useSoothing()} failed={t("failed")} failedText={t("failed_text")} lines={10}>
        {({ playbook, codes }) => (
          <>
            <Editor live={playbook} may={may} />
            {may && (
              <Block title={t("codes_title")} text={t("codes_text")}>
                <CodesCard left={codes} />
              </Block>
            )}
          </>
        )}
      </Loaded>
      <Block title={t("runs_title")} text={t("runs_text")}>
        <RunList />
      </Block>
    </SettingsFrame>
  );
}

function Editor({ live, may }: { live: Playbook; may: boolean }) {
  const { t } = useTranslation("soothing");
  const [draft, setDraft] = useState<Playbook>();
  const save = useSaveSoothing();
  const edit = (next: Playbook) => {
    save.reset();
    setDraft(next);
  };
  return (
    <>
      <PlaybookForm value={draft ?? live} disabled={!may} onChange={edit} />
      {may && (
        <EditBar
          status={t(draft ? "changed" : live.set_at ? "saved" : "never")}
          error={save.error}
          changed={draft !== undefined}
          saving={save.isPending}
          save={t("save")}
          onDiscard={() => setDraft(undefined)}
          onSave={() => draft && save.mutate(draft, { onSuccess: () => setDraft(undefined) })}
        />
      )}
    </>
  );
}
