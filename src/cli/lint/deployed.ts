import { attempt } from "../../deployment/attempt";
import { DeploymentError } from "../../deployment/errors";
import type { Api, Container, Item, Operation, Policy, Service } from "../../deployment/model";
import { PolicyDocument } from "../../policy/document";
import { factsOf } from "../../policy/lint/document-facts";
import type { DocumentFacts, ProgramFacts } from "../../policy/lint/facts";
import { pathParametersIn } from "../../policy/lint/path-parameters";
import { PolicyScope } from "../../policy/model/section";
import { type ReadDeployment, textOfFile } from "../deployment-input";
import { lineOf } from "../resource-line";
import { messageOf } from "../errors";
import { includedFragments, type LintedDocument, type LintInput, type UncheckedDocument } from "./document";

/**
 * The policies of a deployment, at all scopes, and its fragments.
 *
 * @param pathOf the path for the system of a file that was read
 */
export function documentsOfDeployment(read: ReadDeployment, pathOf: (file: string) => string): LintInput {
  const collected = new Collector(read, pathOf);
  for (const service of read.deployment.services) collected.addService(service);
  return collected;
}

class Collector implements LintInput {
  public readonly documents: LintedDocument[] = [];
  public readonly unchecked: UncheckedDocument[] = [];
  private readonly texts = new Map<string, string>();

  public constructor(
    private readonly read: ReadDeployment,
    private readonly pathOf: (file: string) => string,
  ) {}

  public addService(service: Service): void {
    // A service that another program makes has more than is listed here.
    const isPartOfService = !service.isCreated;
    const global = this.addContainer(service, PolicyScope.GLOBAL, isPartOfService, []);
    this.each(
      service,
      () => service.workspaces,
      (workspace) => {
        this.addContainer(workspace, PolicyScope.WORKSPACE, isPartOfService, global);
      },
    );
  }

  /** Adds what is in a service or a workspace, and returns what its document sets for the narrower ones. */
  private addContainer(
    container: Container,
    scope: PolicyScope,
    isPartOfService: boolean,
    outer: readonly DocumentFacts[],
  ): readonly DocumentFacts[] {
    const known = this.addFragments(container, isPartOfService);
    const policy = this.policyOf(container);
    const own = { ...known, scope, ...(outer.length > 0 && { inherited: outer }) };
    const global = [...this.add(policy, own), ...outer];
    const ofProducts = new Map<string, readonly DocumentFacts[]>();
    this.each(
      container,
      () => container.products,
      (product) => {
        const facts = this.add(this.policyOf(product), { ...known, scope: PolicyScope.PRODUCT, inherited: global });
        for (const api of product.apis.map(keyOf)) ofProducts.set(api, [...(ofProducts.get(api) ?? []), ...facts]);
      },
    );
    this.each(
      container,
      () => container.apis,
      (api) => {
        this.addApi(api, known, [...(ofProducts.get(keyOf(api.name)) ?? []), ...global]);
      },
    );
    return global;
  }

  private addApi(api: Api, known: ProgramFacts, inherited: readonly DocumentFacts[]): void {
    const operations: Operation[] = [];
    this.each(
      api,
      () => api.operations,
      (operation) => operations.push(operation),
    );
    const parameters = operations.flatMap(({ urlTemplate }) => pathParametersIn(urlTemplate));
    const isWhole = operations.length > 0 && attempt(() => api.otherOperations) === undefined;
    const own = this.add(this.policyOf(api), {
      ...known,
      scope: PolicyScope.API,
      inherited,
      ...(isWhole && { pathParameters: [...new Set(parameters)] }),
    });
    for (const operation of operations) {
      this.add(this.policyOf(operation), {
        ...known,
        scope: PolicyScope.OPERATION,
        inherited: [...own, ...inherited],
        pathParameters: pathParametersIn(operation.urlTemplate),
      });
    }
  }

  /** Adds the fragments of a container, and returns what its documents may refer to. A list that is not whole is not known. */
  private addFragments(container: Container, isPartOfService: boolean): ProgramFacts {
    const fragments: (readonly [name: string, document: PolicyDocument, item: Item])[] = [];
    this.each(
      container,
      () => container.fragments,
      (fragment) => {
        fragments.push([fragment.name, PolicyDocument.parse(fragment.text), fragment]);
      },
    );
    const namesOf = <T>(list: () => readonly T[], name: (item: T) => string): string[] | undefined =>
      attempt(() => list().map(name));
    const namedValues = namesOf(
      () => container.namedValues,
      ({ displayName }) => displayName,
    );
    const backends = namesOf(
      () => container.backends,
      ({ name }) => name,
    );
    const names = namesOf(
      () => container.fragments,
      ({ name }) => name,
    );
    const known: ProgramFacts = {
      isPartOfService,
      knownFragments: new Map(fragments.map(([name, document]) => [name, factsOf(document)])),
      ...(namedValues !== undefined && { namedValues }),
      ...(backends !== undefined && { backends }),
      ...(names !== undefined && { fragments: names }),
    };
    for (const [, document, item] of fragments) this.addDocument(item, document, known);
    return known;
  }

  private add(policy: Policy | undefined, facts: ProgramFacts): readonly DocumentFacts[] {
    if (policy === undefined) return [];
    let text: string;
    try {
      text = policy.text;
    } catch (error) {
      this.refuse(policy, error);
      return [];
    }
    const document = PolicyDocument.parse(text);
    this.addDocument(policy, document, facts);
    const fragments = [...includedFragments(document)].flatMap((id) => facts.knownFragments?.get(id) ?? []);
    return [factsOf(document), ...fragments];
  }

  private addDocument({ address, stack }: Item, document: PolicyDocument, facts: ProgramFacts): void {
    const file = this.fileOf(stack);
    const line = lineOf(address, this.textOf(file));
    this.documents.push({ file, address, document, facts, ...(line !== undefined && { line }) });
  }

  private policyOf(owner: Item & { readonly policy: Policy | undefined }): Policy | undefined {
    try {
      return owner.policy;
    } catch (error) {
      this.refuse(owner, error);
      return undefined;
    }
  }

  /** Visits the items of a list, and goes on after those that cannot be read. */
  private each<T extends Item>(owner: Item, list: () => readonly T[], visit: (item: T) => void): void {
    let items: readonly T[];
    try {
      items = list();
    } catch (error) {
      this.refuse(owner, error);
      return;
    }
    for (const item of items) {
      try {
        visit(item);
      } catch (error) {
        this.refuse(item, error);
      }
    }
  }

  private refuse({ address, stack }: Item, error: unknown): void {
    if (!(error instanceof DeploymentError)) throw error;
    this.unchecked.push({ file: this.fileOf(stack), ...(address !== "" && { address }), problem: messageOf(error) });
  }

  private fileOf(stack: string): string {
    return this.read.files.get(stack) ?? [...this.read.files.values()][0] ?? "";
  }

  private textOf(file: string): string {
    let text = this.texts.get(file);
    if (text === undefined) {
      text = textOfFile(this.pathOf(file), file);
      this.texts.set(file, text);
    }
    return text;
  }
}

/** Azure compares names without case. */
function keyOf(name: string): string {
  return name.toLowerCase();
}
