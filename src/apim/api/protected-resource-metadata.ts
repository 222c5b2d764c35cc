import type { Construct, IConstruct } from "constructs";
import { duplicateValue } from "../../core/errors";
import { CheckedConstruct, checkObject, checkProps, type Kinds, optional, STRING, STRINGS } from "../../core/kinds";
import { RegistryOfMany } from "../../core/registry";
import { check, checkOptional, requireLiteral, requireOneStack, RULES } from "../../core/rules";
import { lowerCase } from "../../core/lower-case";
import { stableId } from "../../core/stable-id";
import { acceptedTenants, isAppRegistration } from "../../entra/registrations";
import type { IResourceServer } from "../../oauth/resource-server";
import { TokenVersion } from "../../oauth/token-version";
import { PolicyDocument } from "../../policy/document";
import { writtenExpression } from "../../policy/model/written-value";
import { Choose, ReturnResponse, SetBody, SetStatus } from "../../policy/statements";
import { Callers } from "../auth/callers";
import { setHeader } from "../policy/headers";
import type { JwtPolicy } from "../auth/jwt-policy";
import { noAuthorizationServer, resourceOfOtherHost, unknownResourceUrl } from "../errors";
import { JWT_POLICY, SERVICE } from "../kinds";
import { ApimPolicy } from "../policy/apim-policy";
import { Phase } from "../policy/order";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import { Api } from "./api";
import { ApiOperation } from "./api-operation";
import type { IApi } from "./i-api";
import { McpPolicyTarget } from "./mcp-policy-target";

/** Options of `ProtectedResourceMetadata#describe`. */
export interface DescribeOptions {
  /**
   * The URL that identifies the resource, as clients know it, below the host of the gateway.
   *
   * @default - the URL of the `Api` or `McpServer`
   */
  readonly resourceUrl?: string;
  /**
   * The issuers of the authorization servers, whose metadata a client reads, where tokens have another `iss`.
   *
   * @default - Entra ID in version 2 for each tenant of a registration that is let in, else the issuers of the tokens
   */
  readonly authorizationServers?: string[];
}

/** Properties of `ProtectedResourceMetadata`. */
export interface ProtectedResourceMetadataProps {
  /** The service that serves the documents. */
  readonly apim: IApiManagement;
  /**
   * The URL of the gateway that clients use, without a path: that of a custom domain, if there is one.
   *
   * @default - the URL of the gateway
   */
  readonly gatewayUrl?: string;
}

/** The documents about the protected resources of a service. */
export interface IProtectedResourceMetadata extends IConstruct {
  /**
   * Serves the document about what a policy protects, and names its address in the challenges of the policy. Policies of one resource, such as
   * those of two versions with one URL, share a document.
   *
   * @param policy the policy that checks the tokens
   * @returns the address of the document
   */
  describe(policy: JwtPolicy, options?: DescribeOptions): string;
}

const PROPS: Kinds<ProtectedResourceMetadataProps> = { apim: SERVICE, gatewayUrl: optional(STRING) };
const DESCRIBE: Kinds<DescribeOptions> = { resourceUrl: optional(STRING), authorizationServers: optional(STRINGS) };
const PATH = ".well-known/oauth-protected-resource";
const NAME = "oauth-protected-resource";

/** A policy whose tokens a document is about. */
interface Described {
  readonly policy: JwtPolicy;
  /** The authorization servers that are given. */
  readonly servers: readonly string[] | undefined;
  /** The policy that answers with the document, of the first of a resource. */
  readonly document?: ApimPolicy;
}

const DESCRIBED = new RegistryOfMany<Described>();

abstract class MetadataBase extends CheckedConstruct implements IProtectedResourceMetadata {
  protected abstract readonly api: IApi;
  protected readonly gatewayUrl: string;

  public constructor(scope: Construct, id: string, props: ProtectedResourceMetadataProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    checkOptional(this, "gatewayUrl", props.gatewayUrl, RULES.httpsOrigin);
    this.gatewayUrl = (props.gatewayUrl ?? props.apim.gatewayUrl).replace(/\/$/, "");
  }

  public describe(policy: JwtPolicy, options: DescribeOptions = {}): string {
    JWT_POLICY.require(this, "policy", policy);
    checkObject(this, "options", options, DESCRIBE);
    checkOptional(this, "resourceUrl", options.resourceUrl, APIM_RULES.resourceUrl);
    const { authorizationServers: servers } = options;
    if (servers?.length === 0) throw noAuthorizationServer(this);
    for (const server of servers ?? []) check(this, "a URL of authorizationServers", server, APIM_RULES.issuerUrl);
    const resource = options.resourceUrl ?? this.urlOf(policy);
    const host = lowerCase(resource.slice(0, this.gatewayUrl.length));
    if (host !== lowerCase(this.gatewayUrl) || !/^(?:\/|$)/.test(resource.slice(this.gatewayUrl.length))) {
      requireLiteral(this, "resourceUrl", resource);
      throw resourceOfOtherHost(this, resource, this.gatewayUrl);
    }
    const path = resource.slice(this.gatewayUrl.length);
    requireLiteral(this, "path of the resource", path);
    this.serve(resource, path, { policy, servers });
    const url = `${this.gatewayUrl}/${PATH}${path}`;
    policy._publishAt(url);
    return url;
  }

