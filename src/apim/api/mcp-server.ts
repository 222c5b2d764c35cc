import { type TerraformResource } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { warnOnce } from "../../core/annotations";
import { AzapiResource, requireAzapi } from "../../core/azapi-resource";
import { create } from "../../core/create";
import { CheckedConstruct, checkProps } from "../../core/kinds";
import { lowerCase } from "../../core/lower-case";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import { dependLateOn } from "../../core/dependencies";
import { textForTerraform } from "../../core/terraform-text";
import { isAppRegistration } from "../../entra/registrations";
import { ENTRA_RULES } from "../../entra/rules";
import type { IResourceServer } from "../../oauth/resource-server";
import { Callers } from "../auth/callers";
import { JwtPolicy } from "../auth/jwt-policy";
import type { OperationCallers } from "../auth/operation-callers";
import { ApimPolicy } from "../policy/apim-policy";
import { AppResources } from "../app-resources";
import type { IPolicyTarget, PolicyTarget } from "../policy-target";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import type { IApiOperation } from "./i-api";
import { checkBehindTool, mcpOnServiceHost, noMetadata, otherIdentifierUri, streamIsRead } from "./mcp-errors";
import { McpPolicyTarget } from "./mcp-policy-target";
import { MCP_SERVER_PROPS, type McpServerProps } from "./mcp-server-props";
import type { McpToolOptions } from "./mcp-tool-options";
import { type NamedTool, namedTools } from "./mcp-tools";
import { toolChecks } from "./mcp-tool-check";

/** In Azure, MCP servers are among the APIs of a service. */
const PATHS = new Registry<McpServer>("API path");
const NAMES = new Registry<McpServer>("API");

const VERSION = "2025-09-01-preview";

/**
 * An MCP server whose tools are operations of APIs, with a check of the token of every request.
 *
 * It is made with the AzAPI provider: the stack needs an `AzapiProvider`. Its API in Azure is a preview. It is a policy target like an API; the synth
 * warns where its policy, or that of the service, reads `context.Response.Body`, which breaks the stream. Clients find the authorization server with
 * `ProtectedResourceMetadata#describe(server.jwtPolicy)`.
 *
 * @see https://learn.microsoft.com/azure/api-management/export-rest-mcp-server
 */
export class McpServer extends CheckedConstruct implements IPolicyTarget {
  /**
   * The URL of a server, for the identifier URI of its registration.
   *
   * @param hostName the host name of the gateway, such as `api.contoso.com`
   * @param path the path of the server, such as `orders-mcp`
   */
  public static urlOf(hostName: string, path: string): string {
    check("McpServer.urlOf", "hostName", hostName, ENTRA_RULES.domain);
    check("McpServer.urlOf", "path", path, APIM_RULES.apiPath);
    return `https://${lowerCase(hostName)}/${path}/mcp`;
  }

  /** The service whose gateway serves the tools. */
  public readonly apim: IApiManagement;
  /** The name of the server in Azure. */
  public readonly name: string;
  /** The URL that clients use: the resource that they ask a token for. */
  public readonly url: string;
  /** The API that the tokens are for. */
  public readonly resource: IResourceServer;
  /** The check of the tokens, for `ProtectedResourceMetadata#describe`. */
  public readonly jwtPolicy: JwtPolicy;
  public readonly policyTarget: PolicyTarget;

