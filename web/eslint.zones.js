import { existsSync, readdirSync } from "node:fs";

/**
 * Who may import whom, as data for import-x/no-restricted-paths:
 *
 *   web/shared  →  <app>/shared  →  <app>/features/<one>  →  <app>/app
 *
 * An arrow points at who may import. Features never see each other; the apps never see each other.
 */
export function zones() {
  return [
    ban("./shared", ["./console", "./widget"], "web/shared serves both apps and knows neither."),
    ban("./widget", ["./console"], "The widget and the console only meet in web/shared."),
    ban("./console", ["./widget"], "The console and the widget only meet in web/shared."),
    ...["console", "widget"].flatMap(zonesOf),
  ];
}

function zonesOf(app) {
  const root = `./${app}`;
  const features = listFolders(`${root}/features`);
  return [
    ban(`${root}/shared`, [`${root}/features`, `${root}/app`], "An app's shared code knows no feature."),
    ban(`${root}/features`, [`${root}/app`], "The app composes features, not the other way round."),
    ...features.map((name) =>
      ban(
        `${root}/features/${name}`,
        features.filter((other) => other !== name).map((other) => `${root}/features/${other}`),
        "A feature does not import another: lift what they share, or compose them in app/.",
      ),
    ),
  ].filter((zone) => zone.from.length > 0);
}

const ban = (target, from, message) => ({ target, from, message });

function listFolders(path) {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
