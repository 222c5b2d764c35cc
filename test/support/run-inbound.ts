import { createContext, runInContext } from "node:vm";
import type { Element } from "./decode";
import { elementsNamed, parseXml } from "./decode";
import { CRYPTOGRAPHY, type SigningCertificate } from "./cryptography";
import { asObject, readToken } from "./json-net";

/** A token whose signature is good for its issuer. */
export interface RunToken {
  readonly iss: string;
  readonly aud: string;
  readonly [claim: string]: string | readonly string[];
}

export interface RunRequest {
  readonly token?: RunToken;
  readonly headers?: Readonly<Record<string, string>>;
  readonly operationId?: string;
  readonly method?: string;
  readonly body?: string;
  /** What a service answers to `send-request`. */
  readonly answer?: { readonly status: number; readonly body: string };
  /** The values of a cache, which is changed. */
  readonly cache?: Map<string, string>;
  /** The certificates of the service, by thumbprint. With them, hashes and signatures are real. */
  readonly certificates?: Readonly<Record<string, SigningCertificate>>;
}

export interface RunResult {
  /** The status of a response that the inbound section sends, or "forwarded". */
  readonly outcome: number | "forwarded";
  /** The headers of the request to the backend, or of the response, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The keys of the limits. */
  readonly counters: readonly string[];
  /** The bodies of the requests to other services. */
  readonly sent: readonly string[];
}

class Answered extends Error {
  public constructor(
    public readonly status: number,
    public readonly headers: Record<string, string>,
  ) {
    super(`answered ${status}`);
  }
}

/**
 * Runs the inbound section of a rendered policy. The C# in it is JavaScript as well, when the objects have the members of .NET.
 */
export function runInbound(policy: string, request: RunRequest): RunResult {
  const inbound = elementsNamed(parseXml(policy.replace(/<(string|JToken)>/g, "&lt;$1>")), "inbound")[0]!;
  const run = new Run(request);
  try {
    run.all(inbound.children);
    return run.result("forwarded");
  } catch (end) {
    if (!(end instanceof Answered)) throw end;
    return { ...run.result(end.status), headers: end.headers };
  }
}

class Run {
  private readonly headers: Record<string, string> = {};
  private readonly variables: Record<string, unknown> = {};
  private readonly counters: string[] = [];
  private readonly sent: string[] = [];

  public constructor(private readonly request: RunRequest) {
    for (const [name, value] of Object.entries(request.headers ?? {})) this.headers[name.toLowerCase()] = value;
    if (request.token !== undefined) this.headers.authorization = `Bearer ${textOf(request.token)}`;
  }

  public all(elements: readonly Element[]): void {
    elements.forEach((element) => this.one(element));
  }

  public result(outcome: RunResult["outcome"]): RunResult {
    const { headers, variables, counters, sent } = this;
    return { outcome, headers, variables, counters, sent };
  }

  private one(element: Element): void {
    const { attributes: given, children } = element;
    switch (element.name) {
      case "base":
      case "cors":
        return;
      case "choose": {
        const branch = children.find(
          ({ name, attributes }) => name === "otherwise" || this.value(attributes.condition!) === true,
        );
        return this.all(branch?.children ?? []);
      }
      case "validate-jwt":
        return this.validate(element);
      case "set-variable":
        this.variables[given.name!] = this.value(given.value!);
        return;
      case "set-header":
        if (given["exists-action"] === "delete") delete this.headers[given.name!.toLowerCase()];
        else this.headers[given.name!.toLowerCase()] = String(this.value(children[0]!.text));
        return;
      case "rate-limit-by-key":
      case "quota-by-key":
        this.counters.push(String(this.value(given["counter-key"]!)));
        return;
      case "authentication-managed-identity": {
        const token = `identity for ${given.resource!}`;
        if (given["output-token-variable-name"] !== undefined)
          this.variables[given["output-token-variable-name"]] = token;
        else this.headers.authorization = `Bearer ${token}`;
        return;
      }
      case "cache-lookup-value":
        this.variables[given["variable-name"]!] =
          this.request.cache?.get(String(this.value(given.key!))) ?? given["default-value"];
        return;
      case "cache-store-value":
        this.request.cache?.set(String(this.value(given.key!)), String(this.value(given.value!)));
        return;
      case "send-request": {
        const answer = this.request.answer!;
        this.sent.push(String(this.value(elementsNamed(element, "set-body")[0]!.text)));
        this.variables[given["response-variable-name"]!] = {
          StatusCode: answer.status,
          Body: { As: () => answer.body },
        };
        return;
      }
      case "return-response": {
        const headers = elementsNamed(element, "set-header").map((header) => [
          header.attributes.name!.toLowerCase(),
          String(this.value(header.children[0]!.text)),
        ]);
        const status = Number(elementsNamed(element, "set-status")[0]!.attributes.code);
        throw new Answered(status, Object.fromEntries(headers) as Record<string, string>);
      }
      default:
        throw new Error(`<${element.name}> is not run here`);
    }
  }

