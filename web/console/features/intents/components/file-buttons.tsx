import { Button, FileButton } from "@mantine/core";
import { Download, Upload } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { offerFile } from "@console/shared/ui/offer-file";
import { useExportFile, useImportFile } from "../api/intents";
import css from "./intents.module.css";

/** All examples as a file, in and out: one JSON object a line. */
export function FileButtons({ may }: { may: boolean }) {
  const { t } = useTranslation("intents");
  const load = useImportFile();
  const store = useExportFile();
  const save = () =>
    store.mutate(undefined, {
      onSuccess: ({ file }) => offerFile("intents.jsonl", file, "application/x-ndjson"),
    });
  if (!may) return null;
  return (
    <div className={css.buttons}>
      <span role="status" className={load.error ? css.failed : css.meta}>
        {load.data && t("imported", { fresh: load.data.new, moved: load.data.moved, intents: load.data.intents })}
        {load.error && (isProblem(load.error) && load.error.title ? load.error.title : t("failed_text"))}
      </span>
      <FileButton accept=".jsonl,.json,.ndjson" onChange={(file) => void file?.text().then((text) => load.mutate(text))}>
        {(props) => (
          <Button {...props} size="xs" variant="default" loading={load.isPending} leftSection={<Upload size={14} aria-hidden />}>
            {t("import")}
          </Button>
        )}
      </FileButton>
      <Button size="xs" variant="default" loading={store.isPending} onClick={save} leftSection={<Download size={14} aria-hidden />}>
        {t("export")}
      </Button>
    </div>
  );
}
