import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type actions from "../../locales/actions.en.json";
import type bot from "../../locales/bot.en.json";
import type en from "../../locales/en.json";
import type decisions from "../../locales/decisions.en.json";
import type drafts from "../../locales/drafts.en.json";
import type files from "../../locales/files.en.json";
import type handling from "../../locales/handling.en.json";
import type intents from "../../locales/intents.en.json";
import type curation from "../../locales/curation.en.json";
import type flows from "../../locales/flows.en.json";
import type deadlines from "../../locales/deadlines.en.json";
import type identity from "../../locales/identity.en.json";
import type library from "../../locales/library.en.json";
import type models from "../../locales/models.en.json";
import type soothing from "../../locales/soothing.en.json";
import type teams from "../../locales/teams.en.json";
import type trace from "../../locales/trace.en.json";

export const languages = ["en", "zh"] as const;
export type Language = (typeof languages)[number];

/** Keys are flat and dotted, parameters are {name}: the same format as the widget's and the server's. */
declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en; actions: typeof actions; curation: typeof curation; bot: typeof bot; deadlines: typeof deadlines; decisions: typeof decisions; drafts: typeof drafts; files: typeof files; handling: typeof handling; flows: typeof flows; intents: typeof intents; models: typeof models; trace: typeof trace; identity: typeof identity; library: typeof library; soothing: typeof soothing; teams: typeof teams };
    keySeparator: false;
    nsSeparator: false;
    interpolationPrefix: "{";
    interpolationSuffix: "}";
    returnNull: false;
  }
}

const texts: Record<Language, () => Promise<{ default: Record<string, string> }>> = {
  en: () => import("../../locales/en.json"),
  zh: () => import("../../locales/zh.json"),
};

/** Texts of screens that load later, each as a namespace of its own: useTranslation("teams"). */
const later = {
  curation: { en: () => import("../../locales/curation.en.json"), zh: () => import("../../locales/curation.zh.json") },
  actions: { en: () => import("../../locales/actions.en.json"), zh: () => import("../../locales/actions.zh.json") },
  bot: { en: () => import("../../locales/bot.en.json"), zh: () => import("../../locales/bot.zh.json") },
  deadlines: { en: () => import("../../locales/deadlines.en.json"), zh: () => import("../../locales/deadlines.zh.json") },
  decisions: { en: () => import("../../locales/decisions.en.json"), zh: () => import("../../locales/decisions.zh.json") },
  drafts: { en: () => import("../../locales/drafts.en.json"), zh: () => import("../../locales/drafts.zh.json") },
  files: { en: () => import("../../locales/files.en.json"), zh: () => import("../../locales/files.zh.json") },
  handling: { en: () => import("../../locales/handling.en.json"), zh: () => import("../../locales/handling.zh.json") },
  flows: { en: () => import("../../locales/flows.en.json"), zh: () => import("../../locales/flows.zh.json") },
  intents: { en: () => import("../../locales/intents.en.json"), zh: () => import("../../locales/intents.zh.json") },
  identity: { en: () => import("../../locales/identity.en.json"), zh: () => import("../../locales/identity.zh.json") },
  library: { en: () => import("../../locales/library.en.json"), zh: () => import("../../locales/library.zh.json") },
  models: { en: () => import("../../locales/models.en.json"), zh: () => import("../../locales/models.zh.json") },
  soothing: { en: () => import("../../locales/soothing.en.json"), zh: () => import("../../locales/soothing.zh.json") },
  teams: { en: () => import("../../locales/teams.en.json"), zh: () => import("../../locales/teams.zh.json") },
  trace: { en: () => import("../../locales/trace.en.json"), zh: () => import("../../locales/trace.zh.json") },
} satisfies Record<string, Record<Language, () => Promise<{ default: Record<string, string> }>>>;

const loaded = new Set<keyof typeof later>();

/** Loads a screen's texts in the present language; its route calls it before it shows anything. */
export async function loadTexts(name: keyof typeof later, language = i18next.language as Language): Promise<void> {
  loaded.add(name);
  if (i18next.hasResourceBundle(language, name)) return;
  const { default: texts } = await later[name][language]();
  i18next.addResourceBundle(language, name, texts);
}

const storageKey = "firstline.language";

/** What the person chose on this machine, otherwise the first of the browser's languages that we speak. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  const wanted = [stored ?? "", ...navigator.languages].map((tag) => tag.slice(0, 2));
  return languages.find((language) => language === wanted.find((tag) => (languages as readonly string[]).includes(tag))) ?? "en";
}

export async function startI18n(language: Language = preferredLanguage()): Promise<i18n> {
  const { default: translation } = await texts[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    showSupportNotice: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { prefix: "{", suffix: "}", escapeValue: false },
    resources: { [language]: { translation } },
  });
  document.documentElement.lang = language;
  return i18next;
}

export async function switchLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, "translation")) {
    const { default: translation } = await texts[language]();
    i18next.addResourceBundle(language, "translation", translation);
  }
  await Promise.all([...loaded].map((name) => loadTexts(name, language)));
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
