import { type PassedArgument } from "../binding/invoke";
import { type ArgumentShape, type BoundMember } from "../binding/overloads";
import { type NetType } from "../contract/type";

interface Choice {
  readonly type: NetType;
  readonly shapes: readonly ArgumentShape[];
  readonly bound: BoundMember;
}

/** The members that were chosen at one place of the code: values of the same types come there again and again. */
export class ChosenMembers {
  private readonly choices: Choice[] = [];

  /** @param choose chooses the member where none is known for these types */
  public for(
    type: NetType,
    passed: readonly PassedArgument[],
    choose: (shapes: readonly ArgumentShape[]) => BoundMember | undefined,
  ): BoundMember | undefined {
    for (const choice of this.choices) if (choice.type === type && hasTypes(choice, passed)) return choice.bound;
    const shapes = passed.map(({ shape }) => shape);
    const bound = choose(shapes);
    if (bound !== undefined && this.choices.length < MAX_CHOICES) this.choices.push({ type, shapes, bound });
    return bound;
  }
}

/** Where values of more types come to one place, choosing costs less than searching. */
const MAX_CHOICES = 8;

/** Whether arguments are of the types of a choice. What else is known of an argument, the code says, and so it is the same each time. */
function hasTypes({ shapes }: Choice, passed: readonly PassedArgument[]): boolean {
  for (let index = 0; index < passed.length; index++) {
    const known = shapes[index];
    const shape = passed[index]?.shape;
    if (known !== shape && (known?.type !== shape?.type || known?.isNull !== shape?.isNull)) return false;
  }
  return true;
}
