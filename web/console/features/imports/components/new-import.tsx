import "@console/shared/ui/select-styles";
import "../styles";
import { Button, Checkbox, NumberInput, Progress, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { useBeginImport, type NewImport, type Picked } from "../api/imports";
import { nameOf } from "../picked";
import { DropZone } from "./drop-zone";
import css from "./imports.module.css";

interface Props {
  /** A source to take again: its kind, name and settings. */
  again?: NewImport;
  onBegun(id: string): void;
}

/** Chooses what to import: files from this machine, or a website. */
export function NewImportForm({ again, onBegun }: Props) {
  const { t } = useTranslation("library");
  const [form, setForm] = useState<NewImport>({ kind: "upload", name: "", address: "", audience: "public", drafts: false, max_pages: 500, ...again });
  const [files, setFiles] = useState<Picked[]>([]);
  const [sent, setSent] = useState(0);
  const begin = useBeginImport(setSent);
  const set = (part: Partial<NewImport>) => setForm((now) => ({ ...now, ...part }));
  const upload = form.kind === "upload";
  const ready = upload ? files.length > 0 && !!form.name?.trim() : /^https?:\/\/.+/.test(form.address ?? "");
  const error = begin.error;

  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) begin.mutate({ body: upload ? { ...form, address: "" } : form, files: upload ? files : [] }, { onSuccess: (begun) => onBegun(begun.id) });
      }}
    >
      <SegmentedControl aria-label={t("imports.from")} value={form.kind} onChange={(kind) => set({ kind: kind as "upload" })} data={[{ value: "upload", label: t("imports.files") }, { value: "website", label: t("imports.website") }]} disabled={begin.isPending} />
      {upload ? (
        <DropZone
          files={files}
          onPicked={(picked) => {
            setFiles(picked);
            if (!form.name) set({ name: nameOf(picked) });
          }}
          disabled={begin.isPending}
        />
      ) : (
        <TextInput type="url" inputMode="url" label={t("imports.address")} description={t("imports.address_hint")} placeholder="https://help.example.com/sitemap.xml" value={form.address} onChange={(event) => set({ address: event.currentTarget.value.trim() })} />
      )}
      <div className={css.fields}>
        <TextInput label={t("imports.name")} description={t("imports.name_hint")} maxLength={120} value={form.name} onChange={(event) => set({ name: event.currentTarget.value.replaceAll("/", "") })} placeholder={upload ? "" : hostOf(form.address)} />
        <Select label={t("imports.audience")} description={t("imports.audience_hint")} allowDeselect={false} value={form.audience} onChange={(audience) => set({ audience: audience as "public" })} data={(["public", "internal"] as const).map((value) => ({ value, label: t(`imports.${value}`) }))} />
        {!upload && <NumberInput label={t("imports.max_pages")} min={1} max={5000} value={form.max_pages} onChange={(pages) => set({ max_pages: Number(pages) || 500 })} />}
      </div>
      <Checkbox label={t("imports.drafts")} checked={form.drafts} onChange={(event) => set({ drafts: event.currentTarget.checked })} />
      {error && (
        <p className={css.error} role="alert">
          {isProblem(error) && error.title ? error.title : t("imports.upload_failed")}
        </p>
      )}
      {begin.isPending && upload && <Progress value={sent * 100} aria-label={t("imports.uploading")} />}
      <div className={css.foot}>
        <p className={css.hint}>{t("imports.plan_first")}</p>
        <Button type="submit" disabled={!ready} loading={begin.isPending}>
          {t("imports.read")}
        </Button>
      </div>
    </form>
  );
}

function hostOf(address = ""): string {
  try {
    return new URL(address).hostname;
  } catch {
    return "";
  }
}
