/**
 * The error messages of the policy language.
 *
 * Each one names what it got, what was expected and what to do.
 */

/** A value as shown in a message: in quotes, and truncated if it is long. */
export function shown(value: string): string {
  return JSON.stringify(value.length > 120 ? `${value.slice(0, 117)}...` : value);
}

/**
 * The known name closest to a misspelt one, if it is close enough to be meant.
 *
 * @param most the number of characters that may differ
 */
export function nearest(
  name: string,
  known: readonly string[],
  most = Math.max(2, Math.floor(name.length / 3)),
): string | undefined {
  let best: string | undefined;
  let bestDistance = most + 1;
  for (const candidate of known) {
    // The distance is at least the difference of the lengths, and is expensive to compute for a long name.
    if (Math.abs(name.length - candidate.length) >= bestDistance) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const substitution = previous[column - 1]! + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[right.length]!;
}

/** A suggestion to append to an error, or nothing. */
export function didYouMean(name: string, known: readonly string[]): string {
  const suggestion = nearest(name, known);
  return suggestion === undefined ? "" : `; did you mean ${shown(suggestion)}?`;
}

export function invalidXmlCharacter(text: string, index: number): Error {
  const code = text.charCodeAt(index).toString(16).toUpperCase().padStart(4, "0");
  return new Error(
    `policy text ${shown(text)} contains U+${code} at index ${index}, which XML cannot represent; expected printable text, tabs and line breaks: remove the character`,
  );
}

export function unbalancedExpression(code: string): Error {
  return new Error(
    `policy expression ${shown(code)} does not close; expected balanced brackets, and strings, chars and comments that end: check the C# and leave out the enclosing "@(" and ")"`,
  );
}

export function emptyExpression(): Error {
  return new Error('policy expression "" is empty; expected C# code, such as context.Request.Method');
}

export function invalidNamedValueName(name: string): Error {
  return new Error(
    `named value ${shown(name)} cannot be referenced; expected its display name: 1 to 256 letters, digits, ".", "_" or "-"`,
  );
}

export function expressionInJoin(source: string): Error {
  return new Error(
    `cannot join the expression ${shown(source)} with text; expected text and named values only: write one expression that builds the whole value`,
  );
}

export function meaningInJoin(left: string, right: string): Error {
  return new Error(
    `cannot join ${shown(left)} and ${shown(right)}, because together they start an expression or a named value; expected parts that keep their meaning side by side: pass the text as one part`,
  );
}

export function invalidXmlName(kind: string, name: string): Error {
  return new Error(
    `policy ${kind} ${shown(String(name))} is not an XML name; expected letters, digits, "-", "_", "." or ":", and no digit first`,
  );
}

export function duplicateAttribute(element: string, name: string): Error {
  return new Error(`<${element}> has the attribute ${shown(name)} twice; expected each attribute once: remove one`);
}

export function unreadableElement(finding: string): Error {
  return new Error(`policy element was read with a problem: ${finding}`);
}

export function invalidFragment(problem: string): Error {
  return new Error(`policy fragment: ${problem}`);
}

export function notAFragment(root: string): string {
  return `the root of the document is <${root}>; expected <fragment>: pass the statements of one section to PolicyDocument.fragment`;
}

export function notInFragment(name: string, advice: string): string {
  return `the fragment contains <${name}>; expected statements that are allowed in a section: ${advice}`;
}

export function fragmentTooLong(bytes: number, most: number): string {
  return `the fragment has ${bytes} bytes; expected at most ${most}: split it into several fragments`;
}

export function invalidComment(text: string): Error {
  return new Error(
    `policy comment ${shown(text)} contains "--" or ends with "-"; expected text that XML allows in a comment: put a space between the hyphens`,
  );
}

export function missingProp(element: string, prop: string): Error {
  return new Error(`<${element}> lacks ${prop}; expected a value: set ${prop}`);
}

export function invalidLiteral(place: string, prop: string, got: string, expected: string, suggestion = ""): Error {
  return new Error(`${place} is ${shown(got)}; expected ${expected}${suggestion || `: change ${prop}`}`);
}

/** @param written the text or the expression, as it was given */
export function expressionNotAllowed(place: string, prop: string, written: string): Error {
  const name = /^\{\{([A-Za-z0-9._-]{1,256})\}\}$/.exec(written)?.[1];
  const advice = name === undefined ? `change ${prop}` : `give PolicyValue.namedValue(${shown(name)})`;
  return new Error(
    `${place} is ${shown(written)}; expected a named value, or text without "{{", "@(" and "@{", because expressions are not evaluated here: ${advice}`,
  );
}

export function brokenRule(element: string, got: string, expected: string, advice: string): Error {
  return new Error(`<${element}> has ${got}; expected ${expected}: ${advice}`);
}

export function wrongCount(element: string, child: string, prop: string, count: number, expected: string): Error {
  return new Error(`<${element}> has ${count} <${child}>; expected ${expected}: change ${prop}`);
}

export function notAStatement(element: string, prop: string, got: string, expected: string): Error {
  return new Error(`${prop} of <${element}> contains ${got}; expected ${expected}`);
}

export function emptyExpressionName(what: string, name: string): Error {
  return new Error(
    `the name of ${what} in an expression is ${shown(name)}; expected a name, because nothing is called that: give the name that the request has`,
  );
}

export function expressionPartNotAllowed(source: string): Error {
  return new Error(
    `cannot put ${shown(source)} into an expression; expected text and single expressions: write one expression that builds the whole value`,
  );
}
