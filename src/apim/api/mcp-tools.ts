import type { IConstruct } from "constructs";
import { duplicateValue } from "../../core/errors";
import { checkObject, type Kinds, optional, STRING } from "../../core/kinds";
import { check, requireLiteral, RULES } from "../../core/rules";
import { CALLERS, OPERATION } from "../kinds";
import { APIM_RULES } from "../rules";
import { areApart } from "../policy-target";
import type { IApiManagement } from "../service/api-management";
import { anonymousTool, noTools, toolOfOtherService } from "./mcp-errors";
import type { McpToolOptions } from "./mcp-tool-options";

const TOOL: Kinds<McpToolOptions> = {
  operation: OPERATION,
  description: STRING,
  name: optional(STRING),
  callers: optional(CALLERS),
};
/** A tool and its name. */
export interface NamedTool {
  readonly tool: McpToolOptions;
  readonly toolName: string;
}

/** The tools by their names. Throws when one breaks a rule, is named twice or is of another service. */
export function namedTools(place: IConstruct, apim: IApiManagement, tools: readonly McpToolOptions[]): NamedTool[] {
  if (tools.length === 0) throw noTools(place);
  const names = new Set<string>();
  return tools.map((tool) => {
    checkObject(place, "tool", tool, TOOL);
    const { serviceKey, key, label } = tool.operation.policyTarget;
    const toolName = tool.name ?? key[key.length - 1]!;
    requireLiteral(place, "name of a tool", toolName);
    check(place, "name of a tool", toolName, APIM_RULES.childName);
    check(place, "description of a tool", tool.description, RULES.text);
    if (names.has(toolName.toLowerCase())) throw duplicateValue(place, "tool", toolName, "give each tool its own name");
    names.add(toolName.toLowerCase());
    if (areApart(serviceKey, apim.policyTarget.serviceKey)) throw toolOfOtherService(place, toolName, label);
    if (tool.callers?.isAnonymous === true) throw anonymousTool(place, toolName);
    return { tool, toolName };
  });
}
