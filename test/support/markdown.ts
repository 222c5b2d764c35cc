/** A fenced block of a page, or of a doc comment. */
export interface Block {
  readonly language: string;
  /** The name of a file after the language; a block without one is a fragment. */
  readonly name: string | undefined;
  readonly text: string;
  /** The last line of text above the block. */
  readonly above: string;
}

/** The fenced blocks in Markdown. */
export function blocksIn(markdown: string): Block[] {
  return [...markdown.matchAll(/^( *)```(\S*)(?: +(\S+))?\n([^]*?)^\1```$/gm)].map((match) => {
    const [, indent, language, name, text] = match;
    const above = markdown.slice(0, match.index).trimEnd();
    return {
      language: language!,
      name,
      text: text!.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
      above: above.slice(above.lastIndexOf("\n") + 1),
    };
  });
}

/** The blocks in the doc comments of a module, those after `@example` included. */
export function blocksInComments(source: string): Block[] {
  return [...source.matchAll(/^ *\/\*\*\n([^]*?)^ *\*\/$/gm)].flatMap(([, comment]) => {
    const text = comment!.replaceAll(/^ *\* ?/gm, "");
    if (/^@example/m.test(text) && blocksIn(text).length === 0) {
      throw new Error(`the example ${JSON.stringify(text)} has no fence; expected one with its language`);
    }
    return blocksIn(text);
  });
}
