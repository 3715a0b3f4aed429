import { child, children, textOf, type XmlNode } from '../xml/xml-node.js';
import { organizationCodeNames, organizationIdNames, parentReferences } from './element-names.js';

/** The organizations of an interchange and what stands above each. */
export class Organizations {
  private readonly parents = new Map<string, readonly string[]>();
  private readonly codes = new Map<string, string>();

  /**
   * In reading order: of one organization given twice the later stands.
   * @param follow gives the identity that a reference stands for; undefined where nothing has its id.
   */
  add(node: XmlNode, follow: (reference: XmlNode) => XmlNode | undefined): void {
    const codes = children(node, ...organizationCodeNames).flatMap((code) => textOf(code, 'ID', 'IdentificationCode') ?? []);
    const id = textOf(node, ...organizationIdNames) ?? codes[0];
    if (id === undefined) return;
    for (const code of codes) this.codes.set(code, id);
    const parents = children(node, ...parentReferences).flatMap((reference) => {
      const target = follow(reference);
      return target === undefined ? [] : (idOf(target) ?? []);
    });
    this.parents.set(id, parents);
  }

  knows(id: string): boolean {
    return this.parents.has(id);
  }

  /** An organization by its id; ids that are only known as codes mean the organization with that code. */
  canonical(id: string): string {
    return this.parents.has(id) ? id : this.byCode(id);
  }

  byCode(code: string): string {
    return this.codes.get(code) ?? code;
  }

  /** An organization and all above it, nearest first. */
  chain(id: string): readonly string[] {
    const chain = [id];
    for (let at = 0; at < chain.length; at += 1) {
      for (const parent of this.parents.get(chain[at] ?? '') ?? []) {
        const known = this.canonical(parent);
        if (!chain.includes(known)) chain.push(known);
      }
    }
    return chain;
  }
}

function idOf(node: XmlNode): string | undefined {
  const id = textOf(node, ...organizationIdNames);
  if (id !== undefined) return id;
  const code = child(node, ...organizationCodeNames);
  return code && textOf(code, 'ID', 'IdentificationCode');
}
