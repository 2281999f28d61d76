import { Tabs } from "@mantine/core";
import "@mantine/core/styles/Tabs.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { outOfScope, useIntents, type Intents } from "@console/features/intents/api/intents";
import { Examples } from "@console/features/intents/components/examples";
import { FileButtons } from "@console/features/intents/components/file-buttons";
import { IntentCard } from "@console/features/intents/components/intent-card";
import { IntentList } from "@console/features/intents/components/intent-list";
import css from "@console/features/intents/components/intents.module.css";
import { SeenList } from "@console/features/intents/components/seen-list";
import { Training } from "@console/features/intents/components/training";
import { TryBox } from "@console/features/intents/components/try-box";
import { useMay } from "@console/shared/session/session";
import { Loaded, SettingsFrame } from "@console/shared/ui/settings-frame";

/** What messages may want: labelled examples, models trained from them, and what live messages were taken to want. */
export function IntentsPage() {
  const { t } = useTranslation("intents");
  const may = useMay("editKnowledge");
  return (
    <SettingsFrame wide title={t("title")} lead={t("lead")} actions={<FileButtons may={may} />}>
      <Loaded query={useIntents()} failed={t("failed")} failedText={t("failed_text")} lines={10}>
        {(data) => <Editor data={data} may={may} />}
      </Loaded>
    </SettingsFrame>
  );
}

function Editor({ data, may }: { data: Intents; may: boolean }) {
  const { t } = useTranslation("intents");
  const [chosen, setOpen] = useState<string>();
  const open = chosen ?? data.intents[0]?.id ?? outOfScope;
  const intent = data.intents.find((one) => one.id === open);
  return (
    <div className={css.grid}>
      <IntentList data={data} open={open} may={may} onOpen={setOpen} />
      <div>
        {intent ? <IntentCard key={JSON.stringify(intent)} intent={intent} may={may} onGone={() => setOpen(undefined)} /> : <p className={css.text}>{t("out_of_scope_text")}</p>}
        {may && (
          <Tabs defaultValue="examples" keepMounted={false}>
            <Tabs.List>
              <Tabs.Tab value="examples">{t("examples_title")}</Tabs.Tab>
              <Tabs.Tab value="seen">{t("seen_title")}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="examples">
              <Examples key={open} label={open} may={may} />
            </Tabs.Panel>
            <Tabs.Panel value="seen">
              <SeenList key={open} data={data} label={open} may={may} />
            </Tabs.Panel>
          </Tabs>
        )}
      </div>
      <div className={css.side}>
        <Training data={data} may={may} />
        {may && <TryBox data={data} />}
      </div>
    </div>
  );
}
