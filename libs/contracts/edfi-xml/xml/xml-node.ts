/** One element of a record by its local name: text or children, never both. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>> | null;
  readonly text: string;
  readonly children: readonly XmlNode[];
}

/** The first child that has one of the names, tried in the order of the names. */
export function child(node: XmlNode, ...names: readonly string[]): XmlNode | undefined {
  for (const name of names) {
    const found = node.children.find((each) => each.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** All children that have one of the names, in the order of the document. */
export function children(node: XmlNode, ...names: readonly string[]): readonly XmlNode[] {
  return node.children.filter((each) => names.includes(each.name));
}

/** The trimmed text of the first child of one of the names that holds any. */
export function textOf(node: XmlNode, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    for (const each of node.children) {
      if (each.name === name && each.text !== '') return each.text;
    }
  }
  return undefined;
}

/** The element as XML text, indented; namespaces and comments are not kept. */
export function renderXml(node: XmlNode, indent = ''): string {
  const attributes = Object.entries(node.attributes ?? {})
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
  const start = `${indent}<${node.name}${attributes}`;
  if (node.children.length > 0) {
    const inner = node.children.map((each) => renderXml(each, `${indent}  `)).join('\n');
    return `${start}>\n${inner}\n${indent}</${node.name}>`;
  }
  return node.text === '' ? `${start}/>` : `${start}>${escaped(node.text)}</${node.name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** An element in the short form in which it is staged: name, then attributes if any, then text or children. */
export type PackedNode = [string, string | PackedNode[], Record<string, string>?];

export function packed(node: XmlNode): PackedNode {
  const content = node.children.length > 0 ? node.children.map(packed) : node.text;
  return node.attributes === null ? [node.name, content] : [node.name, content, node.attributes];
}

export function unpacked([name, content, attributes]: PackedNode): XmlNode {
  return typeof content === 'string'
    ? { name, attributes: attributes ?? null, text: content, children: NO_CHILDREN }
    : { name, attributes: attributes ?? null, text: '', children: content.map(unpacked) };
}

const NO_CHILDREN: readonly XmlNode[] = [];
