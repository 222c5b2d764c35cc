import { constructWith, type Kind } from "../core/kinds";

export const VAULT: Kind = constructWith(["vaultUri", "secret", "grantRead"], {
  expected: "a key vault",
  fix: "use KeyVault.fromName or KeyVault.fromResourceId; both take the attributes of a resource",
});
