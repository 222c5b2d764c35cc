import { Spread } from "../csharp/spread";
import { type CsharpNode, type Expression } from "../csharp/tree";
import { type CsharpView, methodOf } from "../csharp/view";
import { MAX_EXPRESSION_DEPTH } from "../text/bounds";
import { type CsharpCode } from "./csharp-code";
import { namedReadsIn } from "./reads";

/** How much of an address is the text of the caller. */
export enum CallerPart {
  NOTHING,
  /** What comes after the host. */
  PATH,
  HOST,
}

/** What an expression makes an address of. */
export interface ComputedAddress {
  readonly part: CallerPart;
  /** The first piece that makes it so; undefined where the caller chooses nothing. */
  readonly piece?: Expression;
  /** The text that it starts with. */
  readonly prefix: string;
  /** Whether the code looks at what it uses, as a list of allowed hosts does. */
  readonly isGuarded: boolean;
  /** The names of the headers, parameters and variables that it reads. */
  readonly names: readonly string[];
}

const NONE: ComputedAddress = { part: CallerPart.NOTHING, prefix: "", isGuarded: false, names: [] };

/**
 * How much of an address the caller chooses.
 *
 * @param variables the variables with text of the caller, and how much of an address in them that is
 */
export function addressOf(code: CsharpCode, variables: ReadonlyMap<string, CallerPart>): ComputedAddress {
  const { reads } = code;
  if (!code.readsRequest && code.variableIn(variables) === undefined) return NONE;
  const { view } = code;
  if (view === undefined) return NONE;
  const ofVariables = new Map<CsharpNode, CallerPart>();
  for (const { collection, name, node } of namedReadsIn(view)) {
    const part = collection === "Variables" && name !== undefined ? variables.get(name) : undefined;
    if (part !== undefined && node !== undefined) ofVariables.set(node, part);
  }
  const search = new AddressSearch(
    view,
    new Spread(view, (node) => ofVariables.get(node) === CallerPart.HOST || isChosen(node, view)),
    new Spread(view, (node) => ofVariables.has(node) || isOfRequest(node, view)),
  );
  let part = CallerPart.NOTHING;
  for (const result of view.results) part = Math.max(part, search.partIn(result));
  return {
    part,
    piece: search.piece,
    prefix: search.prefix,
    isGuarded: view.nodes.some(isGuard),
    names: reads.flatMap(({ name }) => (name === undefined ? [] : [name])),
  };
}

function isGuard(node: CsharpNode): boolean {
  if (node.kind === "if" || node.kind === "switch" || node.kind === "throw" || node.kind === "throwStatement")
    return true;
  if (node.kind === "binary") return node.operator === "==" || node.operator === "!=";
  if (node.kind === "type") return node.parts.some(({ name }) => name === "Dictionary");
  return GUARDS.includes(methodOf(node) ?? "");
}

const GUARDS: readonly string[] = ["Any", "Contains", "ContainsKey", "Equals", "IsMatch"];

/** Whether a node reads text that the caller chooses freely. The claims of a token are its issuer's text. */
function isChosen(node: CsharpNode, view: CsharpView): boolean {
  if (node.kind !== "member" || !CHOSEN.includes(node.name)) return false;
  return CHOSEN_PATHS.includes(view.pathOf(node) ?? "") && !becomesToken(node, view);
}

const CHOSEN: readonly string[] = ["Headers", "Body", "MatchedParameters", "Query", "QueryString"];
const CHOSEN_PATHS: readonly string[] = [
  "context.Request.Headers",
  "context.Request.Body",
  "context.Request.MatchedParameters",
  ...["Url", "OriginalUrl"].flatMap((url) => [`context.Request.${url}.Query`, `context.Request.${url}.QueryString`]),
];

