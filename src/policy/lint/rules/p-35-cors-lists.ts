import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";

/** A warning: what a browser may send opens nothing that other clients cannot call. */
export const CORS_LISTS: LintRule = {
  id: "P-35",
  name: "cors-lists",
  severities: [PolicySeverity.WARNING],
  description: "cors lists the methods and headers that the web applications use.",
  rationale:
    "With * a page may call every method, send every header and read every header of the response, also those that are added later.",
  fix: "List the methods and headers, Authorization among them if a token is sent.",
  url: "https://learn.microsoft.com/azure/api-management/cors-policy",
  covers: [{ id: "AZR-000365", extent: "methods, headers and exposed headers; P-20 has the origins" }],
  examples: {
    wrong: `<policies>
  <inbound>
    <base />
    <cors>
      <allowed-origins>
        <origin>https://shop.contoso.com</origin>
      </allowed-origins>
      <allowed-methods>
        <method>*</method>
      </allowed-methods>
      <allowed-headers>
        <header>*</header>
      </allowed-headers>
    </cors>
  </inbound>
</policies>`,
    right: `<policies>
  <inbound>
    <base />
    <cors>
      <allowed-origins>
        <origin>https://shop.contoso.com</origin>
      </allowed-origins>
      <allowed-methods>
        <method>GET</method>
      </allowed-methods>
      <allowed-headers>
        <header>Authorization</header>
      </allowed-headers>
    </cors>
  </inbound>
</policies>`,
  },
  checkDocument: (context, report) => {
    for (const path of context.statementsNamed("cors")) {
      const open = LISTS.filter(([list, item]) =>
        path.listed(list, item).some(({ literalText }) => literalText === "*"),
      );
      if (open.length === 0) continue;
      report(path, {
        message: `${open.map(([list]) => `<${list}>`).join(" and ")} of <cors> is *; expected what the web applications use`,
        fix: "list the methods and headers",
      });
    }
  },
};

const LISTS: readonly (readonly [list: string, item: string])[] = [
  ["allowed-methods", "method"],
  ["allowed-headers", "header"],
  ["expose-headers", "header"],
];
