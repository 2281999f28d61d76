import i18next from "i18next";
import { upload } from "@shared/files/upload";
import { Uploads } from "@shared/files/uploads";
import { loadTexts } from "../i18n/i18n";

/** What was picked for the next reply, by conversation: it survives switching, not a reload. */
class Picks {
  private readonly values = new Map<string, Uploads>();

  of(workspace: string, conversation: string): Uploads {
    const known = this.values.get(conversation);
    if (known) return known;
    void loadTexts("files");
    const uploads = new Uploads({
      send: (file) => upload({ ...file, url: `/v1/workspaces/${workspace}/attachments`, headers: { "Accept-Language": i18next.language } }),
      failed: () => i18next.t("not_sent", { ns: "files" }),
      tooLarge: () => i18next.t("too_large", { ns: "files" }),
    });
    this.values.set(conversation, uploads);
    return uploads;
  }

  /** Somebody signed out. */
  reset(): void {
    this.values.clear();
  }
}

export const picks = new Picks();
