import type { Node, Tree } from "./tree";

/** What a document promises about the callers of an operation. It is compared with the checks, and never trusted. */
export interface PromisedSecurity {
  /** Whether a request needs no credentials. Undefined when the document does not say. */
  readonly isOpen?: boolean;
  /** The scopes of OAuth 2.0 or OpenID Connect that the operation names. */
  readonly scopes: readonly string[];
}

/** Reads the promise for an operation: its own, or that of the whole document. */
export function promisedSecurity(tree: Tree, where: string, operation: Node): PromisedSecurity {
  const given = operation.security ?? tree.root.security;
  if (given === undefined) return { scopes: [] };
  const requirements = tree.objects(`${where}.security`, given);
  const schemes = schemesOf(tree);
  const scopes = requirements
    .flatMap((requirement) => Object.entries(requirement))
    .filter(([name]) => ["oauth2", "openIdConnect"].includes(String(tree.object(name, schemes[name]).type)))
    .flatMap(([name, list]) => tree.list(`${where}.security.${name}`, list).map(String));
  const isOpen = requirements.length === 0 || requirements.some((each) => Object.keys(each).length === 0);
  return { isOpen, scopes: [...new Set(scopes)] };
}

function schemesOf(tree: Tree): Node {
  const { securityDefinitions, components } = tree.root;
  if (securityDefinitions !== undefined) return tree.object("securityDefinitions", securityDefinitions);
  return tree.object("components.securitySchemes", tree.object("components", components).securitySchemes);
}
