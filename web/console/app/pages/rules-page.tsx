import { Button, Textarea, TextInput } from "@mantine/core";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useHouse, useHouseVersions, useLoadVersion, usePublishRules, type House, type Rule } from "@console/features/decisions/api/rules";
import css from "@console/features/decisions/components/decisions.module.css";
import { ReplayBox } from "@console/features/decisions/components/replay-box";
import { RuleCard } from "@console/features/decisions/components/rule-card";
import { RulePreview } from "@console/features/decisions/components/rule-preview";
import { Thresholds } from "@console/features/decisions/components/thresholds";
import { settled } from "@console/features/decisions/conditions";
import { useMay } from "@console/shared/session/session";
import { EditBar, useDraftStatus } from "@console/shared/ui/edit-bar";
import { Block, Loaded, SettingsFrame } from "@console/shared/ui/settings-frame";
import { VersionList } from "@console/shared/ui/version-list";

/** When the bot answers, offers a person or hands over: tried on a message and on the past before it is published. */
export function RulesPage() {
  const { t } = useTranslation("decisions");
  const house = useHouse();
  return (
    <SettingsFrame wide title={t("title")} lead={t("lead")}>
      <Loaded query={house} failed={t("failed")} failedText={t("failed_text")} lines={10}>
        {(live) => <Editor live={live} reload={async () => (await house.refetch()).data} />}
      </Loaded>
    </SettingsFrame>
  );
}

const clean = (draft: House): House => ({ ...draft, rules: draft.rules.map((rule) => ({ ...rule, when: settled(rule.when) })) });
const content = ({ rules, policy, guidance }: House) => JSON.stringify([rules, policy, guidance]);

function Editor({ live, reload }: { live: House; reload(): Promise<House | undefined> }) {
  const { t } = useTranslation("decisions");
  const may = useMay("administer");
  const publish = usePublishRules();
  const status = useDraftStatus();
  const [draft, setDraft] = useState<House>({ ...live, note: "" });
  const house = { ...clean(draft), version: live.version };
  const changed = content(house) !== content(clean(live));
  const edit = (change: Partial<House>) => {
    publish.reset();
    setDraft((before) => ({ ...before, ...change }));
  };
  const put = (at: number, rule: Rule) => edit({ rules: draft.rules.map((one, i) => (i === at ? rule : one)) });
  const up = (at: number) => edit({ rules: draft.rules.toSpliced(at, 1).toSpliced(at - 1, 0, ...draft.rules.slice(at, at + 1)) });
  const add = () => edit({ rules: [...draft.rules, { id: crypto.randomUUID().slice(0, 8), name: "", then: "offer", when: { words: [] } }] });
  return (
    <div className={css.grid}>
      <div>
        <Block of="bare" title={t("rules_title")} text={t("rules_text")}>
          <div className={css.rules}>
            {draft.rules.map((rule, at) => (
              <RuleCard key={rule.id} rule={rule} disabled={!may} onChange={(next) => put(at, next)} onRemove={() => edit({ rules: draft.rules.filter((one) => one !== rule) })} onUp={may && at > 0 ? () => up(at) : undefined} />
            ))}
            {draft.rules.length === 0 && <p className={css.text}>{t("rules_none")}</p>}
          </div>
          {may && (
            <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={add}>
              {t("rule_add")}
            </Button>
          )}
        </Block>
        <Block of="bare" title={t("policy_title")} text={t("policy_text")}>
          <Thresholds policy={draft.policy} disabled={!may} onChange={(policy) => edit({ policy })} />
        </Block>
        <Block of="bare" title={t("guidance_title")} text={t("guidance_text")}>
          <Textarea mt={12} autosize minRows={3} maxRows={12} maxLength={4000} disabled={!may} aria-label={t("guidance_title")} value={draft.guidance} onChange={(event) => edit({ guidance: event.currentTarget.value })} />
        </Block>
        {may && (
          <EditBar
            status={status(changed, live.version)}
            error={publish.error}
            changed={changed}
            saving={publish.isPending}
            onDiscard={() => edit({ ...live, note: "" })}
            onSave={() => publish.mutate(house, { onSuccess: (published) => setDraft({ ...published, note: "" }) })}
            onReload={() => void reload().then((fresh) => fresh && edit(fresh))}
          >
            {changed && <TextInput size="xs" maxLength={200} aria-label={t("note")} placeholder={t("note")} value={draft.note} onChange={(event) => edit({ note: event.currentTarget.value })} />}
          </EditBar>
        )}
        {may && <Versions current={live.version} onLoad={({ rules, policy, guidance, version }) => edit({ rules, policy, guidance, restored_from: version })} />}
      </div>
      {may && (
        <div className={css.side}>
          <RulePreview house={house} />
          <ReplayBox house={house} />
        </div>
      )}
    </div>
  );
}

function Versions({ current, onLoad }: { current: number; onLoad(old: House): void }) {
  const { t } = useTranslation("drafts");
  const versions = useHouseVersions();
  const load = useLoadVersion();
  return (
    <Block title={t("versions_title")} text={t("versions_text")}>
      <VersionList versions={versions.data} current={current} loading={load.isPending ? load.variables : undefined} onLoad={(version) => load.mutate(version, { onSuccess: onLoad })} />
    </Block>
  );
}
