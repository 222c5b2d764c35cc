import { PolicySeverity } from "../../model/finding";
import { type PolicyValue } from "../../model/value";
import { PolicyScope, PolicySection } from "../../model/section";
import { MAX_FLOW_DEPTH } from "../../text/bounds";
import { shown } from "../../text/errors";
import { type LintContext } from "../context";
import { csharpOf } from "../csharp-code";
import { areExclusive } from "../flow";
import { groupsByName } from "../groups";
import { NodeKind, type NodePath } from "../node-path";
import { type LintRule, type Report } from "../rule";
import { type PlacedRead, setsToken, settersOf, variableReads, type VariableSetter } from "../variables";
import { firstPlaceOf, isBefore, type RunOrder, placeOf, placeOfRead, precedes } from "./place";
import { forEachText } from "./texts";

/** A warning: another document of the service may set the variable. */
export const SET_VARIABLE_FIRST: LintRule = {
  id: "P-37",
  name: "set-variable-first",
  severities: [PolicySeverity.WARNING],
  description: "A variable is set before it is read, under the same name.",
  rationale:
    "A variable that nothing has set fails the request with 500, or takes its default in every request, so that the branch of a check never runs. In on-error, what comes after the token check is not set where the check refuses the request. Variables that a broader scope or a fragment may have set are not reported, unless the name looks like a slip.",
  fix: "Correct the name, or set the variable before.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables",
  examples: {
    wrong: `<fragment>
  <set-variable name="customer-id" value='@(context.Request.Headers.GetValueOrDefault("X-Customer", ""))' />
  <set-header name="X-Customer-Id" exists-action="override">
    <value>@((string)context.Variables["custommer-id"])</value>
  </set-header>
</fragment>`,
    right: `<fragment>
  <set-variable name="customer-id" value='@(context.Request.Headers.GetValueOrDefault("X-Customer", ""))' />
  <set-header name="X-Customer-Id" exists-action="override">
    <value>@((string)context.Variables["customer-id"])</value>
  </set-header>
</fragment>`,
  },
  checkDocument: (context, report) => {
    const setters = context.paths.flatMap(settersOf);
    // What such a statement sets could be any variable.
    if (setters.some(({ name }) => name === undefined) || context.paths.some(({ kind }) => kind === NodeKind.UNKNOWN))
      return;
    const reads = variableReads(context);
    if (reads.length > 0) new VariableCheck(context, setters, reads).reportInto(report);
  },
};

/** A finding without its place. */
interface Slip {
  readonly message: string;
  readonly fix: string;
}

class VariableCheck {
  private readonly settersByName: ReadonlyMap<string, readonly VariableSetter[]>;
  private readonly readsByName: ReadonlyMap<string, readonly PlacedRead[]>;
  /** The first read of each variable that does not fail without it. */
  private readonly guards: ReadonlyMap<string, PlacedRead>;
  private readonly inherited = new Set<string>();
  private readonly inheritedTokens = new Set<string>();
  /** All variables that are known to be set. */
  private readonly names: readonly string[];
  /** The first place after which a document, and a fragment, has run whose variables are not known. */
  private readonly firstUnknown: RunOrder | undefined;
  private readonly firstUnknownFragment: RunOrder | undefined;
  /** The first check that can refuse the request. */
  private readonly firstCheck: NodePath | undefined;
  /** By element, because one text can hold many reads. */
  private readonly asksForError = new Map<NodePath, boolean>();
  private compared = 0;

  public constructor(
    private readonly context: LintContext,
    private readonly setters: readonly VariableSetter[],
    private readonly reads: readonly PlacedRead[],
  ) {
    this.settersByName = groupsByName(setters as readonly (VariableSetter & { readonly name: string })[]);
    this.readsByName = groupsByName(reads);
    this.guards = new Map(
      [...reads]
        .reverse()
        .filter(({ isStrict }) => !isStrict)
        .map((read) => [read.name, read]),
    );
    const { inherited = [] } = context.options;
    const unknown: NodePath[] = [];
    const known = [...inherited];
    for (const path of context.statementsNamed("include-fragment")) {
      const facts = context.fragmentOf(path);
      if (facts !== undefined) known.push(facts);
      if (facts === undefined || facts.setsOthers) unknown.push(path);
    }
    for (const { variables, tokens } of known) {
      variables.forEach((name) => this.inherited.add(name));
      tokens.forEach((name) => this.inheritedTokens.add(name));
    }
    this.firstCheck = context.tokenChecks.find(({ path }) => path.section === PolicySection.INBOUND)?.path;
    this.names = [...this.settersByName.keys(), ...this.inherited];
    this.firstUnknownFragment = firstPlaceOf(unknown);
    this.firstUnknown = firstPlaceOf([...unknown, ...context.statementsNamed("base")]);
  }