/** Whether a token is made of it, as in `Headers.GetValueOrDefault("Authorization", "").AsJwt()?.Subject`. */
function becomesToken(read: CsharpNode, view: CsharpView): boolean {
  let node = read;
  for (let steps = 0; steps < MAX_EXPRESSION_DEPTH; steps++) {
    const parent = view.parentOf(node);
    if (parent === undefined) return false;
    if (parent.kind === "member") {
      if (parent.name === "AsJwt") return true;
    } else if (parent.kind === "conditionalAccess") {
      if (parent.target === node && view.within(parent.access).some((part) => methodOf(part) === "AsJwt")) return true;
    } else if (parent.kind === "invocation" || parent.kind === "element") {
      if (parent.target !== node) return false;
    } else return false;
    node = parent;
  }
  return false;
}

function isOfRequest(node: CsharpNode, view: CsharpView): boolean {
  if (node.kind !== "member") return false;
  if (isChosen(node, view)) return true;
  return (node.name === "Url" || node.name === "OriginalUrl") && view.pathOf(node) === `context.Request.${node.name}`;
}

/** Reads the parts of an address from left to right. */
class AddressSearch {
  public prefix = "";
  public piece: Expression | undefined;

  private text = "";
  private part = CallerPart.NOTHING;
  private pieceMakes = CallerPart.NOTHING;
  private steps = 0;

  public constructor(
    private readonly view: CsharpView,
    private readonly chosen: Spread,
    private readonly requested: Spread,
  ) {}

  public partIn(result: Expression): CallerPart {
    this.text = "";
    this.part = CallerPart.NOTHING;
    this.steps = 0;
    this.read(result);
    return this.part;
  }

  private read(node: Expression): void {
    const meant = this.meaningOf(node);
    if (++this.steps > MAX_PARTS) return this.readPiece(meant);
    if (meant.kind === "binary" && meant.operator === "+") {
      this.read(meant.left);
      this.read(meant.right);
    } else if (methodOf(meant) === "Concat" && meant.kind === "invocation") {
      for (const { value } of meant.arguments) this.read(value);
    } else if (meant.kind === "interpolated") {
      for (const part of meant.parts) {
        if (part.kind === "text") this.text += part.value;
        else this.read(part.value);
      }
    } else this.readPiece(meant);
  }

  /** A local variable stands for the parts that it is made of. A read of an entry stays one. */
  private meaningOf(node: Expression): Expression {
    const meant = node.kind === "conditionalAccess" ? node : this.view.meaningOf(node);
    return meant.kind === "receiver" ? node : meant;
  }

  private readPiece(node: Expression): void {
    const text = this.view.textOf(node);
    if (text !== undefined) {
      this.text += text;
      return;
    }
    // What is asked is not what is given.
    const parts = node.kind === "ternary" ? [node.whenTrue, node.whenFalse] : [node];
    const before = this.text + this.textBeforeCaller(parts);
    this.prefix ||= before;
    if (parts.some((part) => this.chosen.has(part)))
      this.add(HOST.test(before) ? CallerPart.PATH : CallerPart.HOST, node);
    else if (parts.some((part) => this.requested.has(part))) this.add(CallerPart.PATH, node);
    // What gives the start is a whole address. What follows a scheme is a part of the host.
    if (this.text === "") this.text = "base://base/";
    else if (!HOST.test(this.text)) this.text += "x";
  }

  private add(part: CallerPart, piece: Expression): void {
    this.part = Math.max(this.part, part);
    if (part <= this.pieceMakes) return;
    this.pieceMakes = part;
    this.piece = piece;
  }

  /** The first string of a piece, as in `new Uri("https://contoso.com/" + …)`. */
  private textBeforeCaller(parts: readonly Expression[]): string {
    for (const part of parts) {
      for (const node of this.view.within(part)) {
        if (node.kind === "string" || node.kind === "text") return node.value;
        if (this.requested.is(node)) return "";
      }
    }
    return "";
  }
}

/** More parts of an address are read as one. */
const MAX_PARTS = 200;

/** The start of an address up to the end of the host. A hole of a format is none. */
const HOST = /^(?:[a-z][a-z\d+.-]*:\/\/|\{\{[^{}]*\}\})[^/?#{]*[/?#]/i;