  private validate(element: Element): void {
    const listed = (name: string): string[] => elementsNamed(element, name).map(({ text }) => text);
    const header = this.headers[element.attributes["header-name"]!.toLowerCase()];
    const token = tokenIn(header?.split(",")[0]!.replace(/^Bearer /, ""));
    if (token === undefined || !listed("issuer").includes(token.iss) || !listed("audience").includes(token.aud)) {
      throw new Answered(Number(element.attributes["failed-validation-httpcode"]), {});
    }
    this.variables[element.attributes["output-token-variable-name"]!] = jwtOf(token);
  }

  private value(source: string): unknown {
    const isBlock = source.startsWith("@{");
    if (!isBlock && !source.startsWith("@(")) return source;
    const code = source
      .slice(2, -1)
      .replace(/\((?:string|int\?|Jwt|IResponse)\)|<(?:string|JToken)>|preserveContent: /g, "")
      .replace(/new\[\] \{([^}]*)\}/g, "[$1]")
      .replace(/= ([^;]*) as JObject;/g, "= asObject($1);");
    const dictionary = (values: Readonly<Record<string, unknown>>): object => ({
      ...values,
      ContainsKey: (name: string) => name in values,
      GetValueOrDefault: (name: string, other: unknown) => values[name] ?? values[name.toLowerCase()] ?? other,
    });
    const { body } = this.request;
    const { certificates } = this.request;
    const context = {
      Deployment: { Certificates: certificates },
      Variables: dictionary(this.variables),
      Operation: { Id: this.request.operationId ?? "other" },
      Request: {
        Headers: dictionary(this.headers),
        IpAddress: "192.0.2.1",
        Method: this.request.method ?? "GET",
        Body: body === undefined ? null : { As: () => readToken(body) },
      },
    };
    const sandbox = createContext({
      ...DOTNET,
      ...(certificates && CRYPTOGRAPHY),
      asObject,
      context,
      jwtFrom: (text: string) => jwtOf(tokenIn(text)),
    });
    runInContext(MEMBERS, sandbox);
    return runInContext(isBlock ? `(() => {${code}})()` : code, sandbox) as unknown;
  }
}

/** Members of .NET, on the objects of JavaScript. */
const MEMBERS = `
  String.prototype.Contains = String.prototype.includes;
  Array.prototype.Contains = Array.prototype.includes;
  String.prototype.ToLowerInvariant = String.prototype.toLowerCase;
  String.prototype.EndsWith = String.prototype.endsWith;
  String.prototype.LastIndexOf = String.prototype.lastIndexOf;
  String.prototype.Substring = String.prototype.substring;
  String.prototype.Replace = String.prototype.replaceAll;
  String.prototype.AsJwt = function () { return jwtFrom(String(this)); };
`;

const DOTNET = {
  Uri: { EscapeDataString: encodeURIComponent },
  Math: { Max: (...values: number[]) => values.reduce((most, value) => (value > most ? value : most)) },
  Convert: { ToBase64String: String },
  JObject: { Parse: (text: string) => JSON.parse(text) as unknown },
  System: {
    Text: {
      Encoding: { UTF8: { GetBytes: String } },
      RegularExpressions: {
        Regex: {
          Replace: (text: string, pattern: string, by: (match: { Value: string }) => string) =>
            text.replace(new RegExp(pattern, "g"), (value) => by({ Value: value })),
        },
      },
    },
    Security: { Cryptography: { SHA256: { Create: () => ({ ComputeHash: (text: string) => `hash of ${text}` }) } } },
  },
};

function textOf(token: RunToken): string {
  return Buffer.from(JSON.stringify(token)).toString("base64url");
}

function tokenIn(text: string | undefined): RunToken | undefined {
  try {
    return JSON.parse(Buffer.from(text ?? "", "base64url").toString()) as RunToken;
  } catch {
    return undefined;
  }
}

function jwtOf(token: RunToken | undefined): object | null {
  if (token === undefined) return null;
  const has = (values: readonly string[]): object => ({ Contains: (value: string) => values.includes(value) });
  const valuesOf = (value: string | readonly string[]): readonly string[] =>
    typeof value === "string" ? [value] : value;
  return {
    Issuer: token.iss,
    Subject: token.sub,
    Audiences: has([token.aud]),
    Claims: {
      ...Object.fromEntries(Object.entries(token).map(([name, value]) => [name, has(valuesOf(value))])),
      ContainsKey: (name: string) => name in token,
      GetValueOrDefault: (name: string, other: string) => (name in token ? valuesOf(token[name]!).join(",") : other),
    },
  };
}