  /** Serves one document for all policies of a resource, such as those of two versions or of two operations. */
  private serve(resource: string, path: string, described: Described): void {
    const { policy } = described;
    const key = [...this.api.policyTarget.key, path.toLowerCase()];
    const [first] = DESCRIBED.of(this, ...key);
    if (first !== undefined) {
      const { policy: other } = first;
      if (DESCRIBED.of(this, ...key).some((each) => each.policy === policy)) {
        throw duplicateValue(this, "policy", policy.node.path, "describe it once");
      }
      requireOneStack(policy, "the resource", other, "describe them in one stack");
      DESCRIBED.add(this, described, ...key);
      first.document!._discard();
      return;
    }
    // It belongs to the stack of the policy, which may be another than that of the API.
    const operation = new ApiOperation(policy, "Metadata", {
      api: this.api,
      method: "GET",
      urlTemplate: path === "" ? "/" : path,
      operationId: nameOf(path),
      displayName: `Metadata of ${path === "" ? "/" : path}`,
      callers: Callers.anonymous(),
    });
    const document = ApimPolicy.of(operation);
    DESCRIBED.add(this, { ...described, document }, ...key);
    document._addInboundLate(() => [
      { node: answer(200, "OK", documentOf(resource, DESCRIBED.of(this, ...key))), phase: Phase.REST },
    ]);
  }

  /** The URL of what a policy protects, that of an API at the host that clients use. */
  private urlOf(policy: JwtPolicy): string {
    const { target } = policy;
    const { url, apim } = target as Partial<Api>;
    // The issuer of the tokens knows an MCP server by this URL and no other.
    if (url !== undefined && target.policyTarget instanceof McpPolicyTarget) return url;
    if (url === undefined || apim === undefined || "operationId" in target) {
      throw unknownResourceUrl(this, target.policyTarget.label);
    }
    return url.startsWith(apim.gatewayUrl) ? `${this.gatewayUrl}${url.slice(apim.gatewayUrl.length)}` : url;
  }
}

/**
 * The metadata of RFC 9728, which the gateway serves to everyone: clients learn from it which authorization server gives tokens for an API.
 *
 * It is a separate API with the path `.well-known/oauth-protected-resource`, one for a service. The policies of the service do not run for it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9728
 */
export class ProtectedResourceMetadata extends MetadataBase {
  /** The documents that another configuration serves with this construct: further ones can be added. */
  public static fromService(
    scope: Construct,
    id: string,
    attributes: ProtectedResourceMetadataProps,
  ): IProtectedResourceMetadata {
    return new ImportedProtectedResourceMetadata(scope, id, attributes);
  }

  protected readonly api: IApi;

  /**
   * @throws when the service has such metadata already, or the URL is not an https URL of a host
   */
  public constructor(scope: Construct, id: string, props: ProtectedResourceMetadataProps) {
    super(scope, id, props);
    const api = new Api(this, "Api", {
      apim: props.apim,
      path: PATH,
      name: NAME,
      displayName: "OAuth 2.0 protected resource metadata",
      subscriptionRequired: false,
    });
    this.api = api;
    api.addOperation("preflight", { method: "OPTIONS", urlTemplate: "/*", callers: Callers.anonymous() });
    const policy = ApimPolicy.of(api);
    const preflight = writtenExpression('context.Request.Method == "OPTIONS"');
    policy._attachDocument(
      this,
      PolicyDocument.of({
        inbound: [new Choose({ when: [{ condition: preflight, statements: [answer(204, "No Content")] }] })],
      }),
    );
    policy.suppress("P-02", "everyone may read the metadata, so the checks of the service do not run for it");
  }
}

class ImportedProtectedResourceMetadata extends MetadataBase {
  protected readonly api: IApi;

  public constructor(scope: Construct, id: string, attributes: ProtectedResourceMetadataProps) {
    super(scope, id, attributes);
    this.api = Api.fromName(this, "Api", { apim: attributes.apim, name: NAME });
  }
}

/** The answer to a client, which may run in a browser, at any origin. */
function answer(code: number, reason: string, body?: string): ReturnResponse {
  const headers = [setHeader("Access-Control-Allow-Origin", "*")];
  if (body === undefined) {
    headers.push(setHeader("Access-Control-Allow-Methods", "GET"), setHeader("Access-Control-Allow-Headers", "*"));
  } else {
    headers.push(setHeader("Content-Type", "application/json"), setHeader("Cache-Control", "max-age=3600"));
  }
  return new ReturnResponse({
    status: new SetStatus({ code, reason }),
    headers,
    body: body === undefined ? undefined : new SetBody({ body }),
  });
}

function documentOf(resource: string, described: readonly Described[]): string {
  const servers = described.flatMap(
    ({ policy, servers: given }) =>
      given ?? policy._accepted.flatMap((tokens) => authorizationServersOf(tokens.resource)),
  );
  const scopes = new Set(described.flatMap(({ policy }) => policy._scopes));
  return JSON.stringify({
    resource,
    authorization_servers: [...new Set(servers)],
    ...(scopes.size > 0 && { scopes_supported: [...scopes] }),
    bearer_methods_supported: ["header"],
  });
}

/** The tenants whose accounts get in. Clients sign in at version 2 of Entra ID, whose tokens may have version 1 all the same. */
function authorizationServersOf(resource: IResourceServer): string[] {
  if (!isAppRegistration(resource)) return resource.issuers;
  return acceptedTenants(resource).map((tenant) => tenant.issuer(TokenVersion.V2));
}

/** A name that the provider takes, the same for the same path. */
function nameOf(path: string): string {
  const name = path.replace(/^\//, "");
  return /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,70}[A-Za-z0-9])?$/.test(name) ? name : stableId(path.toLowerCase());
}
