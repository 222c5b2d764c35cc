import { PolicyDocument, PolicyElement, PolicyLint, PolicySection } from "../../../src/policy";
import { allPolicies } from "../../../src/policy/catalog";
import { check, ERROR } from "../../support/policy/lint";
import { DOCUMENTS, knownElements, withReplaced } from "../../support/policy/lint-documents";

const SECTIONS = [PolicySection.INBOUND, PolicySection.BACKEND, PolicySection.OUTBOUND, PolicySection.ON_ERROR];

test("the documents hold nearly every policy of the catalog", () => {
  const used = new Set(
    DOCUMENTS.flatMap(([, text]) => [...text.matchAll(/<([a-z][a-z-]*)/g)].map((match) => match[1]!)),
  );
  const missing = allPolicies()
    .map(({ name }) => name)
    .filter((name) => !used.has(name));

  expect(missing.sort()).toEqual([
    "authentication-token",
    "authentication-token-store",
    "block",
    "graphql-data-source",
    "invoke-request",
    "set-request-metric-dimension-value",
  ]);
});

describe.each(DOCUMENTS)("%s", (_, text) => {
  const document = PolicyDocument.parse(text);
  const elements = knownElements(document);

  test("has no error, and nothing that the catalog forbids", () => {
    const findings = PolicyLint.check(document);

    expect(findings.filter(({ severity }) => severity === ERROR)).toEqual([]);
    expect(findings.filter(({ id }) => id.startsWith("C"))).toEqual([]);
  });

  test("has the same findings when it is written and read again", () => {
    const withoutPosition = (findings: ReturnType<typeof check>): unknown[] =>
      findings.map((finding) => ({ ...finding, position: undefined }));

    expect(withoutPosition(check(document.render()))).toEqual(withoutPosition(PolicyLint.check(document)));
  });

  test("fails with C-01 when any element has another name", () => {
    for (const { element, isOfUnknownSchema } of elements) {
      const renamed = new PolicyElement(`x-${element.name}`, element);
      const findings = check(withReplaced(document, element, renamed));

      expect(findings).toContainEqual(
        expect.objectContaining({
          id: "C-01",
          message: expect.stringContaining(`<x-${element.name}> is not an element of <`) as unknown,
          severity: isOfUnknownSchema ? "warning" : "error",
        }),
      );
    }
  });

  test("fails with C-02 when any attribute has another name", () => {
    for (const { element, spec } of elements) {
      if (spec.inside === "xml" && spec.attributes === undefined) continue;
      const attributes = [{ name: `x-${element.name}`, value: "1" }, ...element.attributes];
      const findings = check(
        withReplaced(document, element, new PolicyElement(element.name, { ...element, attributes })),
      );

      expect(findings).toContainEqual(
        expect.objectContaining({
          id: "C-02",
          message: expect.stringContaining(`unknown attribute "x-${element.name}" of <${element.name}>;`) as unknown,
        }),
      );
    }
  });

  test("fails with C-03 when any required attribute is gone", () => {
    for (const { element, spec } of elements) {
      for (const { name, required } of spec.attributes ?? []) {
        if (required !== "certain") continue;
        const attributes = element.attributes.filter((attribute) => attribute.name !== name);
        const findings = check(
          withReplaced(document, element, new PolicyElement(element.name, { ...element, attributes })),
        );

        expect(findings).toContainEqual(
          expect.objectContaining({
            id: "C-03",
            severity: ERROR,
            message: `<${element.name}> lacks attribute "${name}"; expected it, because it is required`,
          }),
        );
      }
    }
  });

  test("fails with C-06 when any statement is in a wrong section", () => {
    for (const section of SECTIONS) {
      for (const node of document.trySection(section) ?? []) {
        const policy = allPolicies().find(({ name }) => node instanceof PolicyElement && name === node.name);
        if (policy === undefined || policy.sections.length === 0) continue;
        for (const other of SECTIONS) {
          if (policy.sections.includes(other) || policy.doubtfulSections?.includes(other)) continue;
          const moved = document
            .withSection(
              section,
              document.trySection(section)!.filter((kept) => kept !== node),
            )
            .withSection(other, [...(document.trySection(other) ?? []), node]);

          expect(check(moved.render())).toContainEqual(
            expect.objectContaining({
              id: "C-06",
              severity: ERROR,
              message: expect.stringContaining(`<${policy.name}> is not allowed in <${other}>`) as unknown,
            }),
          );
        }
      }
    }
  });
});
