import { word } from '../mapping/vocabulary.js';
import { children, textOf, type XmlNode } from '../xml/xml-node.js';
import { DefinitionIndex } from './definition-index.js';
import type { Located, ReferenceReader } from './reference-reader.js';

const textNames = ['CodeValue', 'ShortDescription', 'Description'] as const;

/** Descriptors of one kind: what their codes mean, in the district's own words. */
export class Descriptors {
  private readonly index: DefinitionIndex<readonly string[]>;

  constructor(
    chain: (organization: string) => readonly string[],
    private readonly references: ReferenceReader,
  ) {
    this.index = new DefinitionIndex(chain);
  }

  add(element: Located): void {
    const keys = textNames.flatMap((name) => {
      const text = textOf(element.node, name);
      return text === undefined ? [] : [key(name, text)];
    });
    this.index.add(this.references.organizationIn(element), keys, textsOf(element.node));
  }

  /** The texts of a descriptor reference with those of its matching descriptor. A later data standard gives one text alone. */
  texts(reference: XmlNode, recordSchool: string | undefined): readonly string[] {
    if (reference.text !== '') return [reference.text, ...(this.matching('CodeValue', reference.text, recordSchool) ?? [])];
    const own = textsOf(reference);
    for (const name of textNames) {
      const text = textOf(reference, name);
      const matching = text === undefined ? undefined : this.matching(name, text, recordSchool);
      if (matching !== undefined) return [...own, ...matching];
    }
    return own;
  }

  private matching(name: string, text: string, recordSchool: string | undefined): readonly string[] | undefined {
    return this.index.find(key(name, text), { recordSchool });
  }
}

/** What an incident or an association says of the behavior. */
export function behaviorTexts(node: XmlNode, behaviors: Descriptors, recordSchool: string | undefined): readonly string[] {
  return children(node, 'Behaviors', 'Behavior').flatMap((each) => {
    const nested = children(each, 'Behavior');
    return (nested.length > 0 ? nested : [each]).flatMap((behavior) => behaviors.texts(behavior, recordSchool));
  });
}

function textsOf(node: XmlNode): readonly string[] {
  return textNames.flatMap((name) => textOf(node, name) ?? []);
}

function key(name: string, text: string): string {
  return `${name} ${word(text)}`;
}
