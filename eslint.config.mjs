import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

const PROVIDER_BARREL = {
  regex: "^@cdktf/provider-[a-z]+$",
  message: "The barrel of a provider takes over a second to load: import @cdktf/provider-<name>/lib/<resource>.",
};

const RANDOM_SEED = {
  name: "fast-check",
  message: "A random seed makes a commit fail that has passed: import { fc } from test/support/fast-check.",
};

export default tseslint.config(
  { ignores: ["testing/", "lib/", "dist/", "coverage/", "cdktf.out/", "node_modules/"] },
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["*.mjs", ".*.mjs"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "no-restricted-exports": [
        "error",
        {
          restrictDefaultExports: {
            direct: true,
            named: true,
            defaultFrom: true,
            namedFrom: true,
            namespaceFrom: true,
          },
        },
      ],
      "no-restricted-imports": ["error", { patterns: [PROVIDER_BARREL] }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  {
    files: ["test/**"],
    ignores: ["test/support/fast-check.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: [PROVIDER_BARREL], paths: [RANDOM_SEED] }] },
  },
  { files: ["scripts/**", "bench/**"], rules: { "no-console": "off" } },
  { files: ["**/*.mjs"], extends: [tseslint.configs.disableTypeChecked], rules: { "no-restricted-exports": "off" } },
  prettier,
);
