import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

/** The house: each folder of `src`, and the folders it may import from. Data flows downwards only. */
const HOUSE = {
  oauth: [],
  core: ["policy"],
  policy: ["oauth"],
  entra: ["core"],
  apim: ["entra", "core", "policy"],
  keyvault: ["apim", "entra", "core", "policy"],
};

const PROVIDER_BARREL = {
  regex: "^@cdktf/provider-[a-z]+$",
  message: "The barrel of a provider takes over a second to load: import @cdktf/provider-<name>/lib/<resource>.",
};

const folders = Object.entries(HOUSE).map(([folder, below]) => {
  const above = Object.keys(HOUSE).filter((other) => other !== folder && !below.includes(other));
  const patterns = [PROVIDER_BARREL];
  if (above.length > 0) {
    patterns.push({
      regex: `^(\\.\\./)+(${above.join("|")})(/|$)`,
      message: `src/${folder} may import from ${below.map((name) => `src/${name}`).join(", ") || "no other folder"}.`,
    });
  }
  if (folder === "policy") {
    patterns.push({
      regex: "^(cdktf|constructs|@cdktf/.*)$",
      message: "The policy language is plain TypeScript: it knows neither cdktf nor a provider.",
    });
  }
  return { files: [`src/${folder}/**/*.ts`], rules: { "no-restricted-imports": ["error", { patterns }] } };
});

export default tseslint.config(
  { ignores: ["lib/", "dist/", "coverage/", "cdktf.out/", "node_modules/"] },
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ["*.mjs"] }, tsconfigRootDir: import.meta.dirname },
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
  folders,
  { files: ["scripts/**", "bench/**"], rules: { "no-console": "off" } },
  { files: ["**/*.mjs"], extends: [tseslint.configs.disableTypeChecked], rules: { "no-restricted-exports": "off" } },
  prettier,
);