  /**
   * @throws when a name or a path breaks a rule or is taken, a tool is of another service or is named twice, the API has no such role or scope, or
   * tokens of Entra ID are for a host of API Management
   */
  public constructor(scope: Construct, id: string, props: McpServerProps) {
    super(scope, id);
    checkProps(this, props, MCP_SERVER_PROPS);
    const { apim, resource, path } = props;
    const name = props.name ?? path.replace(/\//g, "-");
    check(this, "path", path, APIM_RULES.apiPath);
    check(this, "name", name, APIM_RULES.childName);
    checkOptional(this, "hostName", props.hostName, ENTRA_RULES.domain);
    checkOptional(this, "displayName", props.displayName, APIM_RULES.title);
    checkOptional(this, "description", props.description, RULES.text);
    const host = lowerCase(props.hostName ?? apim.gatewayUrl.replace(/^https:\/\//, ""));
    if (isAppRegistration(resource) && /\.azure-api\.(?:net|us|cn)$/.test(host)) throw mcpOnServiceHost(this, host);
    this.apim = apim;
    this.resource = resource;
    this.url = `https://${host}/${path}/mcp`;
    this.policyTarget = new McpPolicyTarget(this, name);
    const tools = namedTools(this, apim, props.tools);
    PATHS.claim(this, ...apim.policyTarget.key, path);
    NAMES.claim(this, ...this.policyTarget.key);

    requireAzapi(this, "an MCP server", apim.cloud);
    const server = create(AzapiResource, this, "Resource", {
      type: `Microsoft.ApiManagement/service/apis@${VERSION}`,
      name,
      parentId: apim.resourceId,
      body: {
        properties: {
          type: "mcp",
          displayName: textForTerraform(props.displayName ?? name),
          description: textForTerraform(props.description),
          path,
          protocols: ["https"],
          // The token is enough.
          subscriptionRequired: false,
        },
      },
    });
    this.name = server.name;
    this.jwtPolicy = this.checkTokens(props, tools);
    for (const { tool, toolName } of tools) this.createTool(server, tool, toolName);
    this.node.addValidation({ validate: () => this.compareIdentifierUri() });
    this.node.addValidation({ validate: () => this.sayThatMetadataIsMissing() });
    this.node.addValidation({ validate: () => this.sayThatStreamIsRead() });
  }

  /** All callers get in, and each calls only the tools that are for it. */
  private checkTokens({ resource, callers, allowedClients }: McpServerProps, tools: readonly NamedTool[]): JwtPolicy {
    const own = tools.flatMap(({ tool }) => tool.callers ?? []);
    const policy = new JwtPolicy(this, "Jwt", {
      target: this,
      resource,
      callers: callers.isAnonymous || own.length === 0 ? callers : Callers.anyOf(callers, ...own),
      allowedClients,
    });
    const byName = tools.map(({ tool, toolName }): OperationCallers => ({
      operation: this,
      operationId: toolName,
      callers: tool.callers,
      isCreated: true,
    }));
    policy._askFirstFor(callers);
    ApimPolicy.of(this)._addInboundLate(() =>
      toolChecks({
        tools: byName,
        tokens: { resource, callers, allowedClients },
        tokenVariable: policy.tokenVariable,
        challenge: policy._challengeFor(resource),
      }),
    );
    return policy;
  }

  private createTool(server: AzapiResource, { operation, description }: McpToolOptions, toolName: string): void {
    const { key, serviceKey } = operation.policyTarget;
    const resource = create(AzapiResource, this, `Tool-${toolName}`, {
      type: `Microsoft.ApiManagement/service/apis/tools@${VERSION}`,
      name: toolName,
      parentId: server.id,
      body: {
        properties: {
          displayName: toolName,
          description: textForTerraform(description),
          operationId: `${this.apim.resourceId}/apis/${key[serviceKey.length]!}/operations/${operation.operationId}`,
        },
      },
      // Each tool changes the server, and Azure refuses changes at the same time.
      locks: [server.id],
    });
    // A tool answers as soon as it exists, so the policies that it runs must be in force first.
    const policies = (): TerraformResource[] => [this.apim, this].flatMap((target) => ApimPolicy._resourcesOf(target));
    dependLateOn(resource, policies);
    this.node.addValidation({ validate: () => this.sayThatApiChecks(operation, toolName) });
  }

  /** Compares the identifier URI of a registration as far as the program knows it. */
  private compareIdentifierUri(): string[] {
    if (!isAppRegistration(this.resource)) return [];
    const resources = AppResources.of(this);
    const [got, wanted] = [this.resource.identifierUri, this.url].map((text) => resources.known(this, text));
    // What only Terraform knows is named with its stack.
    const isKnown = got!.startsWith("api://") || ![got!, wanted!].some((text) => /[\s$]/.test(text));
    return got === wanted || !isKnown ? [] : [otherIdentifierUri(this.resource.displayName, got!, this.url)];
  }

  /** A client learns only from the metadata whose tokens the server takes. */
  private sayThatMetadataIsMissing(): string[] {
    if (this.jwtPolicy._challengeFor(this.resource).resourceMetadata === undefined) warnOnce(this, noMetadata());
    return [];
  }

  /** The gateway keeps a response back until all of it is there when a policy reads its body, and a client waits for the events in it. */
  private sayThatStreamIsRead(): string[] {
    for (const target of [this, this.apim]) {
      const text = ApimPolicy._tryFind(target)?.render() ?? "";
      if (/\bResponse\s*\.\s*Body\b/.test(text)) warnOnce(this, streamIsRead(target.policyTarget.label));
    }
    return [];
  }

  private sayThatApiChecks(operation: IApiOperation, toolName: string): string[] {
    const checking = [operation, operation.node.scope]
      .filter(isTarget)
      .map((target) => JwtPolicy._tryFind(target))
      .find((policy) => policy !== undefined);
    if (checking !== undefined) warnOnce(this, checkBehindTool(toolName, checking.node.path));
    return [];
  }
}

function isTarget(construct: IConstruct | undefined): construct is IPolicyTarget {
  return construct !== undefined && "policyTarget" in construct;
}
