import { join } from "node:path";
import ts from "typescript";

const ROOT = join(__dirname, "../..");

/** A value of a kind that the tests put in the place of every argument and prop. */
export interface Probe {
  /** Its type in TypeScript. */
  readonly type: string;
  /** The import of the type, if it is of a library. */
  readonly from?: string;
}

/** A place that takes a value. */
export interface Slot {
  readonly index: number;
  /** The prop, if the slot is one of the props of the argument. */
  readonly prop?: string;
  readonly name: string;
  /** The probes, by index, that the type lets pass. */
  readonly takes: readonly boolean[];
}

/** A constructor, a static method or a method. */
export interface Callable {
  /** Such as `Api`, `Api.fromName` or `Api#addOperation`. */
  readonly name: string;
  readonly slots: readonly Slot[];
}

/** Everything that users can call, as the types of the root module have it. */
export function publicCallables(probes: readonly Probe[]): Callable[] {
  const entry = join(ROOT, "src/index.ts");
  const file = join(ROOT, "src/probes.ts");
  const source = probes
    .map(({ type, from }, index) =>
      from === undefined
        ? `export declare const probe${index}: ${type};`
        : `import { ${type} } from "${from}"; export declare const probe${index}: ${type};`,
    )
    .join("\n");
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    strict: true,
    skipLibCheck: true,
    types: ["node"],
  };
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([entry, file], options, {
    ...host,
    fileExists: (path) => path === file || host.fileExists(path),
    getSourceFile: (path, ...rest) =>
      path === file ? ts.createSourceFile(path, source, ts.ScriptTarget.ES2022) : host.getSourceFile(path, ...rest),
  });
  return new ApiReader(program.getTypeChecker(), program.getSourceFile(entry)!, program.getSourceFile(file)!).read();
}

class ApiReader {
  private readonly probes: readonly ts.Type[];

  public constructor(
    private readonly checker: ts.TypeChecker,
    private readonly entry: ts.SourceFile,
    probes: ts.SourceFile,
  ) {
    this.probes = this.exportsOf(probes).map((probe) => checker.getTypeOfSymbol(probe));
  }

  public read(): Callable[] {
    return this.exportsOf(this.entry)
      .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol))
      .filter((symbol) => symbol.flags & ts.SymbolFlags.Class)
      .flatMap((symbol) => this.callablesOf(symbol));
  }

  private exportsOf(file: ts.SourceFile): ts.Symbol[] {
    return this.checker.getExportsOfModule(this.checker.getSymbolAtLocation(file)!);
  }

  private callablesOf(symbol: ts.Symbol): Callable[] {
    const type = this.checker.getTypeOfSymbol(symbol);
    const instance = this.checker.getDeclaredTypeOfSymbol(symbol);
    const constructor = type.getConstructSignatures()[0]!;
    const isPublic = !isHidden(constructor.getDeclaration(), ts.ModifierFlags.Private);
    return [
      ...(isPublic ? [{ name: symbol.name, slots: this.slotsOf(constructor) }] : []),
      ...this.methodsOf(type, `${symbol.name}.`),
      ...this.methodsOf(instance, `${symbol.name}#`),
    ];
  }

  private methodsOf(type: ts.Type, prefix: string): Callable[] {
    return type
      .getProperties()
      .filter(({ name, flags, declarations }) => {
        const declaration = declarations?.[0];
        return (
          flags & ts.SymbolFlags.Method &&
          !name.startsWith("_") &&
          declaration?.getSourceFile().fileName.includes("/src/") &&
          !isHidden(declaration, ts.ModifierFlags.Private | ts.ModifierFlags.Protected)
        );
      })
      .map((method) => ({
        name: `${prefix}${method.name}`,
        slots: this.slotsOf(this.checker.getTypeOfSymbol(method).getCallSignatures()[0]!),
      }));
  }

  private slotsOf(signature: ts.Signature): Slot[] {
    return signature.getParameters().flatMap((parameter, index) => {
      const declaration = parameter.valueDeclaration as ts.ParameterDeclaration;
      const declared = this.checker.getTypeOfSymbol(parameter);
      const isRest = declaration.dotDotDotToken !== undefined;
      const type = isRest ? this.checker.getIndexTypeOfType(declared, ts.IndexKind.Number)! : declared;
      const isOptional = this.checker.isOptionalParameter(declaration) && !isRest;
      const slot = { index, name: parameter.name, takes: this.takenBy(type, isOptional) };
      const props = isStruct(type)
        ? type.getProperties().map((prop) => ({
            index,
            prop: prop.name,
            name: `${parameter.name}.${prop.name}`,
            takes: this.takenBy(this.checker.getTypeOfSymbol(prop), (prop.flags & ts.SymbolFlags.Optional) !== 0),
          }))
        : [];
      return [slot, ...props];
    });
  }

  private takenBy(type: ts.Type, isOptional: boolean): boolean[] {
    return this.probes.map(
      (probe) =>
        (isOptional && (probe.flags & ts.TypeFlags.Undefined) !== 0) || this.checker.isTypeAssignableTo(probe, type),
    );
  }
}

/** The props of a construct or options: an interface without methods, and without the "I" of a behaviour. */
function isStruct(type: ts.Type): boolean {
  const { symbol } = type;
  if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Interface) === 0 || /^I[A-Z]/.test(symbol.name))
    return false;
  return symbol.declarations?.[0]?.getSourceFile().fileName.includes("/src/") === true;
}

function isHidden(declaration: ts.Declaration | undefined, flags: ts.ModifierFlags): boolean {
  return declaration !== undefined && (ts.getCombinedModifierFlags(declaration) & flags) !== 0;
}
