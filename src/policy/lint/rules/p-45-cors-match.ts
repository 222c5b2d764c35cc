import { PolicySeverity } from "../../model/finding";
import { holdsExpression } from "../../model/value";
import { shown } from "../../text/errors";
import { alwaysRuns } from "../flow";
import { type NodePath } from "../node-path";
import { type LintRule, type Report } from "../rule";
import { type TokenCheck } from "../token-check";

/** A warning: callers that are no browsers pass. */
export const CORS_MATCH: LintRule = {
  id: "P-45",
  name: "cors-match",
  severities: [PolicySeverity.WARNING],
  description: "Origins and headers of <cors> are those that browsers send.",
  rationale:
    "A browser sends an origin as scheme, host and port, so one with a path never matches. It asks in a preflight request for the header with the token, and does not send the call if that is not allowed.",
  fix: "Write origins as scheme, host and port, and add the header with the token, such as Authorization, to <allowed-headers>.",
  url: "https://learn.microsoft.com/azure/api-management/cors-policy",
  examples: {
    wrong: `<fragment>
  <cors>
    <allowed-origins>
      <origin>https://app.contoso.com/</origin>
    </allowed-origins>
  </cors>
</fragment>`,
    right: `<fragment>
  <cors>
    <allowed-origins>
      <origin>https://app.contoso.com</origin>
    </allowed-origins>
  </cors>
</fragment>`,
  },
  checkDocument: ({ statements, tokenChecks }, report) => {
    const headers = new TokenHeaders(tokenChecks);
    for (const cors of statements) {
      if (cors.name !== "cors") continue;
      for (const origin of cors.listed("allowed-origins", "origin")) checkOrigin(origin, report);
      checkHeaders(cors, headers, report);
    }
  },
};

function checkOrigin(path: NodePath, report: Report): void {
  const text = path.element.text;
  if (text === undefined || holdsExpression(text)) return;
  const origin = text.source.trim();
  const fault = faultOfOrigin(origin.replace(/\{\{[^{}]*\}\}/g, "x"), origin.startsWith("{{"));
  if (fault === undefined) return;
  report(path, {
    message: `the origin ${shown(origin)} ${fault}, so it never matches; expected scheme, host and port, such as https://app.contoso.com`,
    fix: "write the origin as the browser sends it",
  });
}

function faultOfOrigin(origin: string, startsLater: boolean): string | undefined {
  if (origin === "" || origin === "*" || origin === "null") return undefined;
  if (/[\s,;]/.test(origin)) return "holds more than one origin, or a space";
  const [, scheme, rest] = /^(?:([a-z][a-z\d+.-]*):\/\/)?([^]*)$/i.exec(origin)!;
  if (scheme === undefined && !startsLater) return "has no scheme";
  if (rest!.endsWith("/") && rest!.indexOf("/") === rest!.length - 1) return "has a slash at its end";
  return /[/?#]/.test(rest!) ? "has a path" : undefined;
}

function checkHeaders(cors: NodePath, headers: TokenHeaders, report: Report): void {
  const allowed = cors.listed("allowed-headers", "header").map(({ literalText }) => literalText?.toLowerCase());
  if (allowed.some((header) => header === undefined || header === "*")) return;
  const check = headers.checkBeside(new Set(allowed as string[]));
  if (check === undefined) return;
  const name = check.path.literal("header-name") ?? "Authorization";
  report(cors.tryChild("allowed-headers") ?? cors, {
    message: `<cors> does not allow the header ${name}, which carries the token of ${check.path.location}, so the preflight request of a browser fails; expected it in <allowed-headers>`,
    fix: `add <header>${name}</header> to <allowed-headers>`,
  });
}

/** The headers that carry tokens. */
class TokenHeaders {
  /** The first check of each header. */
  private readonly checks = new Map<string, TokenCheck>();
  /** The same, of those that run in every request. */
  private readonly certain = new Map<string, TokenCheck>();

  public constructor(tokenChecks: readonly TokenCheck[]) {
    for (const check of tokenChecks) {
      const { header, path } = check;
      if (header === undefined) continue;
      if (!this.checks.has(header)) this.checks.set(header, check);
      if (!this.certain.has(header) && alwaysRuns(path)) this.certain.set(header, check);
    }
  }

  /** A check that no request with the allowed headers passes. Of several checks in branches, one may be for browsers. */
  public checkBeside(allowed: ReadonlySet<string>): TokenCheck | undefined {
    for (const [header, check] of this.certain) if (!allowed.has(header)) return check;
    for (const header of allowed) if (this.checks.has(header)) return undefined;
    const [first] = this.checks.values();
    return first;
  }
}
