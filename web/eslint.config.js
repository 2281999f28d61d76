import js from "@eslint/js";
import checkFile from "eslint-plugin-check-file";
import importX from "eslint-plugin-import-x";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import jsxA11y from "eslint-plugin-jsx-a11y-x";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";
import { zones } from "./eslint.zones.js";

export default tseslint.config(
  { ignores: ["**/dist/**", "e2e/output/**", "e2e/report/**", "**/*.gen.ts"] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    plugins: { "import-x": importX, "check-file": checkFile, "react-hooks": reactHooks, "jsx-a11y-x": jsxA11y },
    languageOptions: { globals: { ...globals.browser } },
    settings: {
      "import-x/resolver-next": [
        createTypeScriptImportResolver({
          noWarnOnMultipleProjects: true,
          project: ["shared/tsconfig.json", "widget/tsconfig.json", "console/tsconfig.json", "e2e/tsconfig.json"],
        }),
      ],
    },
    rules: {
      ...reactHooks.configs.recommended.rules,
      ...jsxA11y.configs.recommended.rules,
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "check-file/filename-naming-convention": ["error", { "**/*.{ts,tsx}": "KEBAB_CASE" }, { ignoreMiddleExtensions: true }],
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": ["error", { zones: zones() }],
      // A file a screen long can be read in one go; see the budgets in README.md.
      "max-lines": ["error", { max: 200, skipBlankLines: true, skipComments: true }],
      eqeqeq: "error",
      "no-console": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: "Text from people and models is data. Parse it with @shared/text/markdown and render nodes.",
        },
      ],
    },
  },
  {
    files: ["**/*.test.{ts,tsx}", "e2e/**", "widget/dev/**", "console/dev/**"],
    rules: { "max-lines": "off", "@typescript-eslint/no-non-null-assertion": "off" },
  },
  { files: ["scripts/**", "*.config.{js,mjs,ts}"], languageOptions: { globals: { ...globals.node } }, rules: { "no-console": "off" } },
);
