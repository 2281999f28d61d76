import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Member } from "@console/shared/api/types";
import { useMay, useMembers } from "@console/shared/session/session";
import { Avatar } from "@console/shared/ui/avatar";
import { useChange, type MemberForm } from "../api/teams";
import { joined, listed } from "../hours";
import css from "./teams.module.css";

/** How much each agent takes, what they know, what they speak. Saved as one leaves a field. */
export function PeopleFields() {
  return (
    <ul className={css.people}>
      {useMembers().map((member) => (
        <Person key={member.id} member={member} />
      ))}
    </ul>
  );
}

function Person({ member }: { member: Member }) {
  const { t } = useTranslation("teams");
  const may = useMay("administer");
  const change = useChange();
  const { name } = member;
  const save = (next: Partial<MemberForm>) => {
    const before: MemberForm = { capacity: member.capacity, skills: member.skills, languages: member.languages };
    const after = { ...before, ...next };
    if (JSON.stringify(after) !== JSON.stringify(before)) change.mutate({ do: "member", id: member.id, member: after });
  };
  return (
    <li className={css.person}>
      <Avatar id={member.id} name={name} size={28} />
      <span className={css.personName}>{name}</span>
      <NumberInput size="xs" className={css.capacity} aria-label={t("capacity", { name })} disabled={!may} min={0} max={50} clampBehavior="strict" defaultValue={member.capacity} onBlur={(event) => save({ capacity: Number(event.currentTarget.value) || 0 })} />
      <TextInput size="xs" className={css.skills} aria-label={t("member_skills", { name })} placeholder={t("skills")} disabled={!may} defaultValue={joined(member.skills)} onBlur={(event) => save({ skills: listed(event.currentTarget.value) })} />
      <NativeSelect
        size="xs"
        aria-label={t("languages", { name })}
        disabled={!may}
        value={member.languages.length === 1 ? member.languages[0] : ""}
        onChange={(event) => save({ languages: event.currentTarget.value ? [event.currentTarget.value] : [] })}
        data={[
          { value: "", label: t("any_language") },
          { value: "en", label: t("lang_en") },
          { value: "zh", label: t("lang_zh") },
        ]}
      />
    </li>
  );
}
