/** Folders and files of a folder, from the bottom up: each imports from the layers before its own. */
const layers = (...layers) =>
  Object.fromEntries(layers.flatMap((names, index) => names.map((name) => [name, layers.slice(0, index).flat()])));

/** The house: what each folder of `src` imports from. */
const HOUSE = {
  oauth: [],
  policy: ["oauth"],
  core: ["policy", "oauth"],
  entra: ["core", "oauth"],
  keyvault: ["core", "oauth"],
  apim: ["entra", "keyvault", "core", "policy", "oauth"],
  patterns: ["apim", "entra", "keyvault", "core", "policy", "oauth"],
  deployment: ["policy", "oauth"],
  issuer: ["oauth"],
  gateway: ["deployment", "issuer", "policy", "oauth"],
  testing: ["gateway", "deployment", "issuer", "policy", "oauth"],
  cli: ["testing", "gateway", "deployment", "issuer", "policy", "oauth"],
};

/** The wings of the policy language. */
const WINGS = layers(
  ["text"],
  ["csharp"],
  ["model"],
  ["catalog", "syntax"],
  ["builder"],
  ["statements", "codegen"],
  ["document"],
  ["lint"],
);

/** The rooms of `apim`, above the files that all of them use. */
const ROOMS = layers(
  ["errors", "rules", "kinds", "known-names", "app-resources"],
  ["policy-target"],
  ["service"],
  ["values"],
  ["policy"],
  ["auth"],
  ["api"],
);

/** A rule for each name of a table: inside the folder, it imports only from itself and from the names in its row. */
function downwards(folder, table) {
  const path = (...names) => `^${folder}/(${names.join("|")})(/|\\.ts$)`;
  const rules = Object.entries(table).map(([name, below]) => ({
    name: `${folder}/${name} imports from ${below.join(", ") || "nothing"}`,
    severity: "error",
    from: { path: path(name) },
    to: { path: `^${folder}/`, pathNot: path(name, ...below) },
  }));
  const unlisted = {
    name: `${folder} holds what its table lists`,
    severity: "error",
    from: { path: `^${folder}/`, pathNot: path("index", ...Object.keys(table)) },
    to: {},
  };
  return [...rules, unlisted];
}

export default {
  forbidden: [
    { name: "no cycle", severity: "error", from: {}, to: { circular: true } },
    {
      name: "the policy language, OAuth and the deployment are plain TypeScript",
      severity: "error",
      from: { path: "^src/(policy|oauth|deployment)/", pathNot: "^src/deployment/openapi/" },
      to: { pathNot: "^src/", dependencyTypesNot: ["core"] },
    },
    {
      name: "what reads OpenAPI documents of a deployment needs yaml only",
      severity: "error",
      from: { path: "^src/deployment/openapi/" },
      to: { pathNot: "^src/|node_modules/yaml/", dependencyTypesNot: ["core"] },
    },
    {
      name: "what reads back and runs needs no cdktf",
      severity: "error",
      from: { path: "^src/(issuer|gateway|testing|cli)/" },
      to: { path: "node_modules/(cdktf|constructs|@cdktf)/" },
    },
    ...downwards("src", HOUSE),
    ...downwards("src/policy", WINGS),
    ...downwards("src/apim", ROOMS),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    // Imports of types alone count as well.
    tsPreCompilationDeps: true,
  },
};