  public reportInto(report: Report): void {
    const reported = new Set<string>();
    for (const read of this.reads) {
      if (reported.has(read.name) || this.inherited.has(read.name)) continue;
      const setters = this.settersByName.get(read.name);
      const found =
        setters === undefined
          ? this.unsetOf(read)
          : (this.lateOf(read, setters) ?? this.unsetAfterRefusalOf(read, setters));
      if (found === undefined) continue;
      reported.add(read.name);
      report(read.path, { ...found, position: read.position });
    }
  }

  /** A finding about a variable that this document sets, but not before. */
  private lateOf(read: PlacedRead, setters: readonly VariableSetter[]): Slip | undefined {
    const [first] = setters;
    const isToken = read.isJwt && !this.context.isFragment && setsToken(first!);
    if (!read.isStrict || this.isGuarded(read) || (!isToken && this.mayBeSetElsewhere(read))) return undefined;
    const place = placeOfRead(read);
    const compared = setters.slice(0, MAX_COMPARED);
    if (compared.some(({ path }) => isBefore(placeOf(path), place) && !areExclusive(path, read.path))) return undefined;
    return {
      message: `the variable ${shown(read.name)} is read before ${first!.path.location} sets it; expected it to be set before`,
      fix: isToken ? "move it after the validation of the token" : "move it after the statement that sets the variable",
    };
  }

  /** A finding about a variable that on-error reads although a token check may have refused the request before it was set. */
  private unsetAfterRefusalOf(read: PlacedRead, setters: readonly VariableSetter[]): Slip | undefined {
    if (read.path.section !== PolicySection.ON_ERROR || !read.isStrict) return undefined;
    const { firstCheck: check } = this;
    if (check === undefined || this.isGuarded(read) || this.dependsOnError(read)) return undefined;
    const isSet = ({ path }: VariableSetter): boolean =>
      path.section === PolicySection.ON_ERROR
        ? isBefore(placeOf(path), placeOfRead(read))
        : isBefore(placeOf(path), placeOf(check));
    if (setters.slice(0, MAX_COMPARED).some(isSet)) return undefined;
    return {
      message: `the variable ${shown(read.name)} is not set where ${check.location} refuses the request, so the caller gets 500 and not 401; expected a default for it`,
      fix: `use context.Variables.GetValueOrDefault<string>(${shown(read.name)}, ""), or set the variable before the check`,
    };
  }

  /** A finding about a variable that this document does not set. */
  private unsetOf(read: PlacedRead): Slip | undefined {
    const meant = this.meantBy(read);
    if (meant === undefined && this.mayBeSetElsewhere(read)) return undefined;
    const near = meant ?? this.context.nearest(read.name, this.names);
    const effect = read.isStrict ? "the request ends in 500" : "it is absent in every request";
    return {
      message: `nothing sets the variable ${shown(read.name)}, so ${effect}; expected a variable that is set before`,
      fix:
        near === undefined
          ? "set the variable before, or correct the name"
          : `use ${shown(near)}, if that is meant, or set the variable before`,
    };
  }

  /** The variable that was surely meant, although another document could set one of the name. */
  private meantBy(read: PlacedRead): string | undefined {
    const token = this.tokenMeantBy(read);
    if (token !== undefined || ++this.compared > MAX_COMPARED) return token;
    // A statement that puts one variable into another one knows both names.
    const copies = new Set(this.readsByName.get(read.name)!.map(({ path }) => path));
    const setters = this.setters.filter(({ path }) => !copies.has(path));
    return sameWords(read, setters) ?? this.unreadMeantBy(read, setters);
  }

