import { Button } from "@mantine/core";
import { Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFindModels, type Found } from "../api/models";
import { ModelForm } from "./model-form";
import css from "./models.module.css";

const programs: Record<Found["kind"], string> = { ollama: "Ollama", "llama.cpp": "llama.cpp", lmstudio: "LM Studio" };

/** A new model: found on the server's machine with a click, or entered by hand. */
export function FindModels() {
  const { t } = useTranslation("models");
  const find = useFindModels();
  const [open, setOpen] = useState<"hand" | Found>();
  if (open) {
    const found = open === "hand" ? undefined : open;
    return <ModelForm start={found && { name: programs[found.kind], base_url: found.base_url, model: found.models[0] ?? "" }} names={found?.models} onDone={() => setOpen(undefined)} />;
  }
  return (
    <div className={css.find}>
      <div className={css.buttons}>
        <Button size="xs" variant="default" leftSection={<Search size={14} aria-hidden />} loading={find.isPending} onClick={() => find.mutate()}>
          {t("find")}
        </Button>
        <Button size="xs" variant="default" onClick={() => setOpen("hand")}>
          {t("by_hand")}
        </Button>
      </div>
      <div aria-live="polite">
        {find.isError && <p className={css.failed}>{t("failed")}</p>}
        {find.data?.length === 0 && <p className={css.text}>{t("find_none")}</p>}
        {find.data && find.data.length > 0 && (
          <ul className={css.found}>
            {find.data.map((one) => (
              <li key={one.base_url} className={css.foundRow}>
                <span className={css.grow}>
                  <span className={css.name}>{programs[one.kind]}</span>
                  <span className={css.text}>{t("found", { address: one.base_url, count: one.models.length })}</span>
                </span>
                <Button size="compact-sm" onClick={() => setOpen(one)}>
                  {t("use")}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
