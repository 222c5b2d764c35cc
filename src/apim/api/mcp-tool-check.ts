import { csharpString } from "../../policy/csharp/literal";
import { writtenBlock, writtenExpression } from "../../policy/model/written-value";
import { Choose, SetVariable } from "../../policy/statements";
import type { AcceptedTokens } from "../auth/accepted-tokens";
import type { Callers } from "../auth/callers";
import { type Challenge, refusal, refuseOthers } from "../auth/challenge";
import { groupByCallers, type OperationCallers } from "../auth/operation-callers";
import { type AddedStatement, Phase } from "../policy/order";

/** What the check of the tools needs to know. */
export interface ToolCheck {
  readonly tools: readonly OperationCallers[];
  /** The tokens, with those who may call a tool without callers. */
  readonly tokens: AcceptedTokens;
  /** The variable with the validated token. */
  readonly tokenVariable: string;
  readonly challenge: Challenge;
}

const VARIABLE = "mcp-tool";
/** What the variable holds for a message that names no tool of the server clearly. */
const UNCLEAR = "?";

/**
 * The statements that let each caller call only the tools that are for it; none if all tools are for all callers.
 *
 * The name of the tool is read from the body, which is what the gateway acts on, and not from a header that it does not compare with the body.
 */
export function toolChecks({ tools, tokens, tokenVariable, challenge }: ToolCheck): AddedStatement[] {
  const groups = groupByCallers(tools, [tokens.callers]);
  if (groups.length === 0) return [];
  const variable = `(string)context.Variables[${csharpString(VARIABLE)}]`;
  const isOneOf = (names: readonly string[]): string =>
    names.map((name) => `${variable} == ${csharpString(name)}`).join(" || ");
  const authorize = (callers: Callers): Choose => refuseOthers({ ...tokens, callers }, tokenVariable, challenge);
  const statements = [
    new SetVariable({
      name: VARIABLE,
      value: writtenBlock(toolIn(tools.map(({ operationId }) => operationId))),
    }),
    new Choose({
      when: [
        { condition: writtenExpression(isOneOf([UNCLEAR])), statements: [refusal(400, "Bad Request")] },
        ...groups.map(({ callers, operationIds }) => ({
          condition: writtenExpression(isOneOf(operationIds)),
          statements: [authorize(callers)],
        })),
        { condition: writtenExpression(`${variable} != ""`), statements: [authorize(tokens.callers)] },
      ],
    }),
  ];
  return statements.map((node) => ({ node, phase: Phase.AUTHORIZATION }));
}

/**
 * C# for the name of the tool that a message calls. It is empty for any other message, and "?" where readers could differ about the name: another
 * spelling of a member, a list of messages, or a tool that the server does not have.
 */
function toolIn(names: readonly string[]): string {
  const isKnown = names.map((name) => `name == ${csharpString(name)}`).join(" || ");
  return [
    'if (context.Request.Method != "POST") { return ""; }',
    "var message = context.Request.Body?.As<JToken>(preserveContent: true) as JObject;",
    `if (message == null) { return ${csharpString(UNCLEAR)}; }`,
    'var members = new[] { "jsonrpc", "id", "method", "params", "result", "error" };',
    `if (message.Properties().Any(member => !members.Contains(member.Name))) { return ${csharpString(UNCLEAR)}; }`,
    'var method = message["method"] == null ? "" : message["method"].ToString();',
    'if (method.ToLowerInvariant() != "tools/call") { return ""; }',
    'var call = message["params"] as JObject;',
    'var given = call == null ? 0 : call.Properties().Count(member => member.Name.ToLowerInvariant() == "name");',
    `if (given != 1 || call["name"] == null) { return ${csharpString(UNCLEAR)}; }`,
    'var name = call["name"].ToString();',
    `return ${isKnown} ? name : ${csharpString(UNCLEAR)};`,
  ].join(" ");
}