  /** A token is validated once, so its variable is the one of that check. */
  private tokenMeantBy(read: PlacedRead): string | undefined {
    if (!read.isJwt || precedes(this.firstUnknownFragment, read)) return undefined;
    return this.setters.find(setsToken)?.name ?? [...this.inheritedTokens][0];
  }

  /** A variable that is set and never read, while one is read and never set. */
  private unreadMeantBy(read: PlacedRead, setters: readonly VariableSetter[]): string | undefined {
    const place = placeOfRead(read);
    const unread = setters.filter(({ path, name }) => !this.readsByName.has(name!) && isBefore(placeOf(path), place));
    if (unread.length === 0) return undefined;
    const near = this.context.nearest(
      read.name,
      unread.map(({ name }) => name!),
    );
    if (near !== undefined && areLongEnough(near, read.name) && !differInDigits(near, read.name)) return near;
    // What other statements set is often left unread.
    const written = unread.filter(({ path }) => path.name === "set-variable");
    // The name of the source was written where the name of the variable was meant.
    const source = written.find(({ path }) => mentions(path.tryAttribute("value")?.value, read.name));
    if (source !== undefined) return source.name;
    return decidesAboutCheck(read, this.context) ? written[0]?.name : undefined;
  }

  /** A guard is written for a variable that may be absent. */
  private isGuarded({ name, path }: PlacedRead): boolean {
    const guard = this.guards.get(name);
    return guard !== undefined && guard.path.order <= path.order;
  }

  private dependsOnError({ path }: PlacedRead): boolean {
    const known = this.asksForError.get(path) ?? dependsOnError(path);
    this.asksForError.set(path, known);
    return known;
  }

  private mayBeSetElsewhere(read: PlacedRead): boolean {
    const { isFragment, options, root } = this.context;
    if (isFragment || root.name !== "policies" || precedes(this.firstUnknown, read)) return true;
    // The documents of narrower scopes have run as well when a response, or an error, comes back through this one.
    const { scope = PolicyScope.OPERATION } = options;
    return read.path.section !== PolicySection.INBOUND && scope !== PolicyScope.OPERATION;
  }
}

/** Names that are compared with others. More would take quadratic time, and repeat the same problem. */
const MAX_COMPARED = 100;

/** Short names that are similar are often two names. */
function areLongEnough(...names: string[]): boolean {
  return names.every(({ length }) => length >= 4);
}

/** The variable whose name has another spelling: other letter case or other separators. */
function sameWords(read: PlacedRead, setters: readonly VariableSetter[]): string | undefined {
  return setters.find(({ name }) => plainOf(name!) === plainOf(read.name))?.name;
}

function plainOf(name: string): string {
  return name.toLowerCase().replace(/[-_.\s]/g, "");
}

function differInDigits(one: string, other: string): boolean {
  return one.replace(/\d/g, "") === other.replace(/\d/g, "");
}

function mentions(value: PolicyValue | undefined, name: string): boolean {
  return csharpOf(value)?.strings.has(name) === true || value?.namedValues.includes(name) === true;
}

/** Whether what an element in on-error does depends on the error: by its own code, or by the condition of a branch that it is in. */
function dependsOnError(path: NodePath): boolean {
  let found = false;
  forEachText(path, includesError, ({ source, value }) => {
    // Liquid has the error as well.
    const csharp = csharpOf(value);
    found ||= value !== undefined && (csharp === undefined ? includesError(source) : csharp.names("LastError"));
  });
  let around: NodePath | undefined = path;
  for (let depth = 0; !found && around !== undefined && depth < MAX_FLOW_DEPTH; depth++) {
    // The other branch is decided by the first condition.
    const branch = around.name === "otherwise" ? around.parent!.children[0]! : around;
    const condition = branch.name === "when" ? branch.tryAttribute("condition")?.value : undefined;
    found = csharpOf(condition)?.names("LastError") === true;
    around = around.parent;
  }
  return found;
}

function includesError(source: string): boolean {
  return source.includes("LastError");
}

/** Whether the branch of a read holds a token check. */
function decidesAboutCheck({ path }: PlacedRead, { tokenChecks }: LintContext): boolean {
  if (path.name !== "when") return false;
  return tokenChecks.some((check) => path.holds(check.path));
}
