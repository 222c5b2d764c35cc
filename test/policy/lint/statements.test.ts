import { PolicyDocument, type PolicyElement } from "../../../src/policy";
import { mayRefuse, refuses, refusesForGood, runsAll } from "../../../src/policy/lint/statements";

function statement(text: string): PolicyElement {
  return PolicyDocument.parse(`<fragment>${text}</fragment>`).root.elements[0]!;
}

test.each<[string, boolean, boolean]>([
  ['<return-response><set-status code="401" /></return-response>', true, true],
  ['<return-response><set-status code=" 302 " /></return-response>', true, true],
  ['<return-response><set-status code="503" /></return-response>', true, true],
  ['<return-response><set-status code="200" /></return-response>', false, false],
  ['<return-response><set-status code="@(a)" /></return-response>', false, true],
  ['<return-response><set-status code="{{a}}" /></return-response>', false, true],
  ['<return-response response-variable-name="a" />', false, true],
  ["<return-response />", false, false],
  ['<set-status code="401" />', false, false],
  ['<mock-response status-code="401" />', false, false],
])("%s refuses: %s, and may refuse: %s", (text, isRefusal, mayBeRefusal) => {
  expect(refuses(statement(text))).toBe(isRefusal);
  expect(mayRefuse(statement(text))).toBe(mayBeRefusal);
});

test.each([
  ['<retry condition="@(a)" count="1" interval="1"><base /><base /></retry>', true],
  ['<limit-concurrency key="a" max-count="1"><base /></limit-concurrency>', true],
  ['<wait for="all"><choose /><choose /></wait>', true],
  ['<wait for="any"><choose /></wait>', true],
  ['<wait for="any"><choose /><choose /></wait>', false],
  ["<choose />", false],
])("%s runs all that is in it: %s", (text, all) => {
  expect(runsAll(statement(text))).toBe(all);
});

test.each([
  ["403", true],
  ["503", true],
  ["302", false],
  ["200", false],
])("the status %s refuses for good: %s", (code, isFinal) => {
  expect(refusesForGood(statement(`<return-response><set-status code="${code}" /></return-response>`))).toBe(isFinal);
});
